// Is there room: targets for shaking hands, words that fit, lines that are short.
(() => {
  const { CONTROLS, colour, isAway, isLayer, isShown, nameOf, px, rectsOf, short, texts } = window.a11y;
  const SENTENCE_END = /[.!?:…]$/;

  // --- targets ---

  const controls = () => [...document.querySelectorAll(CONTROLS)].filter((each) => isShown(each) && !isAway(each));

  /** Whether a link stands in the middle of a sentence, where it can be no bigger than its words. */
  function isInSentence(element) {
    if (getComputedStyle(element).display !== "inline") return false;
    const before = wordsBeside(element, "previousSibling");
    const after = wordsBeside(element, "nextSibling");
    return (before !== "" && !SENTENCE_END.test(before)) || /^[a-zæøå,]/.test(after);
  }

  function wordsBeside(element, side) {
    let words = "";
    for (let each = element[side]; each; each = each[side]) {
      if (each.nodeType === Node.ELEMENT_NODE && !getComputedStyle(each).display.startsWith("inline")) break;
      if (each.nodeType === Node.ELEMENT_NODE && each.matches(CONTROLS)) continue;
      words = side === "nextSibling" ? words + each.textContent : each.textContent + words;
    }
    return words.trim();
  }

  function targetBox(element) {
    const box = element.getBoundingClientRect();
    const label = element.closest("label");
    if (!label) return box;
    const all = label.getBoundingClientRect();
    const left = Math.min(box.left, all.left);
    const top = Math.min(box.top, all.top);
    return new DOMRect(left, top, Math.max(box.right, all.right) - left, Math.max(box.bottom, all.bottom) - top);
  }

  /** `least`: px of a target; `calm`: px of one in the footer; `gap`: px between neighbours. */
  function targets({ least, calm, gap }) {
    const wrong = [];
    const all = controls()
      .filter((element) => !element.matches("[role=region]") && !isInSentence(element))
      .map((element) => ({ element, box: targetBox(element), small: Boolean(element.closest(".foot")) }));
    for (const { element, box, small } of all) {
      const needed = small ? calm : least;
      if (Math.min(box.width, box.height) < needed - 0.5) {
        wrong.push(`${px(box.width)} × ${px(box.height)} ${nameOf(element)}`);
      }
    }
    for (const [index, one] of all.entries()) {
      for (const other of all.slice(index + 1)) {
        if (isLayer(one.element) !== isLayer(other.element)) continue;
        const across = Math.max(one.box.left, other.box.left) - Math.min(one.box.right, other.box.right);
        const down = Math.max(one.box.top, other.box.top) - Math.min(one.box.bottom, other.box.bottom);
        const between = Math.hypot(Math.max(across, 0), Math.max(down, 0));
        const needed = one.small && other.small ? Math.min(gap, 8) : gap;
        if (between < needed - 0.5) wrong.push(`${px(between)} between ${nameOf(one.element)} and ${nameOf(other.element)}`);
      }
    }
    return wrong;
  }

  // --- does everything fit? ---

  function fits() {
    const wrong = new Set();
    const width = document.documentElement.clientWidth;
    const needed = document.scrollingElement.scrollWidth;
    if (needed > width) wrong.add(`the page is ${px(needed)} wide on ${px(width)}`);
    for (const element of document.body.querySelectorAll("*")) {
      if (!isShown(element) || isAway(element)) continue;
      const style = getComputedStyle(element);
      const isField = element.matches("input, select, textarea");
      const cuts = [style.overflowX, style.overflowY].some((how) => how === "hidden" || how === "clip");
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
      if (cuts && !isField && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1)) {
        wrong.add(`cut off inside ${nameOf(element)}`);
      }
      const box = element.getBoundingClientRect();
      const sticksOut = box.right > width + 1 || box.left < -1;
      if (sticksOut && !element.closest(".table-box")) wrong.add(`sticks out ${nameOf(element)}`);
    }
    for (const { node, element } of texts()) {
      const box = boxAround(element)?.getBoundingClientRect();
      if (!box) continue;
      for (const rect of rectsOf(node)) {
        const isBeside = rect.left < box.left - 2 || rect.right > box.right + 2;
        if (isBeside || rect.top < box.top - 3 || rect.bottom > box.bottom + 3) {
          wrong.add(`words outside their box: ${nameOf(element)} ${short(node.data.trim())}`);
        }
      }
    }
    return [...wrong];
  }

  /** The nearest edge or surface that words should stay inside. */
  function boxAround(element) {
    for (let each = element; each && each !== document.body; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.display === "inline") continue;
      if (each.matches(".table-box")) return null;
      if (parseFloat(style.borderTopWidth) > 0 || colour(style.backgroundColor)[3] > 0) return each;
    }
    return null;
  }

  /** Words cut in two by the end of a line. One of more than `most` letters may have to be. */
  function cutWords(most) {
    const wrong = new Set();
    for (const { node, element } of texts()) {
      if (node.data.includes("://")) continue; // an address is one long word
      for (const word of node.data.matchAll(/[\p{L}\p{N}]+/gu)) {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        const tops = new Set([...range.getClientRects()].map((rect) => Math.round(rect.top / 4)));
        if (tops.size > 1 && word[0].length <= most) wrong.add(`“${word[0]}” is cut in ${nameOf(element)}`);
      }
    }
    return [...wrong];
  }

  function overlaps() {
    const wrong = new Set();
    const pieces = texts().flatMap(({ node, element }) =>
      isLayer(element) ? [] : rectsOf(node).map((rect) => ({ node, element, rect: inner(rect) })),
    );
    const pictures = [...document.querySelectorAll("img, canvas, svg, input, select, textarea")]
      .filter((each) => isShown(each) && !isLayer(each))
      .map((element) => ({ node: element, element, rect: inner(element.getBoundingClientRect()) }));
    const all = [...pieces, ...pictures].sort((one, other) => one.rect.top - other.rect.top);
    for (const [index, one] of all.entries()) {
      for (const other of all.slice(index + 1)) {
        if (other.rect.top >= one.rect.bottom) break;
        if (one.node === other.node || one.element.contains(other.element) && !pieces.includes(one)) continue;
        if (other.rect.left < one.rect.right && one.rect.left < other.rect.right) {
          wrong.add(`${nameOf(one.element)} lies on ${nameOf(other.element)}`);
        }
      }
    }
    return [...wrong];
  }

  /** The part of a line box where the letters are. */
  const inner = (rect) => ({
    left: rect.left + 1,
    right: rect.right - 1,
    top: rect.top + rect.height * 0.2,
    bottom: rect.bottom - rect.height * 0.2,
  });

  function longLines(most) {
    const lines = new Map();
    for (const { node, element } of texts()) {
      if (node.data.includes("://")) continue; // an address is copied or pressed, not read along a line
      const block = blockOf(element);
      if (block.textContent.trim().length <= most) continue;
      for (const word of node.data.matchAll(/\S+/g)) {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        const rect = range.getClientRects()[0];
        if (!rect) continue;
        if (!lines.has(block)) lines.set(block, new Map());
        const at = Math.round((rect.top + rect.bottom) / 20);
        lines.get(block).set(at, [...(lines.get(block).get(at) ?? []), word[0]]);
      }
    }
    return [...lines.values()]
      .flatMap((ofBlock) => [...ofBlock.values()].map((words) => words.join(" ")))
      .filter((line) => line.length > most)
      .map((line) => `${line.length} characters: ${line}`);
  }

  function blockOf(element) {
    let each = element;
    while (getComputedStyle(each).display.startsWith("inline") && each.parentElement) each = each.parentElement;
    return each;
  }

  Object.assign(window.a11y, { cutWords, fits, longLines, overlaps, targets });
})();
