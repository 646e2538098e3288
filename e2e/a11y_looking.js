// What the accessibility tests measure in a page; loaded by a11y_measures.py, never by the portal. Each measure returns a
// list of sentences, one for each thing that is wrong. Here: seeing what is shown, and its colours.
(() => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";

  // --- looking at elements ---

  const isShown = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getClientRects().length > 0;
  const isAway = (element) => Boolean(element.closest(".skip:not(:focus), .unseen")); // parked outside on purpose
  const short = (text) => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
  const nameOf = (element) => {
    const words = element.getAttribute("aria-label") ?? element.textContent ?? "";
    const own = words.replace(/\s+/g, " ").trim() || element.name || element.id;
    const kind = element.className && typeof element.className === "string" ? `.${element.className.split(" ")[0]}` : "";
    return `<${element.localName}${kind}> “${short(own)}”`;
  };
  const isLayer = (element) => {
    for (let each = element; each; each = each.parentElement) if (getComputedStyle(each).position === "fixed") return true;
    return false;
  };
  const px = (number) => `${Math.round(number * 10) / 10} px`;

  /** Every piece of text that is shown, with its element. */
  function texts(root = document.body) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const element = node.parentElement;
      if (!node.data.trim() || element.closest("script, style, option, datalist")) continue;
      if (!isShown(element) || isAway(element)) continue;
      found.push({ node, element });
    }
    return found;
  }

  function rectsOf(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((rect) => rect.width > 1 && rect.height > 1);
  }

  // --- colours ---

  function colour(css) {
    const numbers = css.match(/[\d.]+/g).map(Number);
    if (css.startsWith("color(srgb")) return [...numbers.slice(0, 3).map((part) => part * 255), numbers[3] ?? 1];
    return [...numbers.slice(0, 3), numbers[3] ?? 1];
  }
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  function luminance([red, green, blue]) {
    const [r, g, b] = [red, green, blue].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function contrast(one, other) {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  /** The colour behind an element's content, all see-through layers put together. */
  function background(element) {
    const layers = [];
    for (let each = element; each; each = each.parentElement) {
      const layer = colour(getComputedStyle(each).backgroundColor);
      if (layer[3] > 0) layers.push(layer);
      if (layer[3] === 1) break;
    }
    return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1]);
  }

  function textContrast(least) {
    const wrong = new Set();
    const look = (element, css, what) => {
      const behind = background(element);
      const ratio = contrast(over(colour(css), behind), behind);
      if (ratio < least - 0.005) wrong.add(`${ratio.toFixed(2)}:1 ${what}`);
    };
    for (const { node, element } of texts()) {
      if (element.closest("button:disabled")) continue;
      look(element, getComputedStyle(element).color, `${nameOf(element)} ${short(node.data.trim())}`);
    }
    const fields = "input:not([type=hidden], [type=checkbox], [type=radio]), textarea, select";
    for (const field of document.querySelectorAll(fields)) {
      if (!isShown(field)) continue;
      look(field, getComputedStyle(field).color, `what is typed in ${nameOf(field)}`);
      if (field.placeholder) look(field, getComputedStyle(field, "::placeholder").color, `placeholder of ${nameOf(field)}`);
    }
    return [...wrong];
  }

  /** A control's edge, or the colour it is filled with, stands out from what is around it. */
  function edgeContrast() {
    const wrong = new Set();
    for (const element of document.querySelectorAll(`${CONTROLS}, label.choice`)) {
      if (!isShown(element) || isAway(element) || element.matches("[type=checkbox], [type=radio]")) continue;
      const style = getComputedStyle(element);
      const around = background(element.parentElement);
      const fill = background(element);
      const sides = ["Top", "Right", "Bottom", "Left"].filter((side) => parseFloat(style[`border${side}Width`]) > 0);
      const edges = sides.map((side) => contrast(over(colour(style[`border${side}Color`]), around), around));
      const isField = element.matches("input, select, textarea");
      if (!sides.length && contrast(fill, around) < 1.05 && !isField) continue; // words alone: a link
      const edge = sides.length === 4 ? Math.min(...edges) : 0;
      const best = Math.max(edge, contrast(fill, around));
      if (best < 3) wrong.add(`${best.toFixed(2)}:1 edge of ${nameOf(element)}`);
    }
    return [...wrong];
  }

  /** On paper: nothing to press, at least `least` px, black on white. */
  function paper(least) {
    const wrong = new Set();
    const machinery = ".top, .foot, .skip, .notes, .idle, .sound, button, a.button, a.choice";
    for (const element of document.querySelectorAll(machinery)) {
      if (isShown(element) && !isAway(element)) wrong.add(`printed: ${nameOf(element)}`);
    }
    for (const { node, element } of texts()) {
      const style = getComputedStyle(element);
      const words = short(node.data.trim());
      if (parseFloat(style.fontSize) < least - 0.05) wrong.add(`${style.fontSize}: ${words}`);
      if (luminance(over(colour(style.color), [255, 255, 255])) > 0) wrong.add(`${style.color}: ${words}`);
      if (luminance(background(element)) < 1) wrong.add(`on ${background(element).join()}: ${words}`);
    }
    return [...wrong];
  }

  /** What the page is made of, whatever its words. */
  const parts = () => {
    const names = [...document.body.querySelectorAll("*")].map((each) => `${each.localName}.${each.getAttribute("class")}`);
    return [...new Set(names)];
  };

  window.a11y = {
    ...window.a11y, CONTROLS, background, colour, contrast, edgeContrast, isAway, isLayer, isShown, nameOf, over, paper,
    parts, px, rectsOf, short, textContrast, texts,
  };
})();
