// The list of criteria: opens and closes panels, keys, and uploads with progress. Everything works without it, too.
import { csrfToken } from "/site/site.js";

const words = document.getElementById("words").dataset;
const links = () => [...document.querySelectorAll(".c-open")];
const panelOf = (link) => document.getElementById(link.getAttribute("aria-controls"));

function unsaved(panel) {
  return [...panel.querySelectorAll("textarea")].some((area) => area.value !== area.defaultValue);
}

function close(link) {
  const panel = panelOf(link);
  if (unsaved(panel) && !confirm(words.leave)) return;
  panel.replaceChildren();
  link.setAttribute("aria-expanded", "false");
  link.focus();
}

// An open criterion closes by its own link.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".c-open");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (panelOf(link)?.hasChildNodes()) {
    event.preventDefault();
    event.stopPropagation();
    close(link);
  }
}, true);

document.addEventListener("htmx:afterSwap", (event) => {
  const panel = event.target.closest?.(".c-panel");
  if (!panel) return;
  const link = document.querySelector(`[aria-controls="${CSS.escape(panel.id)}"]`);
  link?.setAttribute("aria-expanded", panel.hasChildNodes() ? "true" : "false");
  const said = panel.querySelector("[role=alert], [role=status]");
  if (said) {
    said.tabIndex = -1;
    said.focus({ preventScroll: true });
    said.scrollIntoView({ block: "nearest" });
  } else if (link && link.getBoundingClientRect().top < 0) {
    link.scrollIntoView({ block: "start" });
  }
});

// A line that was exchanged while its panel is open still says so.
document.addEventListener("htmx:oobAfterSwap", () => {
  for (const link of links()) {
    if (panelOf(link)?.hasChildNodes()) link.setAttribute("aria-expanded", "true");
  }
});

// A form that htmx sends may be sent again after its answer; site.js guards only plain forms.
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) delete form.dataset.sent;
  form?.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
});

function current() {
  const inside = document.activeElement?.closest(".criterion");
  return inside ? links().indexOf(inside.querySelector(".c-open")) : -1;
}

function move(step) {
  const all = links();
  if (all.length === 0) return;
  const at = current();
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step;
  if (next < 0 || next >= all.length) return;
  all[next].focus();
  all[next].closest(".criterion").scrollIntoView({ block: "nearest" });
}

function choose(number) {
  const panel = document.activeElement?.closest(".criterion, .alone");
  const choices = panel?.querySelectorAll(".c-judge input[name=result]");
  const chosen = choices?.[number - 1];
  if (!chosen) return;
  chosen.checked = true;
  chosen.focus();
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("textarea, select, input:not([type=radio]):not([type=checkbox])");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest("form");
    if (form && form.closest(".c-panel")) {
      event.preventDefault();
      form.requestSubmit();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    const link = event.target.closest(".criterion")?.querySelector(".c-open");
    if (link && panelOf(link)?.hasChildNodes()) close(link);
    return;
  }
  if (typing) return;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (/^[1-4]$/.test(event.key)) choose(Number(event.key));
  else return;
  event.preventDefault();
});

// Uploads: one request a file, each with its own progress; then the panel is asked for anew.
function sendOne(form, file, list) {
  const line = document.createElement("li");
  const progress = document.createElement("progress");
  progress.max = 1;
  progress.value = 0;
  line.append(file.name, progress);
  progress.setAttribute("aria-label", `${words.sending}: ${file.name}`);
  list.append(line);
  const data = new FormData(form);
  data.delete("files");
  data.append("files", file, file.name);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-XSRF-TOKEN", csrfToken());
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress.value = event.loaded / event.total;
    });
    const failed = () => {
      line.className = "error";
      line.textContent = `${file.name}: ${request.response?.detail ?? words.failed}`;
      done(false);
    };
    request.addEventListener("load", () => {
      if (request.status !== 200) return failed();
      line.remove();
      done(true);
    });
    request.addEventListener("error", failed);
    request.send(data);
  });
}

async function send(form, files) {
  if (!form.elements.evidenceDate.reportValidity()) return;
  const list = form.querySelector(".c-sending");
  const button = form.querySelector(".actions button");
  list.replaceChildren();
  button.disabled = true;
  let whole = true;
  for (const file of files) whole = await sendOne(form, file, list) && whole;
  button.disabled = false;
  const panel = form.closest(".c-panel");
  const troubles = [...list.children];
  const here = panel.querySelector("[data-here]").dataset.here;
  await window.htmx.ajax("GET", `${here}?part=changed${whole ? "&done=evidence" : ""}`, { target: panel, swap: "innerHTML" });
  panel.querySelector(".c-sending")?.replaceChildren(...troubles);
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest(".c-upload");
  if (!form) return;
  event.preventDefault();
  delete form.dataset.sent;
  send(form, [...form.elements.files.files]);
});

for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const drop = event.target.closest?.(".c-upload .drop");
    if (!drop) return;
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragenter" || kind === "dragover");
    if (kind !== "drop") return;
    const input = drop.querySelector("input[type=file]");
    input.files = event.dataTransfer.files;
    const form = drop.closest("form");
    if (form.elements.evidenceDate.value) send(form, [...input.files]);
    else form.elements.evidenceDate.focus();
  });
}
