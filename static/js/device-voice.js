// The telephone's own voice, for those who have chosen it. Only a voice that lives on the device itself: one from the
// network would send the words away.
const STARTS_WITHIN = 2_500; // ms; a voice that is silent longer is no voice
const PAUSE = 80; // ms; after cancel() some browsers swallow what comes at once

const synthesis = "speechSynthesis" in globalThis ? speechSynthesis : null;
synthesis?.getVoices(); // the list comes later; asking makes the browser fetch it
let utterance = null; // kept, or some browsers forget it in the middle of a sentence
let patience;

/** The device's own voice for a language, or nothing. Looked up at every use: voices come and go. */
export function deviceVoice(language) {
  const own = synthesis?.getVoices().filter((voice) => voice.localService === true) ?? [];
  return own.find(({ lang }) => lang.toLowerCase().replace("_", "-").startsWith(language));
}

/** Says a sentence. `on` has word(index of the first letter), end() and fail(). */
export function sayWith(voice, text, rate, on) {
  const saying = new SpeechSynthesisUtterance(text);
  Object.assign(saying, { voice, lang: voice.lang, rate });
  const isNow = () => utterance === saying;
  const finish = (how) => () => {
    if (!isNow()) return;
    hush();
    how();
  };
  saying.onstart = () => isNow() && clearTimeout(patience);
  saying.onboundary = ({ name, charIndex }) => isNow() && name !== "sentence" && on.word(charIndex);
  saying.onend = finish(on.end);
  saying.onerror = finish(on.fail);
  const isBusy = synthesis.speaking || synthesis.pending;
  hush();
  utterance = saying;
  patience = setTimeout(finish(on.fail), STARTS_WITHIN);
  if (isBusy) setTimeout(() => isNow() && synthesis.speak(saying), PAUSE);
  else synthesis.speak(saying);
}

export function hush() {
  clearTimeout(patience);
  utterance = null;
  if (synthesis?.speaking || synthesis?.pending) synthesis.cancel();
}
