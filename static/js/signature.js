// A name drawn with a finger or a mouse. Strokes are kept as numbers from 0 to 1000, so they fit any screen and paper.
export const SCALE = 1000;
const PEN = 3; // CSS px

/** Sets up the signature pads below `root` that are new. */
export function setUp(root) {
  for (const pad of root.querySelectorAll("[data-signature]:not([data-ready])")) {
    pad.dataset.ready = "";
    draw(pad.querySelector("canvas"), pad.querySelector("input"), pad.querySelector("[data-clear]"));
  }
}

function draw(canvas, field, clear) {
  const pen = canvas.getContext("2d");
  let strokes = field.value ? JSON.parse(field.value) : [];
  let stroke = null;

  const paint = () => {
    const { clientWidth: width, clientHeight: height } = canvas;
    canvas.width = width * devicePixelRatio;
    canvas.height = height * devicePixelRatio;
    pen.scale(devicePixelRatio, devicePixelRatio);
    pen.strokeStyle = getComputedStyle(canvas).color;
    pen.lineWidth = PEN;
    pen.lineCap = pen.lineJoin = "round";
    for (const points of strokes) {
      pen.beginPath();
      for (const [x, y] of points) pen.lineTo((x * width) / SCALE, (y * height) / SCALE);
      if (points.length === 1) pen.lineTo((points[0][0] * width) / SCALE + 0.1, (points[0][1] * height) / SCALE);
      pen.stroke();
    }
  };
  const add = (event) => {
    const point = [place(event.offsetX, canvas.clientWidth), place(event.offsetY, canvas.clientHeight)];
    if (String(point) !== String(stroke.at(-1))) stroke.push(point);
    paint();
  };
  const keep = () => {
    stroke = null;
    field.value = strokes.length ? JSON.stringify(strokes) : "";
  };

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    stroke = [];
    strokes.push(stroke);
    add(event);
  });
  canvas.addEventListener("pointermove", (event) => stroke && add(event));
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, keep);
  clear.addEventListener("click", () => {
    strokes = [];
    keep();
    paint();
  });
  new ResizeObserver(paint).observe(canvas);
}

/** Where a point of a canvas is, in thousandths of its length. */
export function place(offset, length) {
  return Math.min(Math.max(Math.round((offset * SCALE) / length), 0), SCALE);
}
