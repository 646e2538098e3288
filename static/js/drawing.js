// Draws with a pen, a finger, a mouse or the keyboard. A drawing is a list of marks, see portal/media/drawings.py.
import { SCALE, place } from "./signature.js";

const STEP = 20; // of a thousand, for each key
const NEAR = 4; // a point nearer than this to the last one is none
const MOST_POINTS = 12_000;
const WAYS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
const BESIDE = 200; // of a thousand: the next little picture does not hide the last one

for (const form of document.querySelectorAll("[data-drawing]")) draw(form);

function draw(form) {
  const canvas = form.querySelector("canvas");
  const paper = canvas.parentElement;
  const field = form.elements.drawing;
  const status = form.querySelector("[data-drawing-status]");
  const pen = canvas.getContext("2d");
  const chosen = {};
  const at = [SCALE / 2, SCALE / 2];
  let marks = field.value ? JSON.parse(field.value) : [];
  let stroke = null; // the points of what is being drawn
  let showsPen = false; // who draws with a finger sees the finger

  form.querySelector("[data-drawing-file]").hidden = true;
  for (const button of form.querySelectorAll("[data-tool]")) {
    if (button.getAttribute("aria-pressed") === "true") chosen[button.dataset.tool] = button;
    button.addEventListener("click", () => choose(button));
  }
  for (const button of form.querySelectorAll("[data-stamp]")) button.addEventListener("click", () => stamp(button));
  form.querySelector("[data-undo]").addEventListener("click", () => change(marks.slice(0, -1), "undone"));
  form.querySelector("[data-clear]").addEventListener("click", () => change([], "cleared"));
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    showsPen = false;
    lift();
    goTo(event);
    begin();
  });
  canvas.addEventListener("pointermove", (event) => stroke && event.buttons && goTo(event));
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, lift);
  canvas.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (!way && event.key !== " ") return;
    event.preventDefault();
    showsPen = true;
    if (way) move(at[0] + way[0], at[1] + way[1]);
    else if (stroke) say("up", lift());
    else say("down", begin());
  });
  canvas.addEventListener("blur", lift);
  new ResizeObserver(paint).observe(canvas);

  function choose(button) {
    lift();
    chosen[button.dataset.tool].setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", "true");
    chosen[button.dataset.tool] = button;
    paint();
  }

  function begin() {
    stroke = [[...at]];
    marks.push(["pen", chosen.colour.value, chosen.width.value, stroke]);
    keep();
  }

  function lift() {
    stroke = null;
  }

  function goTo({ offsetX, offsetY }) {
    move(place(offsetX, canvas.clientWidth), place(offsetY, canvas.clientHeight));
  }

  function move(x, y) {
    at[0] = Math.min(Math.max(x, 0), SCALE);
    at[1] = Math.min(Math.max(y, 0), SCALE);
    const last = stroke?.at(-1);
    if (last && Math.hypot(at[0] - last[0], at[1] - last[1]) >= NEAR && points() < MOST_POINTS) stroke.push([...at]);
    keep();
  }

  function points() {
    return marks.reduce((sum, [kind, , , dots]) => sum + (kind === "pen" ? dots.length : 0), 0);
  }

  function stamp(button) {
    change([...marks, ["stamp", button.dataset.stamp, ...at]], "stamped");
    move(at[0] + BESIDE < SCALE ? at[0] + BESIDE : BESIDE / 2, at[1]);
  }

  function change(all, said) {
    lift();
    marks = all;
    say(said);
    keep();
  }

  function keep() {
    field.value = marks.length ? JSON.stringify(marks) : "";
    paint();
  }

  function say(what) {
    status.textContent = status.dataset[what];
  }

  function paint() {
    const { clientWidth: side } = canvas;
    canvas.width = canvas.height = side * devicePixelRatio;
    pen.scale(canvas.width / SCALE, canvas.height / SCALE);
    pen.lineCap = pen.lineJoin = "round";
    for (const mark of marks) if (mark[0] === "pen") line(...mark.slice(1));
    for (const picture of paper.querySelectorAll("img")) picture.remove();
    for (const mark of marks) if (mark[0] === "stamp") put(...mark.slice(1));
    if (showsPen) showPen();
  }

  function line(colour, width, dots) {
    pen.strokeStyle = tool("colour", colour).dataset.drawn;
    pen.lineWidth = tool("width", width).dataset.drawn;
    pen.beginPath();
    for (const [x, y] of [dots[0], ...dots]) pen.lineTo(x, y);
    pen.stroke();
  }

  function put(key, x, y) {
    const button = form.querySelector(`[data-stamp="${key}"]`);
    const picture = button.querySelector("img").cloneNode();
    picture.className = "drawing-stamp";
    picture.style.left = `${(x * 100) / SCALE}%`;
    picture.style.top = `${(y * 100) / SCALE}%`;
    paper.append(picture);
  }

  function showPen() {
    const width = Number(chosen.width.dataset.drawn);
    pen.lineWidth = 6;
    pen.strokeStyle = chosen.colour.dataset.drawn;
    pen.beginPath();
    pen.arc(...at, width / 2 + 14, 0, 2 * Math.PI);
    if (stroke) pen.fill();
    pen.stroke();
  }

  function tool(name, value) {
    return form.querySelector(`[data-tool="${name}"][value="${value}"]`);
  }
}
