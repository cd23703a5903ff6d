// What every page may use: requests that carry the CSRF token, problems as sentences, menus that close.

export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail || body?.title || "");
    this.status = status;
    this.body = body ?? {};
    this.type = String(this.body.type ?? "").replace("urn:wariin:problem:", "");
  }
}

export function csrfToken() {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith("XSRF-TOKEN="));
  return found ? decodeURIComponent(found.slice("XSRF-TOKEN=".length)) : "";
}

/** Sends JSON, a form or nothing; gives the answer's JSON, or throws a Problem with a sentence to show. */
export async function send(method, url, body) {
  const headers = { Accept: "application/json, application/problem+json", "X-XSRF-TOKEN": csrfToken() };
  const plain = body === undefined || body instanceof FormData || body instanceof Blob;
  if (!plain) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(url, {
      method, headers, credentials: "same-origin", body: plain ? body : JSON.stringify(body),
    });
  } catch {
    throw new Problem(0, { title: document.documentElement.dataset.offline });
  }
  const json = (answer.headers.get("Content-Type") ?? "").includes("json") ? await answer.json() : undefined;
  if (!answer.ok) throw new Problem(answer.status, json);
  return json;
}

export const get = (url) => send("GET", url);
export const post = (url, body) => send("POST", url, body);

/** A sentence for a person, whatever was thrown. */
export function sentence(trouble, otherwise) {
  return trouble instanceof Problem && trouble.message ? trouble.message : otherwise;
}

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-XSRF-TOKEN"] = csrfToken();
});

// A menu closes when one clicks elsewhere or presses Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.account[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.account[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (event.defaultPrevented || form.method !== "post") return;
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Buttons that open and close dialogs: data-opens="id", data-closes.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
});
