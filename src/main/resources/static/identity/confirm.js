// A passkey over the hash of the text that is shown: data-confirm is where it goes, data-then the page that follows.
import { post, sentence } from "/site/site.js";
import { assert, available } from "/identity/passkey.js";

const words = document.getElementById("words").dataset, error = document.getElementById("error");
const button = document.querySelector("button[data-confirm]");

function tell(message) {
  error.textContent = message;
  error.hidden = !message;
}

button?.addEventListener("click", async () => {
  if (!available()) return tell(words.noPasskey);
  const url = button.dataset.confirm;
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  tell("");
  try {
    const options = await post(url + "/challenge", {});
    const answer = await post(url + "/confirmation", { passkey: await assert(options.publicKey ?? options) });
    if (answer.state === "done" || answer.state === "proposed") return window.location.assign(button.dataset.then);
    const why = (answer.why ?? "").replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
    tell(words[why] ?? words.failed);
  } catch (trouble) {
    const left = trouble?.name === "NotAllowedError" || trouble?.name === "AbortError";
    tell(left ? words.cancelled : sentence(trouble, words.failed));
  }
  button.disabled = false;
  button.removeAttribute("aria-busy");
});
