// An approval: the text as it will be signed, then the proof over its SHA-256. For each part with data-approve.
import { post } from "/site/site.js";
import { signing } from "/identity/signing.js";

function prepare(part) {
  const words = part.dataset, find = (name) => part.querySelector("[data-" + name + "]");
  const sign = find("sign"), withPin = find("with-pin");
  const parts = { text: find("text"), hash: find("hash"), sign, withPin, noFactor: find("no-factor"), error: find("error") };
  const page = signing(parts, words);

  async function ask() {
    sign.disabled = true;
    try {
      page.show(await post(words.ballot, JSON.parse(words.body ?? "{}")));
    } catch (trouble) {
      page.trouble(trouble);
    }
  }

  async function submit(proof, ballot) {
    const answer = await post(words.approve, { sha256: ballot.sha256, ...proof });
    if (answer?.refused?.length) {
      page.tell(answer.refused.join(" "));
      setTimeout(() => window.location.assign(words.next), 4000);
    } else window.location.assign(words.next);
  }

  // What was asked before counts no longer once it was refused.
  sign.addEventListener("click", () => page.sign(false, submit, ask));
  withPin.addEventListener("click", () => page.sign(true, submit, ask));
  return ask();
}

for (const part of document.querySelectorAll("[data-approve]")) await prepare(part);
