// Keeps what somebody is writing, so that nothing is lost by a closed lid or an empty battery.
import { post } from "./page.js";

const AFTER_LAST_KEY = 800; // ms
const FIRST_RETRY = 5_000; // ms
const LAST_RETRY = 60_000; // ms
const writing = new Map(); // textarea -> { timer, retry, sending }

document.addEventListener("input", ({ target }) => {
  if (target.matches("textarea[data-draft]")) keep(target);
});

// What has been sent is no draft any more: a late save would bring it back.
document.addEventListener("submit", ({ target }) => {
  for (const [field, draft] of writing) {
    if (!target.contains(field)) continue;
    clearTimeout(draft.timer);
    draft.sending?.abort();
    writing.delete(field);
  }
});

document.addEventListener("htmx:sendError", ({ detail }) => {
  for (const field of detail.elt.querySelectorAll("textarea[data-draft]")) keep(field);
});

addEventListener("pagehide", () => saveDrafts());
addEventListener("online", () => saveDrafts());

/** Saves everything that is not saved yet; resolves when the server has answered each. */
export function saveDrafts() {
  return Promise.allSettled([...writing].map(([field, draft]) => save(field, draft)));
}

function keep(field) {
  const draft = writing.get(field) ?? { retry: FIRST_RETRY };
  writing.set(field, draft);
  wait(field, draft, AFTER_LAST_KEY);
}

async function save(field, draft) {
  clearTimeout(draft.timer);
  draft.sending?.abort();
  const sending = (draft.sending = new AbortController());
  const text = field.value;
  try {
    await post("/kladde", { key: field.dataset.draft, text }, { keepalive: true, signal: sending.signal });
    if (field.value === text) writing.delete(field);
    tell(field, "saved");
  } catch {
    if (sending.signal.aborted) return;
    tell(field, "unsaved");
    wait(field, draft, draft.retry);
    draft.retry = Math.min(draft.retry * 2, LAST_RETRY);
  }
}

function wait(field, draft, time) {
  clearTimeout(draft.timer);
  draft.timer = setTimeout(() => save(field, draft), time);
}

function tell(field, which) {
  const status = document.querySelector(`[data-draft-status="${CSS.escape(field.id)}"]`);
  if (status) status.textContent = status.dataset[which];
}
