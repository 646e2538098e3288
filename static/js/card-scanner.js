// Reads the QR code of a resident's card. The code is sent in a form, so that no address and no history holds it.
const PAUSE = 200; // ms between looks: five a second is fast enough and spares an old tablet
const CARD = /^\/kort\/([\w-]+)\/?$/;

/** Sets up the scanners below `root` that are new; a browser without a camera gets none. */
export function setUp(root) {
  for (const form of root.querySelectorAll("[data-scan-form]:not([data-ready])")) {
    form.dataset.ready = "";
    form.hidden = !navigator.mediaDevices;
    form.querySelector("[data-scan]").addEventListener("click", ({ currentTarget }) => start(form, currentTarget));
  }
}

async function start(form, button) {
  const video = form.querySelector("video");
  const status = form.querySelector("[data-scan-status]");
  button.hidden = true;
  let camera;
  try {
    camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: button.dataset.scan } });
    video.srcObject = camera;
    video.hidden = false;
    await video.play();
  } catch {
    release(camera);
    button.hidden = false;
    video.hidden = true;
    status.textContent = status.dataset.refused;
    return;
  }
  addEventListener("pagehide", () => release(camera), { once: true });
  status.textContent = status.dataset.show;
  form.elements.kort.value = await lookForCard(video);
  release(camera);
  form.submit();
}

function release(camera) {
  for (const track of camera?.getTracks() ?? []) track.stop();
}

async function lookForCard(video) {
  const read = await reader();
  for (;;) {
    const card = cardIn(await read(video));
    if (card) return card;
    await new Promise((done) => setTimeout(done, PAUSE));
  }
}

function cardIn(text) {
  try {
    return CARD.exec(new URL(text).pathname)?.[1];
  } catch {
    return null; // some other code: go on looking
  }
}

/** The browser's own reader where it has one, else jsQR. */
async function reader() {
  if ((await globalThis.BarcodeDetector?.getSupportedFormats())?.includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue;
  }
  const canvas = document.createElement("canvas");
  const picture = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const { videoWidth: width, videoHeight: height } = video;
    canvas.width = width;
    canvas.height = height;
    picture.drawImage(video, 0, 0, width, height);
    return jsQR(picture.getImageData(0, 0, width, height).data, width, height)?.data;
  };
}
