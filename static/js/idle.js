// Ends the visit on a shared tablet when nobody is there: first a question, then the page goes.
import { saveDrafts } from "./drafts.js";
import { post } from "./page.js";

const ASK_BEFORE = 30_000; // ms
const TELL_SERVER = 60_000; // ms; the server counts too
const LAST_SAVE = 3_000; // ms
const limit = Number(document.body.dataset.idleSeconds) * 1000;

if (limit) {
  const warning = document.querySelector("[data-idle-warning]");
  const form = document.querySelector("form[data-done]");
  let lastSeen = Date.now(); // a clock: a tablet that slept has been idle
  let lastTold = Date.now();
  let ending = false;

  const seen = (sign) => {
    if (sign && warning.contains(sign.target)) return; // what is tapped there must not go away under the finger
    if (ending || Date.now() - lastSeen >= limit) return look();
    lastSeen = Date.now();
    warning.hidden = true;
    if (lastSeen - lastTold >= TELL_SERVER) tellServer();
  };

  const tellServer = () => {
    lastTold = Date.now();
    post("/ind/her").catch(() => {});
  };

  const look = async () => {
    if (ending) return;
    const idle = Date.now() - lastSeen;
    if (idle < limit && document.documentElement.dataset.speaking) return seen(); // somebody is listening
    if (idle >= limit) {
      ending = true;
      await Promise.race([saveDrafts(), new Promise((done) => setTimeout(done, LAST_SAVE))]);
      form.submit();
    } else if (idle >= limit - ASK_BEFORE) {
      warning.hidden = false;
    }
  };

  for (const sign of ["pointerdown", "keydown", "input", "wheel"]) addEventListener(sign, seen, { passive: true });
  document.querySelector("[data-idle-here]").addEventListener("click", () => {
    seen();
    tellServer();
  });
  document.addEventListener("visibilitychange", look);
  setInterval(look, 1_000);

  // Back must not show what the last person saw.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
