// Records one's own voice for a line. Without this file the same form takes a sound file.
import { SAMPLE_RATE, wav } from "./wav.js";

const LONGEST = 60; // seconds

/** Sets up the recorders below `root` that are new; a browser that cannot record keeps the field for a file. */
export function setUp(root) {
  for (const form of root.querySelectorAll("[data-recorder]:not([data-ready])")) {
    if (navigator.mediaDevices && globalThis.MediaRecorder) new Recorder(form);
  }
}

class Recorder {
  #form;
  #status;
  #left; // says how many seconds are left
  #words;
  #media = null; // while it records
  #context = null;
  #taken = null; // the decoded sound
  #playing = null;
  #clock = 0;
  #asks = false; // for the microphone

  constructor(form) {
    this.#form = form;
    this.#status = form.querySelector("[data-recorder-status]");
    this.#left = form.querySelector("[data-recorder-left]");
    this.#words = this.#left.textContent;
    form.dataset.ready = "";
    this.#show("record");
    form.querySelector("[data-recorder-buttons]").hidden = false;
    form.querySelector("[data-recorder-file]").hidden = true;
    for (const [name, act] of [["record", this.#record], ["stop", this.#stop], ["hear", this.#hear], ["again", this.#record]]) {
      this.#button(name).addEventListener("click", () => act.call(this));
    }
    addEventListener("pagehide", () => this.#letGo());
  }

  async #record() {
    if (this.#asks) return;
    this.#asks = true;
    this.#playing?.stop();
    this.#context ??= new AudioContext(); // in the tap: iOS asks for that
    this.#context.resume();
    let microphone;
    try {
      microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      return this.#say("refused");
    } finally {
      this.#asks = false;
    }
    const pieces = [];
    this.#taken = null;
    this.#media = new MediaRecorder(microphone);
    this.#media.addEventListener("dataavailable", ({ data }) => pieces.push(data));
    this.#media.addEventListener("stop", () => this.#finish(microphone, pieces), { once: true });
    this.#media.start();
    this.#say("recording");
    this.#show("stop");
    this.#countDown(LONGEST);
  }

  #countDown(seconds) {
    this.#left.hidden = false;
    this.#left.textContent = seconds > 1 ? this.#words.replace(/\d+/, seconds) : this.#left.dataset.last;
    this.#clock = setTimeout(() => (seconds > 1 ? this.#countDown(seconds - 1) : this.#stop()), 1000);
  }

  #stop() {
    clearTimeout(this.#clock);
    this.#left.hidden = true;
    if (this.#media?.state === "recording") this.#media.stop();
  }

  async #finish(microphone, pieces) {
    for (const track of microphone.getTracks()) track.stop();
    try {
      const whole = await this.#context.decodeAudioData(await new Blob(pieces).arrayBuffer());
      const file = new File([wav(await resampled(whole))], "optagelse.wav", { type: "audio/wav" });
      const files = new DataTransfer();
      files.items.add(file);
      this.#form.elements.recording.files = files.files;
      this.#taken = whole;
      this.#say("done");
      this.#show("hear", "again", "use");
    } catch {
      this.#say("failed");
      this.#show("record");
    }
  }

  #hear() {
    this.#playing?.stop();
    this.#playing = new AudioBufferSourceNode(this.#context, { buffer: this.#taken });
    this.#playing.connect(this.#context.destination);
    this.#playing.start();
  }

  #letGo() {
    clearTimeout(this.#clock);
    for (const track of this.#media?.stream.getTracks() ?? []) track.stop();
  }

  #button(name) {
    return this.#form.querySelector(`[data-${name}]`);
  }

  /** Shows these buttons and no others; the focus goes to the first when its own button goes away. */
  #show(...names) {
    const held = this.#form.querySelector("[data-recorder-buttons]").contains(document.activeElement);
    for (const name of ["record", "stop", "hear", "again"]) this.#button(name).hidden = !names.includes(name);
    this.#form.querySelector("[data-recorder-use]").hidden = !names.includes("use");
    if (held) this.#button(names[0]).focus();
  }

  #say(what) {
    this.#status.textContent = this.#status.dataset[what];
  }
}

/** The sound with one channel, at the rate that the server keeps. */
async function resampled(sound) {
  const context = new OfflineAudioContext(1, Math.ceil(Math.min(sound.duration, LONGEST) * SAMPLE_RATE), SAMPLE_RATE);
  const source = new AudioBufferSourceNode(context, { buffer: sound });
  source.connect(context.destination);
  source.start();
  return (await context.startRendering()).getChannelData(0);
}
