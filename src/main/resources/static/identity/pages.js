// The passkey buttons of the account pages: data-passkey="register | login | confirm", data-next="/path".

import { sentence } from "../site/site.js";
import { available, confirm, logIn, register } from "./passkey.js";

const acts = {
  register: async (button) => {
    const name = document.getElementById(button.dataset.name)?.value ?? "";
    await register(name);
    return "/account/secure/done?next=" + encodeURIComponent(button.dataset.next);
  },
  login: (button) => logIn(button.dataset.next),
  confirm: async (button) => {
    await confirm();
    return "/account/secure?next=" + encodeURIComponent(button.dataset.next);
  },
};

for (const button of document.querySelectorAll("button[data-passkey]")) {
  const error = document.getElementById(button.dataset.error);
  if (!available()) {
    button.disabled = true;
    error.textContent = button.dataset.unavailable;
    error.hidden = false;
    continue;
  }
  button.addEventListener("click", async () => {
    error.hidden = true;
    button.disabled = true;
    button.setAttribute("aria-busy", "true");
    try {
      location.assign(await acts[button.dataset.passkey](button));
    } catch (trouble) {
      error.textContent = sentence(trouble, button.dataset.cancelled);
      error.hidden = false;
      button.disabled = false;
      error.focus();
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
}

// The organisation's and account's forms that take something away ask first.
for (const form of document.querySelectorAll("form[data-ask]")) {
  form.addEventListener("submit", (event) => {
    if (!window.confirm(form.dataset.ask)) event.preventDefault();
  });
}

// Recovery codes can be kept as a file or on paper.
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
