// An operator's passkey over the hash of the text that is shown, before an authority of others is trusted.
import { post, sentence } from "/site/site.js";
import { assert, available } from "/identity/passkey.js";

const words = document.getElementById("words").dataset, error = document.getElementById("error");
const button = document.querySelector("button[data-anchor]");

function tell(message) {
  error.textContent = message;
  error.hidden = !message;
}

button.addEventListener("click", async () => {
  if (!available()) return tell(words.noPasskey);
  const url = "/operator/anchors/" + encodeURIComponent(button.dataset.anchor);
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  tell("");
  try {
    const options = await post(url + "/challenge", {});
    const answer = await post(url + "/confirmation", { passkey: await assert(options.publicKey ?? options) });
    if (answer.state === "done") return window.location.assign("/operator/anchors");
    tell(words.failed);
  } catch (trouble) {
    const left = trouble?.name === "NotAllowedError" || trouble?.name === "AbortError";
    tell(left ? words.cancelled : sentence(trouble, words.failed));
  }
  button.disabled = false;
  button.removeAttribute("aria-busy");
});
