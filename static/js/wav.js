// A sound as a WAV file: 16 bits, one channel.
export const SAMPLE_RATE = 22050;
const HEADER = 44; // bytes

/** The file for samples from -1 to 1. */
export function wav(samples) {
  const view = new DataView(new ArrayBuffer(HEADER + samples.length * 2));
  const words = (place, text) => [...text].forEach((letter, at) => view.setUint8(place + at, letter.charCodeAt(0)));
  words(0, "RIFF");
  view.setUint32(4, view.byteLength - 8, true);
  words(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true);
  view.setUint32(24, SAMPLE_RATE, true);
  view.setUint32(28, SAMPLE_RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  words(36, "data");
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, at) => view.setInt16(HEADER + at * 2, Math.max(-1, Math.min(1, sample)) * 0x7fff, true));
  return view.buffer;
}
