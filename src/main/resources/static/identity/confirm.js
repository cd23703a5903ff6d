// A passkey over the hash of the text that is shown, for each button with data-confirm: that is where it goes, data-then
// is the page that follows.
import { post, sentence } from "/site/site.js";
import { assert, available } from "/identity/passkey.js";

const words = document.getElementById("words").dataset, error = document.getElementById("error");

function tell(message) {
  error.textContent = message;
  error.hidden = !message;
}

async function confirm(button) {
  if (!available()) return tell(words.noPasskey);
  const url = button.dataset.confirm;
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  tell("");
  try {
    const options = await post(url + "/challenge", {});
    const answer = await post(url + "/confirmation", { passkey: await assert(options.publicKey ?? options) });
    if (["done", "proposed", "waiting"].includes(answer.state)) return window.location.assign(button.dataset.then);
    const why = (answer.why ?? "").replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
    tell(words[why] ?? words.failed);
  } catch (trouble) {
    const left = trouble?.name === "NotAllowedError" || trouble?.name === "AbortError";
    tell(left ? words.cancelled : sentence(trouble, words.failed));
  }
  button.disabled = false;
  button.removeAttribute("aria-busy");
}

for (const button of document.querySelectorAll("button[data-confirm]")) button.addEventListener("click", () => confirm(button));
