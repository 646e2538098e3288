// Sending once, and keeping one's place when htmx changes a part of the page.
import { clearFault, sayFault } from "./page.js";

const SENT_FOR = 10_000; // ms; then a broken connection may be tried again
const sent = new Set();

document.addEventListener(
  "submit",
  (event) => {
    if (!sent.has(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);
document.addEventListener("submit", ({ target, defaultPrevented }) => {
  if (!defaultPrevented && target.method === "post") remember(target);
});
addEventListener("pageshow", () => sent.clear());

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.elt.matches("form")) remember(detail.elt);
  detail.target.setAttribute("aria-busy", "true");
  clearFault();
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  sent.delete(detail.elt);
  detail.target.removeAttribute("aria-busy");
});
document.addEventListener("htmx:sendError", () => sayFault("noAnswer"));
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const focused = document.activeElement;
  if (focused && focused !== document.body) return; // somebody is writing elsewhere
  if (detail.elt.closest(".notes, [data-quiet]")) return;
  placeToStart(detail.elt).focus();
});

function remember(form) {
  sent.add(form);
  setTimeout(() => sent.delete(form), SENT_FOR);
}

/** Where reading goes on in new content: what `data-focus` says, the first heading that takes focus, or all of it. */
function placeToStart(content) {
  const named = content.matches("[data-focus]") ? content : content.querySelector("[data-focus]");
  if (named) return document.getElementById(named.dataset.focus) ?? named;
  const heading = content.querySelector('h1[tabindex="-1"], h2[tabindex="-1"]');
  if (heading) return heading;
  if (!content.hasAttribute("tabindex")) content.tabIndex = -1;
  return content;
}
