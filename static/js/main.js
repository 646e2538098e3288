// What every page loads. The rest comes only where the page asks for it.
import "./drafts.js";
import "./focus.js";
import "./idle.js";
import "./read-aloud.js";
import { onNewContent } from "./page.js";

onNewContent((root) => {
  if (root.querySelector("[data-signature]")) import("./signature.js").then(({ setUp }) => setUp(root));
  if (root.querySelector("[data-scan]")) import("./card-scanner.js").then(({ setUp }) => setUp(root));
  if (root.querySelector("[data-recorder]")) import("./recorder.js").then(({ setUp }) => setUp(root));
  if (root.querySelector("[data-editor]")) import("./editor.js");
  if (root.querySelector("[data-passkey]")) import("./passkey.js");
  if (root.querySelector("[data-show-password]")) import("./show-password.js");
});
