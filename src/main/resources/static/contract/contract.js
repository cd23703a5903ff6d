// One contract: its document, withdrawing it, reminding the others.
import { get, post, sentence } from "/site/site.js";
import { Viewer, controls } from "/contract/viewer.js";

const words = document.getElementById("words").dataset;
const id = document.getElementById("contract").dataset.contract;
const url = "/api/v1/contracts/" + encodeURIComponent(id);
const error = document.getElementById("contract-error"), told = document.getElementById("told");

function tell(where, text) {
  where.textContent = text;
  where.hidden = !text;
}

const contract = await get(url);
const desk = document.getElementById("desk");
const viewer = new Viewer(desk, { url: `/contracts/${id}/document`, sizes: contract.sizes, words });
viewer.addEventListener("trouble", () => tell(error, words.trouble));
controls(viewer, desk.parentElement, words);
const opened = viewer.open();

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-remind]");
  if (!button) return;
  button.disabled = true;
  tell(error, "");
  try {
    await post(`${url}/parties/${encodeURIComponent(button.dataset.remind)}/remind`);
    tell(told, words.reminded);
  } catch (problem) {
    button.disabled = false;
    tell(error, sentence(problem, words.failed));
  }
});

document.getElementById("withdraw-form")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const reason = document.getElementById("withdraw-reason"), wrong = document.getElementById("withdraw-error");
  if (!reason.value.trim()) {
    tell(wrong, words.reasonMissing);
    reason.focus();
    return;
  }
  event.submitter.disabled = true;
  try {
    await post(url + "/withdraw", { reason: reason.value.trim() });
    window.location.reload();
  } catch (problem) {
    event.submitter.disabled = false;
    tell(wrong, sentence(problem, words.failed));
  }
});

await opened;
