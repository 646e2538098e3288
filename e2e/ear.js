// Listens with the test: which sound plays, which word is marked at which moment, and whether anything on the page moves.
(() => {
  const ear = { audio: null, marks: [], spoken: [], moves: [], first: null };
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    ear.audio = this;
    return play.call(this);
  };

  const listen = () => {
    const token = document.documentElement.dataset.speaking;
    const word = document.querySelector("[data-word]");
    if (token && ear.audio && !ear.audio.paused) {
      ear.marks.push({ token, at: ear.audio.currentTime * 1000, word: word && [offset(word), word.textContent] });
    }
  };
  const offset = (word) => {
    const before = document.createRange();
    before.setStart(word.parentNode, 0);
    before.setEndBefore(word);
    return before.toString().length;
  };
  const look = () => {
    setTimeout(listen); // after the page's own work in this frame
    requestAnimationFrame(look);
  };

  addEventListener("DOMContentLoaded", () => {
    look();
    new MutationObserver(() => {
      const token = document.documentElement.dataset.speaking;
      if (token) ear.spoken.push(token);
    }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-speaking"] });
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) ear.moves.push(value);
    }).observe({ type: "layout-shift" });
  });
  globalThis.ear = ear;
})();
