// Draws with a pen, a finger, a mouse or the keyboard. A drawing is a list of marks, see portal/media/drawings.py.
import { SCALE, place } from "./signature.js";

const STEP = 20; // of a thousand, for each key
const NEAR = 4; // a point nearer than this to the last one is none
const MOST_POINTS = 12_000;
const STAMP = 180;
const BESIDE = 200; // the next little picture does not hide the last one
const WAYS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

for (const form of document.querySelectorAll("[data-drawing]")) draw(form);

function draw(form) {
  const sheet = form.querySelector("[data-sheet]");
  const field = form.elements.drawing;
  const status = form.querySelector("[data-drawing-status]");
  const chosen = {};
  const at = [SCALE / 2, SCALE / 2];
  const pen = shape("circle", { fill: "none", "stroke-width": 6 });
  let marks = field.value ? JSON.parse(field.value) : [];
  let stroke = null; // the points of what is being drawn
  let points = 0; // in all strokes
  let showsPen = false; // who draws with a finger sees the finger

  for (const button of form.querySelectorAll("[data-tool]")) {
    if (button.getAttribute("aria-pressed") === "true") chosen[button.dataset.tool] = button;
    button.addEventListener("click", () => choose(button));
  }
  for (const button of form.querySelectorAll("[data-stamp]")) button.addEventListener("click", () => stamp(button));
  form.querySelector("[data-undo]").addEventListener("click", () => change(marks.slice(0, -1), "undone"));
  form.querySelector("[data-clear]").addEventListener("click", () => change([], "cleared"));
  sheet.addEventListener("pointerdown", (event) => {
    sheet.setPointerCapture(event.pointerId);
    showsPen = false;
    lift();
    goTo(event);
    begin();
  });
  sheet.addEventListener("pointermove", (event) => stroke && event.buttons && goTo(event));
  for (const end of ["pointerup", "pointercancel", "blur"]) sheet.addEventListener(end, lift);
  sheet.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (!way && event.key !== " ") return;
    event.preventDefault();
    showsPen = true;
    if (way) move(at[0] + way[0], at[1] + way[1]);
    else if (stroke) say("up", lift());
    else say("down", begin());
    showPen();
  });
  paint();

  function choose(button) {
    lift();
    chosen[button.dataset.tool].setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", "true");
    chosen[button.dataset.tool] = button;
    showPen();
  }

  function begin() {
    stroke = [[...at]];
    marks.push(["pen", chosen.colour.value, chosen.width.value, stroke]);
    keep();
    paint();
  }

  function lift() {
    stroke = null;
  }

  function goTo({ clientX, clientY }) {
    const { left, top, width, height } = sheet.getBoundingClientRect();
    move(place(clientX - left, width), place(clientY - top, height));
  }

  function move(x, y) {
    at[0] = Math.min(Math.max(x, 0), SCALE);
    at[1] = Math.min(Math.max(y, 0), SCALE);
    const last = stroke?.at(-1);
    if (!last || Math.hypot(at[0] - last[0], at[1] - last[1]) < NEAR || points >= MOST_POINTS) return;
    stroke.push([...at]);
    points += 1;
    [...sheet.querySelectorAll("polyline")].at(-1).setAttribute("points", line(stroke));
    keep();
  }

  function stamp(button) {
    change([...marks, ["stamp", button.dataset.stamp, ...at]], "stamped");
    move(at[0] + BESIDE < SCALE ? at[0] + BESIDE : BESIDE / 2, at[1]);
    showPen();
  }

  function change(all, said) {
    lift();
    marks = all;
    say(said);
    keep();
    paint();
  }

  function keep() {
    field.value = marks.length ? JSON.stringify(marks) : "";
  }

  function say(what) {
    status.textContent = status.dataset[what];
  }

  /** All lines, then all little pictures, as the server shows them. */
  function paint() {
    const drawn = marks.filter(([kind]) => kind === "pen").map(([, colour, width, dots]) =>
      shape("polyline", {
        points: line(dots), stroke: drawnAs("colour", colour), "stroke-width": drawnAs("width", width),
        fill: "none", "stroke-linecap": "round", "stroke-linejoin": "round",
      }),
    );
    const stamps = marks.filter(([kind]) => kind === "stamp").map(([, key, x, y]) =>
      shape("image", {
        href: form.querySelector(`[data-stamp="${key}"] img`).src, x: x - STAMP / 2, y: y - STAMP / 2,
        width: STAMP, height: STAMP,
      }),
    );
    points = marks.reduce((sum, [kind, , , dots]) => sum + (kind === "pen" ? dots.length : 0), 0);
    sheet.replaceChildren(...drawn, ...stamps, pen);
    showPen();
  }

  /** Where the keyboard's pen is: a ring, filled while it draws. */
  function showPen() {
    const colour = chosen.colour.dataset.drawn;
    pen.setAttribute("cx", at[0]);
    pen.setAttribute("cy", at[1]);
    pen.setAttribute("r", showsPen ? chosen.width.dataset.drawn / 2 + 14 : 0);
    pen.setAttribute("stroke", colour);
    pen.setAttribute("fill", stroke ? colour : "none");
  }

  function drawnAs(tool, value) {
    return form.querySelector(`[data-tool="${tool}"][value="${value}"]`).dataset.drawn;
  }
}

/** A stroke's points, the last one twice: a point alone is a dot. */
function line(dots) {
  return [...dots, dots.at(-1)].join(" ");
}

function shape(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
