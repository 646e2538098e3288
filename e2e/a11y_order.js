// What stands where, what moves, and where the keyboard leads.
(() => {
  const { CONTROLS, background, colour, contrast, isShown, nameOf, over } = window.a11y;

  // --- what stands where ---

  function heading() {
    const headings = [...document.querySelectorAll("h1")].filter(isShown);
    if (headings.length !== 1) return [`${headings.length} h1`];
    const said = headings[0].textContent.replace(/\s+/g, " ").trim();
    return document.title.startsWith(`${said} – `) ? [] : [`h1 says “${said}”, the title “${document.title}”`];
  }

  function bar(names) {
    const all = [...document.querySelectorAll(CONTROLS)].filter(isShown);
    const said = all.slice(0, 4).map((each) => (each.getAttribute("aria-label") ?? each.textContent).trim());
    const wrong = all[0]?.matches(".skip") ? [] : ["the skip link is not first"];
    return said.slice(1).join() === names.join() ? wrong : [...wrong, `the bar says ${said.slice(1).join(" · ")}`];
  }

  /** Where the bar's three buttons are, to be the same on every page. */
  const barAt = () =>
    [...document.querySelectorAll(".bar-link")].map((each) => {
      const { x, y, width, height } = each.getBoundingClientRect();
      return [x, y + scrollY, width, height].map(Math.round).join(" ");
    });

  const tooManyTiles = (most) => {
    const tiles = [...document.querySelectorAll(".tiles")].map((each) => each.querySelectorAll(".tile").length);
    return tiles.filter((count) => count > most).map((count) => `${count} tiles`);
  };

  function movements() {
    const running = document.getAnimations().map((each) => `${each.constructor.name} on ${nameOf(each.effect.target)}`);
    const styled = [...document.querySelectorAll("*")].filter((each) => {
      const { animationName, transitionDuration } = getComputedStyle(each);
      return animationName !== "none" || transitionDuration.split(", ").some((time) => parseFloat(time) > 0);
    });
    return [...running, ...styled.map((each) => `may move: ${nameOf(each)}`)];
  }

  /** Layout shifts since the page began to load, or since it was last measured, without those that follow a tap.
      A busy machine paints half a page before it has read the rest, and then a button grows into its place: what
      stays under half of what web.dev/cls calls good is that, and no moving. */
  const MOST_SHIFT = 0.05;
  async function shifts() {
    await document.fonts.ready;
    const entries = await new Promise((done) => {
      const observer = new PerformanceObserver((list) => done(list.getEntries()));
      observer.observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() => requestAnimationFrame(() => done(observer.takeRecords())));
    });
    const whatMoved = ({ sources }) => sources.map(({ node }) => (node?.localName ? nameOf(node) : "text")).join(", ");
    const counted = entries.filter((entry) => !entry.hadRecentInput && entry.startTime > (window.a11y.measuredAt ?? 0));
    const together = counted.reduce((sum, { value }) => sum + value, 0);
    if (together <= MOST_SHIFT) return [];
    return counted.map((entry) => `${entry.value.toFixed(4)}: ${whatMoved(entry)}`);
  }

  /** What our own measuring has moved so far does not count the next time. */
  const done = () => {
    window.a11y.measuredAt = performance.now();
  };

  // --- the keyboard ---

  let stops = [];
  let stands = [];

  /** Number the places that Tab should reach, in the order of the page, and stand before the first. */
  function startTabbing() {
    const groups = new Set();
    stops = [...document.querySelectorAll(CONTROLS)].filter((each) => {
      if (!isShown(each) || each.matches(":disabled") || each.tabIndex < 0) return false;
      if (each.type !== "radio") return true;
      const group = [...document.getElementsByName(each.name)].filter((one) => one.form === each.form);
      const chosen = group.find((one) => one.checked) ?? group[0];
      if (groups.has(group[0]) || each !== chosen) return false;
      groups.add(group[0]);
      return true;
    });
    stands = [];
    window.addEventListener("keydown", lookBeforeLeaving, true);
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    scrollTo(0, 0);
    return stops.length;
  }

  /** Each key leads on from a place where everything has come to rest. Looked at here: asking from outside is slow. */
  function lookBeforeLeaving(event) {
    if (event.key === "Tab" && document.activeElement !== document.body) stands.push(standing());
  }

  /** All the places that Tab has come to. */
  function walked() {
    window.removeEventListener("keydown", lookBeforeLeaving, true);
    return [...stands, standing()];
  }

  /** Where Tab has come to: its number, and what is wrong with how that can be seen. */
  function standing() {
    const element = document.activeElement;
    const at = stops.indexOf(element);
    if (at < 0) return { at, wrong: [], is: nameOf(element) };
    return { at, wrong: [...ring(element), ...hiddenBehind(element)].map((what) => `${what} ${nameOf(element)}`), is: "" };
  }

  function ring(element) {
    const hasRing = (each) => each && getComputedStyle(each).outlineStyle === "solid";
    const bearer = [element, element.closest(".choice")].find(hasRing);
    if (!bearer) return ["no focus ring on"];
    const style = getComputedStyle(bearer);
    const behind = parseFloat(style.outlineOffset) < 0 ? background(bearer) : background(bearer.parentElement);
    const ratio = contrast(over(colour(style.outlineColor), behind), behind);
    const wrong = parseFloat(style.outlineWidth) < 4 ? [`a ring of ${style.outlineWidth} on`] : [];
    return ratio < 3 ? [...wrong, `a ring of ${ratio.toFixed(2)}:1 on`] : wrong;
  }

  function hiddenBehind(element) {
    const box = element.getBoundingClientRect();
    if (box.bottom < 1 || box.top > innerHeight - 1) return ["out of sight:"];
    for (const [across, down] of [[0.5, 0.5], [0.1, 0.15], [0.9, 0.15], [0.1, 0.85], [0.9, 0.85]]) {
      const [x, y] = [box.left + box.width * across, box.top + box.height * down];
      if (y < 0 || y > innerHeight) continue;
      const hit = document.elementFromPoint(x, y);
      if (hit && !element.contains(hit) && !hit.contains(element)) return [`hidden behind ${nameOf(hit)}:`];
    }
    return [];
  }

  /** The places that Tab should have reached and did not; what a key makes go away need not be reached. */
  const missed = (reached) => stops.filter((each, number) => !reached.includes(number) && isShown(each)).map(nameOf);

  // --- trying things out ---

  const extra = new CSSStyleSheet(); // made by script: the page's policy allows no other style
  function restyle(rules) {
    extra.replaceSync(rules);
    if (!document.adoptedStyleSheets.includes(extra)) document.adoptedStyleSheets = [extra];
  }

  Object.assign(window.a11y, {
    bar, barAt, done, heading, missed, movements, restyle, shifts, startTabbing, tooManyTiles, walked,
  });
})();
