// Read and sign: the document first, then the seal, then the signer's own act on exactly this document.
import { get, post, sentence, Problem } from "/site/site.js";
import { Viewer, controls } from "/contract/viewer.js";
import { assert, available } from "/identity/passkey.js";
import { askPin } from "/identity/pin.js";

const words = document.getElementById("words").dataset;
const id = document.getElementById("reading").dataset.contract;
const url = "/api/v1/contracts/" + encodeURIComponent(id);
const form = document.getElementById("act"), read = document.getElementById("read");
const error = document.getElementById("act-error"), progress = document.getElementById("progress");
const PATIENCE = 60;

const contract = await get(url);
const mine = contract.parties.find((party) => party.me);
const desk = document.getElementById("desk");
const viewer = new Viewer(desk, { url: `/contracts/${id}/document`, sizes: contract.sizes, words });
controls(viewer, desk.parentElement, words);
viewer.addEventListener("trouble", () => tell(words.trouble));
viewer.addEventListener("seen", ({ detail: { count, total } }) => {
  document.getElementById("seen").textContent = count === total
    ? words.seenAll : words.seen.replace("{0}", count).replace("{1}", total);
});
const opened = viewer.open();
if (mine?.field) showPlace(mine.field);

// The seal where it will be pressed, pale until it is.
function showPlace(place) {
  const here = document.createElement("div"), image = document.createElement("img"), tag = document.createElement("span");
  here.className = "mine-here";
  image.alt = "";
  tag.className = "tag";
  tag.textContent = words.here;
  here.append(image, tag);
  viewer.layer(place.page).append(here);
  const lay = () => {
    for (const [side, value] of [["left", place.x], ["top", place.y], ["width", place.width], ["height", place.height]]) {
      here.style[side] = value * viewer.scale + "px";
    }
  };
  const press = () => {
    const chosen = form.querySelector("input[name=seal]:checked");
    image.hidden = !chosen;
    if (chosen) image.src = chosen.dataset.svg;
  };
  lay();
  press();
  viewer.addEventListener("zoom", lay);
  form.addEventListener("change", press);
  document.getElementById("to-place").addEventListener("click", () => here.scrollIntoView({ block: "center" }));
}

function tell(text) {
  error.textContent = text;
  error.hidden = !text;
  if (text) error.scrollIntoView({ block: "nearest" });
}

// The act ----------------------------------------------------------------------------------------------------------
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (progress.open) return;
  tell("");
  if (!read.checked) {
    tell(words.readFirst);
    read.focus();
    return;
  }
  const way = event.submitter?.dataset.way ?? form.querySelector("button.press")?.dataset.way;
  if (way === "passkey" && !available()) return tell(words.noPasskey);
  progress.showModal();
  try {
    await act(way);
    window.location.assign(`/contracts/${encodeURIComponent(id)}`);
  } catch (problem) {
    progress.close();
    tell(refusal(problem));
  }
});

async function act(way) {
  step("p-prepare");
  const chosen = form.querySelector("input[name=seal]:checked");
  let prompt = await post(url + "/signature", { seal: chosen?.value ?? null });
  for (let round = 0; ; round++) {
    step("p-confirm", way === "passkey" ? words.hintPasskey : "");
    const proof = way === "pin" ? await askPin() : { passkey: await assert(prompt.passkey.publicKey ?? prompt.passkey) };
    step("p-sign", words.hintSign);
    try {
      return await complete(prompt.act, proof);
    } catch (problem) {
      const next = problem instanceof Problem && problem.type === "document-moved-on" ? problem.body.next : null;
      if (!next || round > 3) throw problem;
      prompt = next; // the other side signed in between: asked again, for the document as it is now
      if (!window.confirm(words.movedOn)) throw new DOMException("", "AbortError");
    }
  }
}

/** Repeated while the same act is under way, or the line was down: it is done once, whatever we ask. */
async function complete(act, proof) {
  for (let tries = 0; ; tries++) {
    try {
      return await post(`${url}/signature/${encodeURIComponent(act)}`, proof);
    } catch (problem) {
      const again = problem instanceof Problem && (problem.type === "being-signed" || problem.status === 0);
      if (!again || tries >= PATIENCE) throw problem;
      await new Promise((done) => setTimeout(done, 2000));
    }
  }
}

function step(now, hint = "") {
  let past = true;
  for (const item of progress.querySelectorAll("li")) {
    if (item.id === now) past = false;
    item.className = item.id === now ? "now" : past ? "done" : "";
  }
  document.getElementById("p-hint").textContent = hint;
}

function refusal(problem) {
  if (problem instanceof DOMException || problem?.name === "NotAllowedError") return words.cancelled;
  return sentence(problem, words.failed);
}

progress.addEventListener("cancel", (event) => event.preventDefault()); // an act is not left by Escape

// Declining ---------------------------------------------------------------------------------------------------------
document.getElementById("reject-form")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const reason = document.getElementById("reject-reason"), wrong = document.getElementById("reject-error");
  const say = (text) => {
    wrong.textContent = text;
    wrong.hidden = !text;
  };
  if (!reason.value.trim()) {
    say(words.reasonMissing);
    reason.focus();
    return;
  }
  event.submitter.disabled = true;
  try {
    await post(url + "/reject", { reason: reason.value.trim() });
    window.location.assign(`/contracts/${encodeURIComponent(id)}`);
  } catch (problem) {
    event.submitter.disabled = false;
    say(sentence(problem, words.failed));
  }
});

await opened;
