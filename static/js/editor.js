// The editor of lines: keeps every word that is typed, and lets the keyboard do what the buttons do.
//
// htmx sends the forms; this file sees to it that nothing typed is lost between two answers. Requests wait for each
// other (hx-sync), a field that is being written in is never swapped away, and `was` – what the server had when this
// page last heard of it – changes only when the server has taken what was sent.
import { onNewContent, post, sayText } from "./page.js";

const RETRY = 5_000; // ms
const PATIENCE = 10_000; // ms to wait for words to be kept before a button does its work
const LOOK_AGAIN = 50; // ms
const FIELDS = "textarea[hx-post], select[hx-post]";
const WAS = { sentence: "was", answer: "answer_was" };

let editor = null;
let sending = 0; // requests on their way
let typedMeanwhile = null; // what was typed while an answer was on its way: [id, value, was]
let opened = []; // the buttons that are shown, by the id of what opened them
let begun = null; // a field for the line that the server is making just now: { node, from, before }

onNewContent(() => {
  editor = document.querySelector("[data-editor]");
});

// --- what is typed and not kept yet ---

function unkept() {
  if (!editor) return [];
  return [...editor.querySelectorAll(FIELDS)].filter((field) => clean(field.value) !== wasOf(field).value);
}

function wasOf(field) {
  return field.form.elements[WAS[field.name]];
}

/** A line as the server keeps it: composed letters, single spaces. */
function clean(text) {
  return text.normalize("NFC").trim().replace(/\s+/g, " ");
}

function keep(field) {
  htmx.trigger(field, "gem");
}

/** Sends what is not kept; resolves to whether everything is. */
async function keepAll() {
  const end = Date.now() + PATIENCE;
  unkept().forEach(keep);
  while ((sending || unkept().length) && Date.now() < end) await new Promise((then) => setTimeout(then, LOOK_AGAIN));
  return !unkept().length;
}

// --- sending, and hearing that it is kept ---

document.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => {
  if (!editor?.contains(elt)) return;
  const written = elt.matches(FIELDS) ? [elt] : [...elt.querySelectorAll(FIELDS)];
  elt.sentWords = written.map((field) => [wasOf(field), clean(field.value)]);
  sending += 1;
  if (elt.matches(FIELDS)) elt.setAttribute("hx-select-oob", placesAbout(elt));
});
document.addEventListener("htmx:beforeOnLoad", ({ detail: { elt, xhr } }) => {
  if (!elt.sentWords || !isTheEditor(xhr)) return;
  for (const [was, words] of elt.sentWords) was.value = words;
});
document.addEventListener("htmx:afterRequest", ({ detail: { requestConfig } }) => {
  if (!requestConfig.elt.sentWords) return; // a form that was swapped away tells it once more from its place
  delete requestConfig.elt.sentWords;
  sending -= 1;
});
for (const failed of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(failed, tryAgain);
addEventListener("online", () => unkept().forEach(keep));

/** Where an answer about a field's words can be seen: at every line, for one line's words may mend another's. */
function placesAbout(field) {
  const told = [...editor.querySelectorAll(".editor-findings")].map(({ id }) => `#${id}`);
  const heard = field.form.querySelector(".editor-hear");
  const heading = field.id === "linje-titel" ? ["#overskrift"] : [];
  return [...told, `#${heard.id}`, ...heading, "#maal", "#spaerret", "#udgiv-knap"].join();
}

/** Whether an answer is the editor's own page: then what was sent is kept. */
function isTheEditor(xhr) {
  return xhr.status === 200 && new URL(xhr.responseURL).pathname === editor.dataset.editor;
}

function tryAgain() {
  giveBack();
  if (!unkept().length) return;
  sayText(editor.dataset.unsaved);
  setTimeout(() => unkept().forEach(keep), RETRY);
}

// --- putting answers in ---

document.addEventListener("htmx:beforeSwap", (event) => {
  const { requestConfig, xhr, serverResponse } = event.detail;
  if (!editor?.contains(requestConfig.elt)) return;
  const place = requestConfig.elt.closest(".editor-line");
  if (xhr.status === 409 && place && serverResponse.includes(`id="${place.id}"`)) {
    Object.assign(event.detail, { target: place, selectOverride: `#${place.id}`, swapOverride: "outerHTML" });
  } else if (xhr.status >= 500) {
    event.preventDefault();
    tryAgain();
  } else if (!isTheEditor(xhr) && xhr.status !== 409 && xhr.status !== 422) {
    event.preventDefault(); // signed out meanwhile: the words stay on this page
    giveBack();
    sayText(editor.dataset.signedOut);
  }
  typedMeanwhile = unkept().map((field) => [field.id, field.value, wasOf(field).value]);
  opened = [...editor.querySelectorAll(".editor-more[open] > summary")].map(({ id }) => id);
});
document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
  if (!typedMeanwhile || target.id === "kladde-status") return; // there no field was swapped
  for (const [id, value, was] of typedMeanwhile) {
    const field = document.getElementById(id);
    if (!field || field.value === value) continue;
    field.value = value;
    if (field.matches(FIELDS)) wasOf(field).value = was;
  }
  typedMeanwhile = null;
  for (const summary of editor.querySelectorAll(".editor-more > summary")) {
    summary.parentElement.open = opened.includes(summary.id); // the page without script opens what was used last
  }
  goOnInNewLine();
  unkept().forEach(keep);
});
// What has not changed is left alone, so that nothing loses its focus.
document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  if (editor && detail.target.isEqualNode(detail.fragment.firstElementChild)) detail.shouldSwap = false;
});

// --- buttons and links wait until every word is kept ---

document.addEventListener(
  "submit",
  (event) => {
    const { target: form, submitter } = event;
    if (!editor?.contains(form)) return;
    const others = unkept().filter((field) => field.form !== form || !form.hasAttribute("hx-post"));
    if (!sending && !others.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    whenKept(() => (document.getElementById(submitter?.id) ?? submitter)?.click());
  },
  true,
);
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!editor?.contains(link) || link.matches('.sound, [href^="#"]') || event.ctrlKey || event.metaKey) return;
  if (!sending && !unkept().length) return;
  event.preventDefault();
  whenKept(() => location.assign(link.href));
});
addEventListener("pagehide", () => {
  for (const { form } of unkept()) {
    post(form.action, Object.fromEntries(new FormData(form)), { keepalive: true }).catch(() => {});
  }
});

async function whenKept(goOn) {
  if (await keepAll()) goOn();
  else sayText(editor.dataset.unsaved);
}

// --- the keyboard ---

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!editor?.contains(field) || field.localName !== "textarea" || event.isComposing) return;
  if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    if (!begun && field.matches("#linjer textarea[hx-post]")) newLine(field);
  } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    press(field, event.key === "ArrowUp" ? "op" : "ned");
  }
});

/** Enter: a new line under this one, or what stands after the cursor on a line of its own. */
function newLine(field) {
  const before = field.value.slice(0, field.selectionEnd);
  const after = field.value.slice(field.selectionEnd);
  const cuts = clean(before) && clean(after) && button(field, "del");
  if (cuts) field.form.elements.at.value = [...before].length;
  const node = document.createElement("textarea");
  node.className = "input editor-sentence editor-begun";
  node.rows = 1;
  node.lang = "da";
  node.setAttribute("aria-label", field.placeholder);
  node.value = node.defaultValue = cuts ? after.trim() : "";
  begun = { node, from: field.id, before: cuts ? before : field.value };
  field.closest("li").append(node);
  node.focus();
  node.setSelectionRange(0, 0);
  press(field, cuts ? "del" : "ny");
}

/** The server has made the new line: what was typed in its place meanwhile goes into it. */
function goOnInNewLine() {
  const field = begun && editor.querySelector("textarea[data-focus]");
  if (!field) return giveBack();
  const { value, defaultValue, selectionStart } = begun.node;
  begun.node.remove();
  begun = null;
  field.focus();
  if (value !== defaultValue) field.value = value;
  const place = value === defaultValue ? 0 : selectionStart;
  field.setSelectionRange(place, place);
}

/** There is no new line: what was typed in its place goes back to the line it came from. */
function giveBack() {
  if (!begun) return;
  const { node, from, before } = begun;
  const field = document.getElementById(from);
  begun = null;
  node.remove();
  if (field && node.value !== node.defaultValue) field.value = clean(`${before} ${node.value}`);
  field?.focus();
}

function press(field, what) {
  button(field, what)?.click();
}

function button(field, what) {
  return field.form.querySelector(`button[name=do][value="${what}"]`);
}
