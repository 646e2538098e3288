// A page about a meeting that is going on: the big screen, and the phones. It asks again by itself, and puts in only the
// parts that are another now; what is being read aloud, what is written in and where one is on the page stay. A card that
// is shown without a network waits here until it can be sent.
const LONGEST_WAIT = 20_000; // ms for an answer
const SAY_UNSENT_AFTER = 700; // ms; a quick answer needs no words
const live = document.querySelector("[data-live-every]");
const lost = document.querySelector("[data-live-lost]");
let asking = false;
let sending = false;
let wish = null; // the card that is not sent yet: { address, fields, id }

setInterval(look, Number(live.dataset.liveEvery) * 1000);
addEventListener("online", look);
addEventListener("offline", () => say(true));
addEventListener("pageshow", look);
document.addEventListener("visibilitychange", look);
addEventListener("submit", takeCard, true); // before anybody else: the same card may be shown twice
live.addEventListener("click", countOnPaper);

async function look() {
  if (document.hidden || "liveOver" in live.dataset) return;
  if (wish) await send(); // what was tapped before comes before what is new
  await ask();
}

async function ask() {
  if (asking || sending) return;
  asking = true;
  try {
    const address = new URL(live.dataset.liveAt, location.href); // a page that answers a form has another address
    address.search = `?vist=${parts(live).map(({ dataset }) => dataset.mark).join(".")}`;
    const got = await request(address, { headers: { "X-By-Itself": "1" } });
    if (wish || sending) return; // tapped meanwhile: this answer is older
    if (got.status !== 204) await takeIn(got);
    say(false);
  } catch {
    say(true);
  } finally {
    asking = false;
  }
}

function request(address, options) {
  return fetch(address, { cache: "no-store", signal: patience(), ...options });
}

function patience() {
  const waiting = new AbortController();
  setTimeout(() => waiting.abort(), LONGEST_WAIT);
  return waiting.signal;
}

async function takeIn(got) {
  const there = new URL(got.url);
  if (got.redirected && there.pathname !== live.dataset.liveAt) {
    if (!live.dataset.liveWithin || !there.pathname.startsWith(live.dataset.liveWithin)) throw new Error("another page");
    if (!isBusy(live)) location.replace(there.href); // staff have put something else on the screen
    return;
  }
  if (!got.ok && got.status !== 409) throw new Error(got.status);
  const page = new DOMParser().parseFromString(await got.text(), "text/html");
  const fresh = page.querySelector("[data-live-every]");
  if (!fresh) throw new Error("another page");
  show(fresh, page.title);
}

function show(fresh, title) {
  const known = new Map(parts(live).map((part) => [part.dataset.live, part]));
  const changed = parts(fresh).filter((part) => known.get(part.dataset.live)?.dataset.mark !== part.dataset.mark);
  if (changed.some((part) => isBusy(known.get(part.dataset.live)))) return; // all of it next time: cards belong to their item
  if (changed.some((part) => part.dataset.live === "punkt")) sayFault("");
  for (const part of changed) swap(known.get(part.dataset.live), part);
  if ("liveOver" in fresh.dataset) live.dataset.liveOver = "";
  document.title = title;
}

function swap(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  tell("htmx:beforeSwap", { target: old, shouldSwap: true });
  old.replaceWith(fresh);
  tell("htmx:load", { elt: fresh });
  if (!focused) return;
  const there = (focused.id && document.getElementById(focused.id)) || fresh;
  if (there === fresh) fresh.tabIndex = -1;
  there.focus({ preventScroll: true });
}

/** Somebody hears it, or is writing in it. */
function isBusy(part) {
  if (part.querySelector(".is-spoken")) return true;
  const written = [...part.querySelectorAll("input[type=number]")];
  return written.some((field) => field === document.activeElement || field.value !== field.defaultValue);
}

function takeCard(event) {
  const form = event.target.closest("[data-vote]");
  if (!form) return;
  event.preventDefault();
  event.stopPropagation();
  wish = { address: form.action, fields: new URLSearchParams(new FormData(form)), id: form.querySelector("button").id };
  send();
}

/** One at a time: of two that are under way, the first could come last. */
async function send() {
  if (sending || !wish) return;
  sending = true;
  const sent = wish;
  const slow = setTimeout(() => mark(wish), SAY_UNSENT_AFTER);
  try {
    const got = await request(sent.address, { method: "POST", body: sent.fields });
    if (got.redirected && new URL(got.url).pathname !== live.dataset.liveAt) return location.assign(got.url); // she is out
    if (got.status >= 500) throw new Error(got.status);
    if (wish === sent) wish = null;
    mark(wish);
    sayFault("");
    await takeRefusal(got);
    say(false);
  } catch {
    say(true);
    mark(wish);
  } finally {
    clearTimeout(slow);
    sending = false;
  }
  if (wish && wish !== sent) await send();
}

async function takeRefusal(got) {
  if (got.status !== 409) return takeIn(got);
  const copy = got.clone();
  await takeIn(got);
  const page = new DOMParser().parseFromString(await copy.text(), "text/html");
  sayFault(page.querySelector("#fejl")?.textContent.trim() ?? "");
}

function sayFault(sentence) {
  lost.dataset.fault = sentence;
}

/** Says on the card that was tapped that it is not sent yet. */
function mark(unsent) {
  for (const card of live.querySelectorAll("[data-vote] button")) {
    card.querySelector(".vote-unsent").hidden = card.id !== unsent?.id;
  }
}

/** Says above the cards what is the matter, if anything; the cards stay under the finger. */
function say(isLost) {
  const words = isLost ? (wish ? lost.dataset.liveUnsent : lost.dataset.liveLost) : (lost.dataset.fault ?? "");
  if (lost.textContent === words) return;
  const below = lost.nextElementSibling;
  const before = below.getBoundingClientRect().top;
  lost.textContent = words;
  scrollBy(0, below.getBoundingClientRect().top - before);
}

/** The big buttons beside a number; without this file one writes it. */
function countOnPaper({ target }) {
  const button = target.closest("[data-count]");
  if (!button) return;
  const field = document.getElementById(button.dataset.for);
  field.value = Math.min(Math.max(Number(field.value) + Number(button.dataset.count), 0), Number(field.max));
}

function parts(of) {
  return [...of.querySelectorAll("[data-live]")];
}

function tell(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}
