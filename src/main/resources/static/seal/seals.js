// Draws the preview anew while somebody types; without this script the button beside it does the same.
const form = document.getElementById("seal-form");
const preview = document.getElementById("preview");
let waiting;
let running;

async function draw() {
  running?.abort();
  running = new AbortController();
  const fields = new URLSearchParams(new FormData(form));
  fields.delete("_csrf");
  try {
    const answer = await fetch(`${form.dataset.preview}?${fields}`, {
      signal: running.signal,
      credentials: "same-origin",
      headers: { Accept: "text/html" },
    });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const drawn = page.getElementById("preview");
    if (drawn) preview.replaceChildren(...drawn.childNodes);
  } catch (stopped) {
    if (stopped.name !== "AbortError") console.warn("The preview could not be drawn", stopped);
  }
}

if (form && preview) {
  form.classList.add("scripted");
  form.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(waiting);
    waiting = setTimeout(draw, 150);
  });
  form.addEventListener("compositionend", () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, 150);
  });
}
