// What the other modules share: new content, sending, saying that something went wrong.

/** Calls `setUp(root)` for the page now and for each part that htmx puts in later. */
export function onNewContent(setUp) {
  setUp(document);
  document.addEventListener("htmx:load", (event) => setUp(event.detail.elt.parentNode ?? event.detail.elt));
}

/** POSTs fields as a form, with the page's CSRF token; resolves to an ok answer or rejects. */
export async function post(address, fields = {}, options = {}) {
  const token = document.querySelector("meta[name=csrf-token]").content;
  const answer = await fetch(address, {
    method: "POST",
    headers: { "X-CSRFToken": token },
    body: new URLSearchParams({ ...fields, csrf_token: token }),
    ...options,
  });
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  return answer;
}

/** Says one of the sentences that the page carries for when something fails. */
export function sayFault(which) {
  sayText(document.getElementById("fejl").dataset[which]);
}

/** Says a sentence where the page tells of faults. */
export function sayText(sentence) {
  const region = document.getElementById("fejl");
  const words = document.createElement("p");
  words.className = "fault";
  words.textContent = sentence;
  region.replaceChildren(words);
  region.scrollIntoView({ block: "nearest" }); // the tap may have been far below
}

export function clearFault() {
  document.getElementById("fejl").replaceChildren();
}
