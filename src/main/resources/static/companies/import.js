// Shows how much of a large file has been sent. Without this script the form sends it all the same.
import { csrfToken } from "/site/site.js";

const form = document.getElementById("upload");
const bar = document.getElementById("sent");
const word = document.getElementById("sending");

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  bar.hidden = word.hidden = false;
  word.textContent = form.dataset.sending;
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("X-XSRF-TOKEN", csrfToken());
  request.setRequestHeader("Accept", "text/html");
  request.upload.addEventListener("progress", (sent) => {
    if (sent.lengthComputable) bar.value = (100 * sent.loaded) / sent.total;
  });
  request.addEventListener("load", () => {
    if (request.status < 400) {
      location.assign(request.responseURL);
      return;
    }
    const answer = new DOMParser().parseFromString(request.responseText, "text/html");
    const said = answer.querySelector("[role=alert]") ?? answer.querySelector("main p");
    stop(said?.textContent ?? "");
  });
  request.addEventListener("error", () => stop(document.documentElement.dataset.offline));
  request.send(new FormData(form));

  function stop(sentence) {
    word.textContent = sentence;
    word.className = "error";
    bar.hidden = true;
    button.disabled = false;
  }
});
