// What a page does on which somebody signs a text by passkey, or by PIN and one-time code: it shows what would be signed
// (a ballot from the server: text, sha256, passkey, pin), asks for the proof over it, and says what came of it.
import { sentence } from "/site/site.js";
import { assert, available } from "/identity/passkey.js";
import { askPin } from "/identity/pin.js";

/** parts: the elements text, hash, sign, withPin, noFactor, error; words: failed, cancelled, noPasskey. */
export function signing(parts, words) {
  let ballot = null;

  function tell(message) {
    parts.error.textContent = message;
    parts.error.hidden = !message;
  }

  /** Nothing to show is nothing to sign. */
  function show(next) {
    ballot = next;
    parts.text.textContent = next?.text ?? "";
    parts.hash.textContent = next?.sha256 ?? "";
    parts.sign.disabled = !(next?.passkey || next?.pin);
    if (!next) return;
    parts.withPin.hidden = !(next.passkey && next.pin);
    parts.noFactor.hidden = Boolean(next.passkey || next.pin);
  }

  /** submit(proof, ballot) hands it in; refused() follows when it was not taken. */
  async function sign(withPin, submit, refused) {
    if (!ballot) return;
    const byPin = withPin || !ballot.passkey;
    if (!byPin && !available()) return tell(words.noPasskey);
    tell("");
    parts.sign.disabled = true;
    parts.sign.setAttribute("aria-busy", "true");
    try {
      const proof = byPin ? await askPin() : { passkey: await assert(ballot.passkey.publicKey ?? ballot.passkey) };
      await submit(proof, ballot);
    } catch (trouble) {
      const left = trouble?.name === "NotAllowedError" || trouble?.name === "AbortError";
      tell(left ? words.cancelled : sentence(trouble, words.failed));
      if (!left) await refused();
      parts.sign.disabled = !ballot;
    } finally {
      parts.sign.removeAttribute("aria-busy");
    }
  }

  return { tell, show, sign, trouble: (trouble) => tell(sentence(trouble, words.failed)) };
}
