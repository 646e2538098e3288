// Sends what somebody tells. When the net is away, everything stays on the screen, and it is tried again.
import { sayText } from "./page.js";

const AGAIN = 10_000; // ms
const FAULT = "[data-told-fault]";

for (const form of document.querySelectorAll("form[data-told]")) new Sending(form);
for (const form of document.querySelectorAll(".told-form[data-recorder]")) {
  if (navigator.mediaDevices && globalThis.MediaRecorder) continue; // recorder.js sets it up
  form.dataset.ready = "";
  form.querySelector("[data-recorder-buttons]").hidden = true;
}
for (const button of document.querySelectorAll("[data-opens]")) {
  button.addEventListener("click", () => button.form.elements[button.dataset.opens].click());
}
for (const preview of document.querySelectorAll("[data-preview]")) showPhotoIn(preview);

function Sending(form) {
  const unsent = form.querySelector("[data-told-unsent]");
  let isBusy = false;
  let isStale = false; // its token is of a visit that has ended
  let clock = 0;

  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "do") return; // it only looks for a picture
    event.preventDefault();
    send();
  });
  addEventListener("online", () => unsent.hidden || send());

  async function send() {
    if (isBusy) return;
    isBusy = true;
    clearTimeout(clock);
    try {
      if (isStale) await renewToken();
      const headers = { Accept: "application/json" };
      const answer = await fetch(form.action, { method: "POST", headers, body: new FormData(form) });
      if (answer.redirected || answer.status >= 500) throw new Error(answer.status);
      if (answer.ok) return location.assign((await answer.json()).next);
      isStale = answer.status === 400;
      sayWhy(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      isStale = true;
      wait();
    }
    isBusy = false;
  }

  function wait() {
    unsent.hidden = false;
    clock = setTimeout(send, AGAIN);
    for (const field of form.querySelectorAll("textarea[data-draft]")) {
      field.dispatchEvent(new Event("input", { bubbles: true })); // it is a draft again
    }
  }

  function sayWhy(page) {
    unsent.hidden = true;
    const said = page.querySelector(FAULT);
    if (!said) return sayText(page.querySelector("h1").textContent);
    const place = document.querySelector(FAULT);
    place.replaceChildren(...said.children);
    place.scrollIntoView({ block: "center" });
  }

  /** Whoever has come in again, perhaps in another window, may send what is still here. */
  async function renewToken() {
    const answer = await fetch(location.pathname);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    form.elements.csrf_token.value = page.querySelector("meta[name=csrf-token]").content;
    isStale = false;
  }
}

/** Shows the photo that was taken or chosen; the newest one is sent. */
function showPhotoIn(preview) {
  const form = preview.closest("form");
  const fields = [...form.querySelectorAll("input[type=file]")];
  const status = form.querySelector("[data-photo-status]");
  for (const field of fields) field.addEventListener("change", () => show(field));

  async function show(field) {
    if (field.files.length) for (const other of fields) if (other !== field) other.value = "";
    status.textContent = field.files.length ? status.dataset.chosen : "";
    try {
      const photo = await createImageBitmap(field.files[0]);
      const smaller = Math.min(1, preview.parentElement.clientWidth / photo.width);
      preview.width = photo.width * smaller;
      preview.height = photo.height * smaller;
      preview.getContext("2d").drawImage(photo, 0, 0, preview.width, preview.height);
      preview.hidden = false;
    } catch {
      preview.hidden = true; // no picture; the server says so in words
    }
  }
}
