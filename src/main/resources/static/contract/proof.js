// The signer's proof for one act: a passkey's assertion over the act's challenge, or PIN and code.
import { assert, available } from "/identity/passkey.js";

export const canUsePasskeys = available;

/** The body that completes the act. A signer who breaks off is an AbortError. */
export async function prove(way, prompt) {
  if (way === "pin") return askPin();
  return { passkey: await assert(prompt.passkey.publicKey ?? prompt.passkey) };
}

function askPin() {
  const dialog = document.getElementById("pin"), form = document.getElementById("pin-form");
  const pin = document.getElementById("pin-pin"), code = document.getElementById("pin-code");
  pin.value = code.value = "";
  dialog.showModal();
  pin.focus();
  return new Promise((resolve, reject) => {
    const end = (outcome, value) => {
      dialog.close();
      outcome(value);
    };
    form.onsubmit = (event) => {
      event.preventDefault();
      const totp = code.value.normalize("NFKC").replace(/\D/g, "");
      if (!pin.value) return pin.focus();
      if (totp.length !== 6) return code.focus();
      end(resolve, { pin: pin.value, totp });
    };
    const leave = () => end(reject, new DOMException("", "AbortError"));
    document.getElementById("pin-cancel").onclick = leave;
    dialog.oncancel = leave;
  });
}
