// A key that the device keeps (WebAuthn). Where the browser has none, the form is sent as it is.
import { post } from "./page.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-passkey]");
  if (!button || !globalThis.PublicKeyCredential) return;
  event.preventDefault();
  const { form } = button;
  const status = form.querySelector("[data-passkey-status]");
  status.textContent = "";
  try {
    const options = await (await post(form.dataset.options)).json();
    const publicKey = asBytes(options.publicKey ?? options);
    const credential = await navigator.credentials[button.dataset.passkey]({ publicKey });
    form.elements.credential.value = JSON.stringify(asText(credential));
  } catch {
    status.textContent = status.dataset.failed;
    return;
  }
  form.submit();
});

/** The options with base64url texts turned into bytes, as the browser wants them. */
function asBytes(options) {
  const key = (one) => ({ ...one, id: bytes(one.id) });
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: key(options.user) }),
    ...(options.excludeCredentials && { excludeCredentials: options.excludeCredentials.map(key) }),
    ...(options.allowCredentials && { allowCredentials: options.allowCredentials.map(key) }),
  };
}

/** The credential with bytes turned into base64url texts, as the server wants it. */
function asText({ id, rawId, type, response, authenticatorAttachment }) {
  const answer = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) answer[name] = text(response[name]);
  }
  if (response.getTransports) answer.transports = response.getTransports();
  return { id, rawId: text(rawId), type, authenticatorAttachment, response: answer, clientExtensionResults: {} };
}

function bytes(base64url) {
  const base64 = base64url.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const letters = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
