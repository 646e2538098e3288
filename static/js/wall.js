// What a sign and a screen on the wall say is true for a while only. Then they say that they do not know. The screen
// on the wall asks again by itself; without a network it keeps what it has, and says from when that is.
const LOOK_EVERY = 1_000; // ms
const LONGEST_WAIT = 20_000; // ms for an answer
const whenOld = document.querySelector("[data-when-old]");
const again = Number(document.querySelector("[data-again]")?.dataset.again) * 1000;
let answer = document.querySelector("[data-good-for]");
let asked = Date.now() - performance.now(); // by the clock: a phone that slept has grown older too
let askedLast = asked;

setInterval(look, LOOK_EVERY);
addEventListener("pageshow", look);
addEventListener("online", () => again && ask());
document.addEventListener("visibilitychange", look);
look();

function look() {
  const goodFor = answer.dataset.goodFor;
  if (goodFor && Date.now() - asked >= Number(goodFor) * 1000) sayUnknown();
  if (again && Date.now() - askedLast >= again) ask();
  const soon = answer.querySelector("[data-soon-for]");
  if (soon && Date.now() - asked >= Number(soon.dataset.soonFor) * 1000) leaveOut(soon);
}

// How long it is until somebody comes is true for a few minutes; when she comes stays true.
function leaveOut(soon) {
  if (soon.querySelector(".is-spoken")) return; // next time
  if (soon.contains(document.activeElement)) answer.querySelector(".sound").focus({ preventScroll: true });
  soon.remove();
}

function sayUnknown() {
  const unknown = answer.cloneNode();
  delete unknown.dataset.place;
  unknown.dataset.state = "question";
  unknown.dataset.goodFor = "";
  unknown.append(whenOld.content.cloneNode(true));
  show(unknown);
}

async function ask() {
  const from = (askedLast = Date.now());
  const patience = new AbortController();
  const waited = setTimeout(() => patience.abort(), LONGEST_WAIT);
  try {
    const page = await read(patience.signal);
    asked = from;
    if (words(page.answer) !== words(answer) || !page.answer.dataset.goodFor !== !answer.dataset.goodFor) show(page.answer);
    answer.dataset.goodFor = page.answer.dataset.goodFor;
    renewSince(page.since);
  } catch {
    document.querySelector("[data-since]").dataset.lost = "";
  } finally {
    clearTimeout(waited);
  }
}

async function read(signal) {
  // Nobody asks: whoever has come in at this screen must not seem to be there because of it.
  const credentials = document.documentElement.lang === "da" ? "omit" : "same-origin";
  const got = await fetch(location.href, { cache: "no-store", credentials, signal });
  if (!got.ok) throw new Error(got.status);
  const page = new DOMParser().parseFromString(await got.text(), "text/html");
  const [fresh, since] = ["[data-good-for]", "[data-since]"].map((part) => page.querySelector(part));
  if (!fresh || !since) throw new Error("another page");
  return { answer: fresh, since };
}

function show(fresh) {
  const hadFocus = answer.contains(document.activeElement);
  const target = answer;
  tell("htmx:beforeSwap", { target, shouldSwap: true }); // what is being read aloud stops: it is no longer true
  answer.replaceWith(fresh);
  answer = fresh;
  tell("htmx:load", { elt: answer });
  if (hadFocus) answer.querySelector(".sound").focus({ preventScroll: true });
}

function renewSince(fresh) {
  const shown = document.querySelector("[data-since]");
  if (document.documentElement.dataset.speaking && !("lost" in shown.dataset)) return; // next time
  shown.replaceWith(fresh);
}

function words(element) {
  return element.textContent.replace(/\s+/g, " ").trim();
}

function tell(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}
