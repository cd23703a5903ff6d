// A decider's vote: the text as it will be signed, then the proof over its SHA-256.
import { post, sentence } from "/site/site.js";
import { assert, available } from "/identity/passkey.js";

const page = document.getElementById("deciding"), words = document.getElementById("words").dataset;
const url = "/assessment/" + encodeURIComponent(page.dataset.case);
const form = document.getElementById("vote"), statement = document.getElementById("statement");
const sign = document.getElementById("sign"), withPin = document.getElementById("with-pin");
const error = document.getElementById("error"), text = document.getElementById("text"), hash = document.getElementById("hash");
const noFactor = document.getElementById("no-factor");
let ballot = null, asked = 0, waiting = 0;

const inFavour = () => form.elements.favour.value === "yes";
const body = () => ({ inFavour: inFavour(), statement: statement.value.trim() });

function tell(message) {
  error.textContent = message;
  error.hidden = !message;
}

/** Shows what would be signed; only the newest question counts. */
async function ask() {
  const mine = ++asked;
  sign.disabled = true;
  ballot = null;
  if (!inFavour() && !statement.value.trim()) {
    text.textContent = "";
    hash.textContent = "";
    return;
  }
  try {
    const answer = await post(url + "/ballot", body());
    if (mine !== asked) return;
    ballot = { ...answer, ...body() };
    text.textContent = answer.text;
    hash.textContent = answer.sha256;
    sign.disabled = !(answer.passkey || answer.pin);
    withPin.hidden = !(answer.passkey && answer.pin);
    noFactor.hidden = Boolean(answer.passkey || answer.pin);
    tell("");
  } catch (trouble) {
    if (mine === asked) tell(sentence(trouble, words.failed));
  }
}

async function vote(way) {
  if (!ballot) return tell(inFavour() ? words.failed : words.reason);
  if (way === "passkey" && !available()) return tell(words.noPasskey);
  tell("");
  sign.disabled = true;
  sign.setAttribute("aria-busy", "true");
  try {
    const proof = way === "pin" ? await askPin() : { passkey: await assert(ballot.passkey.publicKey ?? ballot.passkey) };
    await post(url + "/votes", { inFavour: ballot.inFavour, statement: ballot.statement, ...proof });
    window.location.assign(url + "?done=vote");
  } catch (trouble) {
    const left = trouble?.name === "NotAllowedError" || trouble?.name === "AbortError";
    tell(left ? words.cancelled : sentence(trouble, words.failed));
    sign.disabled = false;
    if (!left) error.scrollIntoView({ block: "nearest" });
  } finally {
    sign.removeAttribute("aria-busy");
  }
}

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

// Not the form's own change event: that of the textarea comes as one presses the button, and would take the press away.
for (const choice of form.elements.favour) choice.addEventListener("change", ask);
statement.addEventListener("input", () => {
  clearTimeout(waiting);
  sign.disabled = true;
  waiting = setTimeout(ask, 400);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  vote(ballot?.passkey ? "passkey" : "pin");
});
withPin.addEventListener("click", () => vote("pin"));
await ask();
