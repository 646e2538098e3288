// Lets somebody see the password they type; what is sent is a password field again, so that browsers offer to keep it.
document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-show-password]")) show(target, target.checked);
});
document.addEventListener("submit", ({ target }) => {
  for (const box of target.querySelectorAll("[data-show-password]")) {
    box.checked = false;
    show(box, false);
  }
});

function show(box, visible) {
  for (const id of box.dataset.showPassword.split(" ")) {
    document.getElementById(id).type = visible ? "text" : "password";
  }
}
