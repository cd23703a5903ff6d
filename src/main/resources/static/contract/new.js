// New contract: take a PDF in; then parties, places and sending, saved as one goes.
import { get, post, send as request, sentence, csrfToken, Problem } from "/site/site.js";
import { Viewer, controls } from "/contract/viewer.js";
import { Places } from "/contract/places.js";

const words = document.getElementById("words").dataset;
const id = document.getElementById("new").dataset.contract;

if (id) edit(id);
else upload();

// 1. The document ------------------------------------------------------------------------------------------------
function upload() {
  const form = document.getElementById("upload"), input = document.getElementById("file");
  const error = document.getElementById("file-error"), button = form.querySelector("[type=submit]");
  form.classList.add("quick"); // choosing is enough: no second button
  const refuse = (text) => {
    error.textContent = text;
    error.hidden = !text;
  };
  const take = (file) => {
    if (!file) return refuse(words.notPdf);
    if (file.size > Number(form.dataset.max)) return refuse(words.tooLarge);
    refuse("");
    carry(file, form, button, refuse);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take(input.files[0]);
  });
  input.addEventListener("change", () => input.files[0] && take(input.files[0]));
  for (const type of ["dragenter", "dragover"]) {
    document.addEventListener(type, (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => event.relatedTarget || form.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    take(event.dataTransfer.files[0]);
  });
  document.getElementById("sample").addEventListener("click", async (event) => {
    const { url, name } = event.currentTarget.dataset;
    const answer = await fetch(url);
    if (!answer.ok) return refuse(words.failed);
    take(new File([await answer.blob()], name, { type: "application/pdf" }));
  });
}

/** XMLHttpRequest, since fetch does not tell how far an upload is. */
function carry(file, form, button, refuse) {
  const progress = document.getElementById("progress"), bar = document.getElementById("bar");
  const data = new FormData(), call = new XMLHttpRequest();
  data.append("file", file);
  progress.hidden = false;
  button.disabled = true;
  call.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = Math.round((event.loaded / event.total) * 100);
    else bar.removeAttribute("value");
  });
  call.addEventListener("loadend", () => {
    const body = json(call.responseText);
    if (call.status === 201) {
      window.location.assign("/contracts/" + encodeURIComponent(body.id) + "/edit");
      return;
    }
    progress.hidden = true;
    button.disabled = false;
    form.querySelector("input[type=file]").value = "";
    refuse(sentence(new Problem(call.status, body), call.status === 413 ? words.tooLarge : words.failed));
  });
  call.open("POST", "/api/v1/contracts");
  call.setRequestHeader("X-XSRF-TOKEN", csrfToken());
  call.setRequestHeader("Accept", "application/json, application/problem+json");
  call.send(data);
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

// 2–4. Parties, places, sending -------------------------------------------------------------------------------------
async function edit(contractId) {
  const url = "/api/v1/contracts/" + encodeURIComponent(contractId);
  const contract = await get(url);
  const desk = document.getElementById("desk");
  const viewer = new Viewer(desk, { url: `/contracts/${contractId}/document`, sizes: contract.sizes, words });
  viewer.addEventListener("trouble", () => trouble(desk));
  controls(viewer, desk.parentElement, words);
  const places = new Places(viewer, { spot: words.spot, takeOff: words.takeOff, seal: words.sealWord });
  const sides = fillIn(contract);
  const opened = viewer.open();

  const own = contract.parties.find((party) => party.sender);
  places.load("own", own?.field);
  for (const side of sides.list()) places.load(side.key, side.field);
  const draft = { url, contract, places, sides, viewer };
  const saver = new Saver(draft);
  const refresh = (save = true) => {
    showChips(draft);
    showMissing(draft);
    if (save) saver.soon();
  };
  places.addEventListener("change", () => refresh());
  sides.onChange(() => refresh());
  document.getElementById("undo").addEventListener("click", () => places.undo());
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (!typing && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      event.preventDefault();
      places.undo();
    }
  });
  refresh(false);
  sending(draft, saver);
  discarding(url);
  await opened;
}

function trouble(desk) {
  if (desk.querySelector(".notice")) return;
  const notice = document.createElement("p");
  notice.className = "notice look";
  notice.textContent = words.trouble;
  desk.prepend(notice);
}

/** The form of the counterparties and terms; its list() is what stands there now. */
function fillIn(contract) {
  const box = document.getElementById("counterparties"), template = document.getElementById("counterparty");
  const listeners = [];
  let next = 0;
  const changed = () => listeners.forEach((listener) => listener());
  const number = () => {
    const all = [...box.children];
    all.forEach((side, index) => {
      side.className = `side party-${(index + 1) % 5}`;
      side.querySelector("[data-legend]").textContent = words.them + (all.length > 1 ? ` ${index + 1}` : "");
      side.querySelector("[data-removal]").hidden = all.length === 1;
    });
  };
  const add = (party) => {
    const side = template.content.firstElementChild.cloneNode(true);
    side.dataset.key = "side-" + next++;
    for (const field of side.querySelectorAll("[data-field]")) {
      field.value = party?.[field.dataset.field] ?? (field.dataset.field === "language" ? document.documentElement.lang : "");
    }
    side.place = party?.field ?? null;
    side.querySelector("[data-remove]").addEventListener("click", () => {
      side.remove();
      number();
      changed();
    });
    box.append(side);
    number();
    return side;
  };
  const others = contract.parties.filter((party) => !party.sender);
  (others.length ? others : [null]).forEach(add);
  document.getElementById("add").addEventListener("click", () => {
    add(null).querySelector("input").focus();
    changed();
  });
  terms(contract);
  for (const part of [document.getElementById("parties"), document.getElementById("title")]) {
    part.addEventListener("input", changed);
    part.addEventListener("change", changed);
  }
  document.getElementById("parties").addEventListener("submit", (event) => event.preventDefault());
  return {
    onChange: (listener) => listeners.push(listener),
    list: () => [...box.children].map((side) => ({
      key: side.dataset.key, element: side, field: side.place,
      ...Object.fromEntries([...side.querySelectorAll("[data-field]")].map((field) => [field.dataset.field, field.value.trim()])),
    })),
  };
}

function terms(contract) {
  const own = contract.parties.findIndex((party) => party.sender);
  const order = contract.order === "PARALLEL" ? "parallel" : own > 0 ? "last" : "first";
  document.querySelector(`input[name=order][value=${order}]`).checked = true;
  if (contract.deadline) {
    const day = new Date(contract.deadline);
    document.getElementById("deadline").value = new Date(day - day.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }
  const today = new Date();
  document.getElementById("deadline").min = new Date(today - today.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  if (contract.requirement) document.getElementById("requirement").value = contract.requirement;
  if (contract.amount || contract.deadline || contract.message || contract.requirement) document.querySelector("#parties details").open = true;
}

const order = () => document.querySelector("input[name=order]:checked").value;
const named = (side) => side.organisation || side.name || words.them;
const mail = (text) => /^[^\s@<>,;:"\\()[\]]+@[^\s@<>,;:"\\()[\]]+$/.test(text);
const complete = (side) => side.name && mail(side.email);

function owners({ sides }) {
  const own = { key: "own", name: words.us, label: words.us, index: 0 };
  return [own, ...sides.list().map((side, index) => ({ key: side.key, name: named(side), label: named(side), index: index + 1 }))];
}

function showChips(draft) {
  const { places, viewer } = draft;
  const list = document.getElementById("chips"), all = owners(draft);
  places.owners(all);
  while (list.children.length > all.length) list.lastElementChild.remove();
  while (list.children.length < all.length) list.append(chip(places, viewer));
  all.forEach((owner, index) => {
    const button = list.children[index].firstElementChild, place = places.get(owner.key);
    button.dataset.key = owner.key;
    button.className = `chip party-${owner.index % 5}` + (place ? " placed" : "");
    button.querySelector(".ring").textContent = words.sealWord;
    button.querySelector(".whose").textContent = owner.name;
    button.querySelector(".where").textContent = place ? words.on.replace("{0}", place.page + 1) : words.place;
  });
  document.getElementById("undo").disabled = !places.canUndo;
}

function chip(places, viewer) {
  const item = document.createElement("li"), button = document.createElement("button");
  button.type = "button";
  for (const part of ["ring", "whose", "where"]) {
    const span = document.createElement("span");
    span.className = part;
    button.append(span);
  }
  let carried = () => false;
  button.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const place = places.get(button.dataset.key), side = (place?.width ?? 60) * viewer.scale;
    carried = ghost(event, side, places.carry(event, button.dataset.key, { place, dx: side / 2, dy: side / 2 }));
  });
  button.addEventListener("click", (event) => {
    if (event.detail !== 0 && carried()) return; // it was dragged
    const place = places.get(button.dataset.key);
    if (place) viewer.show(place.page);
    else places.lay(button.dataset.key);
  });
  item.append(button);
  return item;
}

/** What one sees under the pointer until the seal has reached a page. */
function ghost(event, side, moved) {
  const shape = document.createElement("div");
  shape.className = "carried spot " + event.currentTarget.className.match(/party-\d/)[0];
  shape.style.width = shape.style.height = side + "px";
  const move = (now) => {
    const over = document.elementsFromPoint(now.clientX, now.clientY).some((one) => one.classList?.contains("leaf"));
    if (!moved() || over) return shape.remove();
    shape.style.left = now.clientX - side / 2 + "px";
    shape.style.top = now.clientY - side / 2 + "px";
    if (!shape.isConnected) document.body.append(shape);
  };
  const stop = () => {
    shape.remove();
    window.removeEventListener("pointermove", move);
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", stop, { once: true });
  window.addEventListener("pointercancel", stop, { once: true });
  return moved;
}

function missing(draft) {
  const { places, sides } = draft, found = [];
  if (!document.getElementById("title").value.trim()) found.push(words.needTitle);
  for (const side of sides.list()) {
    if (!side.name || !side.email || !side.organisation) found.push(words.needParty);
    else if (!mail(side.email)) found.push(words.needEmail);
  }
  const without = owners(draft).filter(({ key }) => !places.get(key)).map(({ name }) => name);
  if (without.length) found.push(words.needPlace.replace("{0}", without.join(", ")));
  if (places.clashing()) found.push(words.clash);
  return [...new Set(found)];
}

function showMissing(draft) {
  const found = missing(draft), list = document.getElementById("missing"), summary = document.getElementById("summary");
  list.replaceChildren(...found.map((text) => {
    const item = document.createElement("li");
    item.textContent = text;
    return item;
  }));
  list.hidden = !found.length;
  document.getElementById("send").disabled = found.length > 0;
  summary.hidden = found.length > 0;
  const pattern = { first: words.summaryFirst, last: words.summaryLast, parallel: words.summaryParallel }[order()];
  summary.textContent = pattern.replace(/\{([01])}/g, (_, which) =>
    which === "0" ? document.getElementById("title").value.trim() : draft.sides.list().map(named).join(", "));
  const { sides, places } = draft;
  const parties = sides.list().every((side) => complete(side) && side.organisation);
  const laid = owners(draft).every(({ key }) => places.get(key)) && !places.clashing();
  mark("step-parties", parties ? "done" : "now");
  mark("step-places", laid ? "done" : "now");
  mark("step-send", found.length ? "later" : "now");
}

function mark(section, state) {
  const part = document.getElementById(section);
  part.classList.remove("done", "now", "later");
  part.classList.add(state);
}

/** The whole draft; sides that are not complete yet stay in the form only. */
function body(draft, all) {
  const { places, sides } = draft;
  const own = { sender: true, email: "", name: "", organisation: null, language: document.documentElement.lang, field: places.get("own") };
  const others = sides.list().filter((side) => all || complete(side)).map((side) => ({
    sender: false, email: side.email, name: side.name, organisation: side.organisation || null, language: side.language,
    field: places.get(side.key),
  }));
  const me = draft.contract.parties.find((party) => party.sender);
  Object.assign(own, me && { email: me.email, name: me.name, organisation: me.organisation });
  const day = document.getElementById("deadline").value;
  return {
    title: document.getElementById("title").value.trim(),
    amount: document.getElementById("amount").value.normalize("NFKC").replace(/[^0-9.]/g, "") || null,
    currency: draft.contract.currency ?? "JPY",
    deadline: day ? new Date(day + "T23:59:59").toISOString() : null,
    order: order() === "parallel" ? "PARALLEL" : "SEQUENTIAL",
    message: document.getElementById("message").value,
    requirement: document.getElementById("requirement").value || null,
    parties: order() === "last" ? [...others, own] : [own, ...others],
  };
}

/** Saves half a second after the last change, one save after the other. */
class Saver {
  #draft; #timer; #running = Promise.resolve(); #sign = document.getElementById("saved");

  constructor(draft) { this.#draft = draft; }

  soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now().catch(() => {}), 500);
  }

  now(all = false) {
    clearTimeout(this.#timer);
    this.#running = this.#running.catch(() => {}).then(() => this.#save(all));
    return this.#running;
  }

  async #save(all) {
    const content = body(this.#draft, all);
    if (!content.title || (!all && this.#draft.places.clashing())) return;
    this.#sign.textContent = words.saving;
    try {
      await request("PUT", this.#draft.url, content);
      this.#sign.textContent = words.saved;
    } catch (problem) {
      this.#sign.textContent = sentence(problem, words.failed);
      throw problem;
    }
  }
}

function sending(draft, saver) {
  const button = document.getElementById("send"), error = document.getElementById("send-error");
  button.addEventListener("click", async () => {
    button.disabled = true;
    button.setAttribute("aria-busy", "true");
    error.hidden = true;
    try {
      await saver.now(true);
      const sent = await post(draft.url + "/send");
      window.location.assign(`/contracts/${encodeURIComponent(sent.id)}` + (sent.may.sign ? "/sign" : ""));
    } catch (problem) {
      error.textContent = sentence(problem, words.failed);
      error.hidden = false;
      button.disabled = false;
      button.removeAttribute("aria-busy");
    }
  });
}

function discarding(url) {
  document.getElementById("discard-yes").addEventListener("click", async (event) => {
    event.currentTarget.disabled = true;
    try {
      await request("DELETE", url);
    } finally {
      window.location.assign("/contracts");
    }
  });
}
