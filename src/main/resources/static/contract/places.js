// Places for seals on the pages of a viewer: laid, dragged, sized, moved by keys, undone. Coordinates are points of the
// displayed page, origin top-left.

const NORMAL = 60, SMALLEST = 24, LARGEST = 240, SNAP = 6, MARGIN = 36;

const round = (value) => Math.round(value * 100) / 100;
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** owners: [{key, name, label, index}]; places: Map key → place. Event "change". */
export class Places extends EventTarget {
  #viewer; #words; #owners = []; #places = new Map(); #spots = new Map(); #past = []; #guides = [];

  constructor(viewer, words) {
    super();
    this.#viewer = viewer;
    this.#words = words;
    viewer.addEventListener("zoom", () => this.#layAll());
  }

  get(key) { return this.#places.get(key) ?? null; }
  get canUndo() { return this.#past.length > 0; }

  /** Who has a place; what was laid for those who left is taken off. */
  owners(owners) {
    this.#owners = owners;
    for (const key of [...this.#places.keys()]) if (!owners.some((owner) => owner.key === key)) this.#places.delete(key);
    this.#layAll();
  }

  load(key, place) {
    if (place) this.#places.set(key, { ...place });
  }

  undo() {
    const before = this.#past.pop();
    if (!before) return;
    this.#places = before;
    this.#layAll();
    this.#tell();
  }

  #remember() {
    this.#past.push(new Map([...this.#places].map(([key, place]) => [key, { ...place }])));
    if (this.#past.length > 100) this.#past.shift();
  }

  #tell() { this.dispatchEvent(new CustomEvent("change")); }

  /** Lays a place on the page in view, where nothing else lies. */
  lay(key) {
    const page = this.#viewer.front;
    const size = this.#viewer.size(page);
    const side = Math.min(NORMAL, size.width / 3, size.height / 3);
    const place = { page, width: side, height: side, x: size.width - MARGIN - side, y: size.height - 2 * MARGIN - side };
    for (let tries = 0; tries < 40 && this.#clashes(key, place); tries++) {
      place.x -= side + 12;
      if (place.x < MARGIN) Object.assign(place, { x: size.width - MARGIN - side, y: place.y - side - 12 });
      if (place.y < 0) place.y = size.height - side;
    }
    this.put(key, place, true);
    this.#spots.get(key)?.focus({ preventScroll: true });
    this.#spots.get(key)?.scrollIntoView({ block: "nearest" });
  }

  put(key, place, remembers) {
    if (remembers) this.#remember();
    this.#places.set(key, this.#inside(place));
    this.#layAll();
    this.#tell();
  }

  takeOff(key) {
    if (!this.#places.has(key)) return;
    this.#remember();
    this.#places.delete(key);
    this.#layAll();
    this.#tell();
  }

  clashing() { return this.#owners.some(({ key }) => this.get(key) && this.#clashes(key, this.get(key))); }

  #clashes(key, place) {
    return [...this.#places].some(([other, there]) => other !== key && there.page === place.page
      && place.x < there.x + there.width && there.x < place.x + place.width
      && place.y < there.y + there.height && there.y < place.y + place.height);
  }

  #inside(place) {
    const size = this.#viewer.size(place.page);
    const width = Math.min(place.width, size.width), height = Math.min(place.height, size.height);
    return {
      page: place.page, width: round(width), height: round(height),
      x: round(clamp(place.x, 0, size.width - width)), y: round(clamp(place.y, 0, size.height - height)),
    };
  }

  #layAll() {
    for (const { key } of this.#owners) {
      const place = this.get(key);
      if (!place) {
        this.#spots.get(key)?.remove();
        this.#spots.delete(key);
      } else {
        this.#lay(this.#owners.find((owner) => owner.key === key), place);
      }
    }
    for (const [key, spot] of this.#spots) {
      if (this.#owners.some((owner) => owner.key === key)) continue;
      spot.remove();
      this.#spots.delete(key);
    }
  }

  #lay(owner, place) {
    const spot = this.#spots.get(owner.key) ?? this.#spot(owner.key);
    spot.className = `spot party-${owner.index % 5}` + (this.#clashes(owner.key, place) ? " clash" : "");
    const roomy = place.width * this.#viewer.scale > 52;
    spot.querySelector(".name").textContent = roomy ? owner.label : this.#words.seal;
    spot.setAttribute("aria-label", this.#words.spot.replace("{0}", owner.name).replace("{1}", place.page + 1));
    const layer = this.#viewer.layer(place.page);
    if (spot.parentNode !== layer) {
      const focused = document.activeElement === spot;
      layer.append(spot);
      if (focused) spot.focus({ preventScroll: true });
    }
    const scale = this.#viewer.scale;
    spot.style.left = place.x * scale + "px";
    spot.style.top = place.y * scale + "px";
    spot.style.width = place.width * scale + "px";
    spot.style.height = place.height * scale + "px";
  }

  #spot(key) {
    const spot = document.createElement("div");
    spot.tabIndex = 0;
    spot.setAttribute("role", "button");
    const name = document.createElement("span");
    name.className = "name";
    const grip = document.createElement("span");
    grip.className = "grip";
    const off = document.createElement("button");
    off.type = "button";
    off.className = "off";
    off.textContent = "×";
    off.tabIndex = -1;
    off.setAttribute("aria-label", this.#words.takeOff);
    off.addEventListener("click", () => this.takeOff(key));
    off.addEventListener("pointerdown", (event) => event.stopPropagation());
    grip.addEventListener("pointerdown", (event) => this.#pull(event, key, grip));
    spot.addEventListener("pointerdown", (event) => this.#drag(event, key, spot));
    spot.addEventListener("keydown", (event) => this.#keys(event, key));
    spot.append(name, grip, off);
    this.#spots.set(key, spot);
    return spot;
  }

  // Dragging: the page under the pointer takes the seal, which snaps to margins, middles and the other seals.
  #drag(event, key, spot) {
    if (event.button !== 0) return;
    event.preventDefault();
    spot.focus({ preventScroll: true });
    const place = this.get(key);
    const box = spot.getBoundingClientRect();
    this.carry(event, key, { place, dx: event.clientX - box.left, dy: event.clientY - box.top });
  }

  /** Follows the pointer until it is let go; also used when a seal comes from outside the pages. */
  carry(event, key, { place, dx, dy }) {
    const id = event.pointerId;
    const size = place ? { width: place.width, height: place.height } : { width: NORMAL, height: NORMAL };
    let moved = false, remembered = false;
    const move = (now) => {
      if (now.pointerId !== id) return;
      if (!moved && Math.hypot(now.clientX - event.clientX, now.clientY - event.clientY) < 3) return;
      moved = true;
      this.#scrollAtEdge(now);
      const page = this.#pageAt(now.clientX, now.clientY);
      if (page < 0) return;
      if (!remembered) this.#remember();
      remembered = true;
      const leaf = this.#viewer.leaf(page).getBoundingClientRect(), scale = this.#viewer.scale;
      const free = { page, ...size, x: (now.clientX - dx - leaf.left) / scale, y: (now.clientY - dy - leaf.top) / scale };
      this.#places.set(key, this.#inside(now.altKey ? free : this.#snapped(key, free)));
      this.#layAll();
      this.#spots.get(key)?.classList.add("held");
    };
    const stop = (now) => {
      if (now.pointerId !== id) return;
      for (const type of ["pointermove", "pointerup", "pointercancel"]) window.removeEventListener(type, type === "pointermove" ? move : stop);
      this.#unguide();
      this.#spots.get(key)?.classList.remove("held");
      if (remembered) {
        this.#layAll();
        this.#tell();
      }
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", stop);
    window.addEventListener("pointercancel", stop);
    return () => moved;
  }

  #pageAt(x, y) {
    const under = document.elementsFromPoint(x, y).find((element) => element.classList?.contains("leaf"));
    return under ? Number(under.dataset.page) : -1;
  }

  #scrollAtEdge(now) {
    const desk = this.#viewer.leaf(0).parentElement, box = desk.getBoundingClientRect();
    if (now.clientX < box.left || now.clientX > box.right) return;
    if (now.clientY < box.top + 40) desk.scrollTop -= 12;
    if (now.clientY > box.bottom - 40) desk.scrollTop += 12;
  }

  #snapped(key, place) {
    const size = this.#viewer.size(place.page), near = SNAP / this.#viewer.scale;
    const others = [...this.#places].filter(([other, there]) => other !== key && there.page === place.page).map(([, there]) => there);
    const xs = [MARGIN, size.width / 2, size.width - MARGIN, ...others.flatMap((one) => [one.x, one.x + one.width / 2, one.x + one.width])];
    const ys = [MARGIN, size.height / 2, size.height - MARGIN, ...others.flatMap((one) => [one.y, one.y + one.height / 2, one.y + one.height])];
    const x = snap(place.x, place.width, xs, near), y = snap(place.y, place.height, ys, near);
    this.#guide(place.page, x.line, y.line);
    return { ...place, x: x.at, y: y.at };
  }

  #guide(page, x, y) {
    this.#unguide();
    for (const [kind, line, side] of [["x", x, "left"], ["y", y, "top"]]) {
      if (line === null) continue;
      const guide = document.createElement("div");
      guide.className = "guide " + kind;
      guide.style[side] = line * this.#viewer.scale + "px";
      this.#viewer.layer(page).append(guide);
      this.#guides.push(guide);
    }
  }

  #unguide() {
    for (const guide of this.#guides.splice(0)) guide.remove();
  }

  #pull(event, key, grip) {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    grip.setPointerCapture(event.pointerId);
    const start = this.get(key);
    this.#remember();
    const move = (now) => {
      const by = Math.max(now.clientX - event.clientX, now.clientY - event.clientY) / this.#viewer.scale;
      this.#resize(key, start, start.width + by);
    };
    const stop = () => {
      grip.removeEventListener("pointermove", move);
      this.#tell();
    };
    grip.addEventListener("pointermove", move);
    grip.addEventListener("pointerup", stop, { once: true });
    grip.addEventListener("pointercancel", stop, { once: true });
  }

  #resize(key, from, side) {
    const size = this.#viewer.size(from.page);
    const most = Math.min(LARGEST, size.width - from.x, size.height - from.y);
    const next = Math.min(clamp(side, SMALLEST, LARGEST), most);
    this.#places.set(key, this.#inside({ ...from, width: next, height: next }));
    this.#layAll();
  }

  #keys(event, key) {
    const place = this.get(key), step = event.shiftKey ? 10 : 1;
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    const turns = { PageUp: -1, PageDown: 1 };
    if (moves[event.key]) {
      const [x, y] = moves[event.key];
      this.put(key, { ...place, x: place.x + x, y: place.y + y }, !event.repeat);
    } else if (turns[event.key]) {
      const page = clamp(place.page + turns[event.key], 0, this.#viewer.pages - 1);
      this.put(key, { ...place, page }, true);
      this.#viewer.show(page);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      this.takeOff(key);
    } else if (event.key === "+" || event.key === "-" || event.key === ";") {
      this.#remember();
      this.#resize(key, place, place.width + (event.key === "-" ? -4 : 4));
      this.#tell();
    } else {
      return;
    }
    event.preventDefault();
  }
}

/** The nearest line that an edge or the middle may stick to. */
function snap(at, length, lines, near) {
  let best = { at, line: null, gap: near };
  for (const line of lines) {
    for (const part of [0, length / 2, length]) {
      const gap = Math.abs(at + part - line);
      if (gap < best.gap) best = { at: line - part, line, gap };
    }
  }
  return best;
}
