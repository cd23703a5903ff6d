// Dropping a file is the same as choosing it; the form does the rest and works without this.
const area = document.querySelector(".drop");
const input = area?.querySelector("input[type=file]");
const form = area?.closest("form");

if (area && input && form) {
  const stop = (event) => event.preventDefault();
  for (const kind of ["dragenter", "dragover"]) {
    area.addEventListener(kind, (event) => {
      stop(event);
      area.classList.add("over");
    });
  }
  area.addEventListener("dragleave", () => area.classList.remove("over"));
  area.addEventListener("drop", (event) => {
    stop(event);
    area.classList.remove("over");
    if (event.dataTransfer.files.length === 0) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  // A file that misses the area must not replace the page.
  document.addEventListener("dragover", stop);
  document.addEventListener("drop", stop);
}
