// A decider's vote: the text as it will be signed, then the proof over its SHA-256.
import { post } from "/site/site.js";
import { signing } from "/identity/signing.js";

const find = (id) => document.getElementById(id);
const words = find("words").dataset, url = "/assessment/" + encodeURIComponent(find("deciding").dataset.case);
const form = find("vote"), statement = find("statement"), sign = find("sign"), withPin = find("with-pin"), error = find("error");
const page = signing({ text: find("text"), hash: find("hash"), sign, withPin, noFactor: find("no-factor"), error }, words);
let said = null, asked = 0, waiting = 0;

const inFavour = () => form.elements.favour.value === "yes";
const body = () => ({ inFavour: inFavour(), statement: statement.value.trim() });

/** Shows what would be signed; only the newest question counts. */
async function ask() {
  const mine = ++asked;
  said = null;
  sign.disabled = true;
  if (!inFavour() && !statement.value.trim()) return page.show(null);
  try {
    const now = body(), answer = await post(url + "/ballot", now);
    if (mine !== asked) return;
    said = now;
    page.show(answer);
    page.tell("");
  } catch (trouble) {
    if (mine === asked) page.trouble(trouble);
  }
}

function vote(byPin) {
  if (!said) return page.tell(inFavour() ? words.failed : words.reason);
  const submit = async (proof) => {
    await post(url + "/votes", { ...said, ...proof });
    window.location.assign(url + "?done=vote");
  };
  return page.sign(byPin, submit, () => error.scrollIntoView({ block: "nearest" }));
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
  vote(false);
});
withPin.addEventListener("click", () => vote(true));
await ask();
