// Reads lines aloud and marks the word that is spoken. Without this file the same links play the same sounds.
import { deviceVoice, hush, sayWith } from "./device-voice.js";
import { clearFault, onNewContent, sayFault } from "./page.js";

const SPEEDS = [0.7, 0.85, 1, 1.15, 1.3];
const START = Math.max(SPEEDS.indexOf(Number(document.body.dataset.speed)), 0); // what the person has chosen at /mig
const SPEED_KEY = `reading-speed-from-${SPEEDS[START]}`; // a new choice starts anew
let wantsDeviceVoice = document.body.dataset.voice === "device";
const audio = new Audio(); // one for all: iOS gives the right to play to the element that was tapped
const readPage = document.querySelector("[data-read-page]");
const tempo = document.querySelector("[data-tempo]");
let speed = storedSpeed();
let spoken = null; // { element, mark, button, token, words: [{ start, span }] }
let queue = []; // what "Læs op" has left
let tapped = readPage;

audio.preservesPitch = true;
audio.addEventListener("ended", next);
audio.addEventListener("error", () => spoken && fail());
addEventListener("pagehide", stop);
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (spoken && detail.shouldSwap && detail.target.contains(spoken.element)) stop();
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("a.sound, [data-read-page]");
  if (!button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  tap(button);
});
document.addEventListener("keydown", (event) => {
  const button = event.target.closest?.("a.sound, [data-read-page]");
  if (!button || event.key !== " ") return;
  event.preventDefault();
  if (!event.repeat) tap(button);
});
tempo.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button) changeSpeed("faster" in button.dataset ? 1 : -1);
});
onNewContent((root) => {
  for (const button of root.querySelectorAll("a.sound:not([role]), [data-read-page]:not([role])")) {
    button.setAttribute("role", "button");
    button.setAttribute("aria-pressed", "false");
  }
});

function tap(button) {
  const again = button.getAttribute("aria-pressed") === "true";
  stop();
  clearFault();
  if (again) return;
  tapped = button;
  if (button === readPage) {
    queue = [...document.querySelectorAll("#besked [data-sound], #fejl [data-sound], #main [data-sound]")].filter(isShown);
    readPage.setAttribute("aria-pressed", "true");
    next();
  } else {
    speak(button.closest(".line-row, form.row").querySelector("[data-sound]"), button);
  }
  showTempo();
}

function next() {
  unmark();
  const element = queue.shift();
  if (!element) return stop();
  if (!element.isConnected) return next(); // swapped away while it waited
  speak(element, soundButton(element));
  if (queue[0] && !voiceFor(queue[0])) fetch(address(queue[0], "mp3")).catch(() => {}); // the next one waits in the cache
}

// No await before play(): iOS lets only the tap itself start a sound.
function speak(element, button) {
  const token = element.dataset.sound;
  const voice = voiceFor(element);
  if (!voice) play(element);
  spoken = { element, button, token, words: [], mark: element.closest(".line-row, .choice, .tile") ?? element };
  spoken.mark.classList.add("is-spoken");
  button?.setAttribute("aria-pressed", "true");
  document.documentElement.dataset.speaking = token;
  if (voice) sayByDevice(spoken, voice);
  else fetchWords(spoken);
}

function play(element) {
  const token = element.dataset.sound;
  audio.src = address(element, "mp3");
  audio.playbackRate = audio.defaultPlaybackRate = SPEEDS[speed];
  audio.play().catch(({ name }) => {
    if (name === "NotAllowedError") stop();
    else if (name !== "AbortError" && spoken?.token === token) fail();
  });
}

/** The telephone's own voice, when it is wanted and there is one; else the house reads. */
function voiceFor(element) {
  return wantsDeviceVoice && !isFile(element) && deviceVoice(element.closest("[lang]").lang);
}

function sayByDevice(asked, voice) {
  const text = asked.element.textContent;
  const words = [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => [index, word.length, index]);
  sayWith(voice, text, SPEEDS[speed], {
    word(at) {
      if (!asked.words.length) asked.words = wrapWords(asked.element, words); // not every voice tells of its words
      markWord(asked, at);
    },
    end: next,
    fail() {
      wantsDeviceVoice = false; // the house takes over, and stays: two voices in one text confuse
      asked.element.replaceChildren(text);
      play(asked.element);
      fetchWords(asked);
    },
  });
}

async function fetchWords(asked) {
  if (isFile(asked.element)) return;
  try {
    const answer = await fetch(address(asked.element, "json"));
    const { words } = await answer.json();
    if (spoken !== asked) return;
    asked.words = wrapWords(asked.element, words);
    follow(asked);
  } catch {
    // The voice goes on; only the words stay unmarked.
  }
}

/** Puts each word in a span; `words` are [start, length, ms] in UTF-16 units of the element's text. */
function wrapWords(element, words) {
  const text = element.textContent;
  if (element.childElementCount || words.at(-1)?.[0] >= text.length) return [];
  const pieces = [];
  const wrapped = [];
  let end = 0;
  for (const [start, length, ms] of words) {
    if (start < end) continue;
    const span = document.createElement("span");
    span.className = "word";
    span.textContent = text.slice(start, start + length);
    pieces.push(text.slice(end, start), span);
    wrapped.push({ start: ms, span });
    end = start + length;
  }
  element.replaceChildren(...pieces, text.slice(end));
  return wrapped;
}

function follow(asked) {
  if (spoken !== asked) return;
  markWord(asked, audio.currentTime * 1000);
  requestAnimationFrame(() => follow(asked));
}

/** Marks the last word that has begun by now: in ms of the sound, or in letters of the text. */
function markWord(asked, now) {
  const current = asked.words.filter(({ start }) => start <= now).length - 1;
  if (current !== asked.current) {
    asked.words[asked.current]?.span.removeAttribute("data-word");
    asked.words[current]?.span.setAttribute("data-word", current);
    asked.current = current;
  }
}

function unmark() {
  if (!spoken) return;
  const { element, mark, button, words } = spoken;
  spoken = null;
  if (words.length) element.replaceChildren(element.textContent);
  mark.classList.remove("is-spoken");
  button?.setAttribute("aria-pressed", "false");
  document.documentElement.dataset.speaking = "";
}

function stop() {
  queue = [];
  audio.pause();
  hush();
  unmark();
  readPage.setAttribute("aria-pressed", "false");
}

function fail() {
  stop();
  sayFault("noSound");
}

function soundButton(element) {
  return element.closest(".line-row")?.querySelector(".sound");
}

function address(element, kind) {
  return isFile(element) ? element.dataset.sound : `/lyd/${element.dataset.sound}.${kind}`;
}

/** Whether somebody's own voice is heard, and not a sentence read. */
function isFile(element) {
  return element.dataset.sound[0] === "/";
}

function isShown(element) {
  return element.getClientRects().length > 0;
}

function changeSpeed(step) {
  speed = Math.min(Math.max(speed + step, 0), SPEEDS.length - 1);
  audio.playbackRate = audio.defaultPlaybackRate = SPEEDS[speed];
  try {
    sessionStorage.setItem(SPEED_KEY, SPEEDS[speed]);
  } catch {} // a browser that keeps nothing still reads
}

/** What was changed on a page of this visit; else what the person has chosen. */
function storedSpeed() {
  let stored = null;
  try {
    stored = sessionStorage.getItem(SPEED_KEY);
  } catch {}
  const found = SPEEDS.indexOf(Number(stored ?? NaN));
  return found < 0 ? START : found;
}

/** Shows the two speed buttons on top, and keeps what was tapped under the finger. */
function showTempo() {
  if (!tempo.hidden) return;
  const before = tapped.getBoundingClientRect().top;
  tempo.hidden = false;
  scrollBy(0, tapped.getBoundingClientRect().top - before);
}
