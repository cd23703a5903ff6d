// An operator's consent: a passkey over the hash of the text that is shown.
import { post, sentence } from "/site/site.js";
import { assert, available } from "/identity/passkey.js";

const words = document.getElementById("words").dataset, error = document.getElementById("error");

function tell(message) {
  error.textContent = message;
  error.hidden = !message;
}

async function agree(button) {
  if (!available()) return tell(words.noPasskey);
  const url = "/operator/authorities/decisions/" + encodeURIComponent(button.dataset.decision);
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  tell("");
  try {
    const options = await post(url + "/challenge", {});
    const answer = await post(url + "/consents", { passkey: await assert(options.publicKey ?? options) });
    if (answer.state !== "refused") return window.location.assign("/operator/authorities");
    tell(words.failed);
  } catch (trouble) {
    const left = trouble?.name === "NotAllowedError" || trouble?.name === "AbortError";
    tell(left ? words.cancelled : sentence(trouble, words.failed));
  }
  button.disabled = false;
  button.removeAttribute("aria-busy");
}

document.querySelectorAll("button[data-decision]").forEach((button) => button.addEventListener("click", () => agree(button)));
