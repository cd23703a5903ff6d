// An approval: the text as it will be signed, then the proof over its SHA-256. For each part with data-approve.
import { post, sentence } from "/site/site.js";
import { assert, available } from "/identity/passkey.js";

function askPin() {
  const dialog = document.getElementById("pin"), pin = document.getElementById("pin-pin"), code = document.getElementById("pin-code");
  pin.value = code.value = "";
  dialog.showModal();
  pin.focus();
  return new Promise((resolve, reject) => {
    document.getElementById("pin-form").onsubmit = (event) => {
      event.preventDefault();
      const totp = code.value.normalize("NFKC").replace(/\D/g, "");
      if (!pin.value) return pin.focus();
      if (totp.length !== 6) return code.focus();
      dialog.close();
      resolve({ pin: pin.value, totp });
    };
    const leave = () => {
      dialog.close();
      reject(new DOMException("", "AbortError"));
    };
    document.getElementById("pin-cancel").onclick = leave;
    dialog.oncancel = leave;
  });
}

function prepare(part) {
  const words = part.dataset, find = (name) => part.querySelector("[data-" + name + "]");
  const sign = find("sign"), withPin = find("with-pin"), error = find("error"), noFactor = find("no-factor");
  let ballot = null;

  const tell = (message) => {
    error.textContent = message;
    error.hidden = !message;
  };

  async function ask() {
    sign.disabled = true;
    try {
      ballot = await post(words.ballot, JSON.parse(words.body ?? "{}"));
      find("text").textContent = ballot.text;
      find("hash").textContent = ballot.sha256;
      sign.disabled = !(ballot.passkey || ballot.pin);
      withPin.hidden = !(ballot.passkey && ballot.pin);
      noFactor.hidden = Boolean(ballot.passkey || ballot.pin);
    } catch (trouble) {
      tell(sentence(trouble, words.failed));
    }
  }

  async function approve(way) {
    if (!ballot) return;
    if (way === "passkey" && !available()) return tell(words.noPasskey);
    tell("");
    sign.disabled = true;
    sign.setAttribute("aria-busy", "true");
    try {
      const proof = way === "pin" ? await askPin() : { passkey: await assert(ballot.passkey.publicKey ?? ballot.passkey) };
      const answer = await post(words.approve, { sha256: ballot.sha256, ...proof });
      if (answer?.refused?.length) {
        tell(answer.refused.join(" "));
        setTimeout(() => window.location.assign(words.next), 4000);
      } else window.location.assign(words.next);
    } catch (trouble) {
      const left = trouble?.name === "NotAllowedError" || trouble?.name === "AbortError";
      tell(left ? words.cancelled : sentence(trouble, words.failed));
      if (!left) await ask(); // what was asked before counts no longer
      sign.disabled = !ballot;
    } finally {
      sign.removeAttribute("aria-busy");
    }
  }

  sign.addEventListener("click", () => approve(ballot?.passkey ? "passkey" : "pin"));
  withPin.addEventListener("click", () => approve("pin"));
  return ask();
}

for (const part of document.querySelectorAll("[data-approve]")) await prepare(part);
