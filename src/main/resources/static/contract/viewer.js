// A PDF as a column of paper pages, drawn as they come into view. Each page carries a layer for seals above its ink.
import * as pdfjs from "/webjars/pdfjs-dist/build/pdf.min.mjs";

const HOME = new URL("/webjars/pdfjs-dist/", window.location.origin).href;
pdfjs.GlobalWorkerOptions.workerSrc = HOME + "build/pdf.worker.min.mjs";

const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];
const MOST_PIXELS = 12_000_000;

/** Events: "page" {index} when another page is in front, "seen" {count, total}, "zoom" {scale}, "trouble". */
export class Viewer extends EventTarget {
  #box; #url; #sizes; #words; #leaves = []; #zoom = 3; #scale = 1; #seen = new Set(); #document; #near; #front = -1;

  /** sizes: [{width, height}] in points as displayed; words: {page: "Page {0} of {1}"} */
  constructor(box, { url, sizes, words }) {
    super();
    this.#box = box;
    this.#url = url;
    this.#sizes = sizes;
    this.#words = words;
  }

  get pages() { return this.#leaves.length; }
  get scale() { return this.#scale; }
  get front() { return Math.max(0, this.#front); }
  get seen() { return this.#seen.size; }
  size(index) { return this.#sizes[index]; }
  /** Where seals and fields are laid, in CSS pixels: points × scale. */
  layer(index) { return this.#leaves[index].layer; }
  leaf(index) { return this.#leaves[index].leaf; }

  async open() {
    this.#box.replaceChildren();
    this.#leaves = this.#sizes.map((size, index) => this.#leaf(index));
    this.#box.append(...this.#leaves.map(({ leaf }) => leaf));
    this.#fit();
    this.#watch();
    try {
      this.#document = await pdfjs.getDocument({
        url: this.#url,
        cMapUrl: HOME + "cmaps/",
        cMapPacked: true,
        standardFontDataUrl: HOME + "standard_fonts/",
        iccUrl: HOME + "iccs/",
        wasmUrl: HOME + "wasm/",
        useWasm: false, // the content policy allows no WebAssembly; the decoders in plain script do the same
        disableAutoFetch: true,
        disableStream: true,
        verbosity: 0,
      }).promise;
    } catch (trouble) {
      this.dispatchEvent(new CustomEvent("trouble", { detail: trouble }));
      return;
    }
    for (const leaf of this.#leaves) if (leaf.near) this.#draw(leaf);
  }

  #leaf(index) {
    const leaf = document.createElement("div");
    leaf.className = "leaf paper";
    leaf.dataset.page = index;
    leaf.setAttribute("role", "group");
    leaf.setAttribute("aria-label", this.#words.page.replace("{0}", index + 1).replace("{1}", this.#sizes.length));
    const canvas = document.createElement("canvas");
    canvas.setAttribute("aria-hidden", "true");
    const text = document.createElement("div");
    text.className = "leaf-text";
    const layer = document.createElement("div");
    layer.className = "leaf-layer";
    leaf.append(canvas, text, layer);
    return { index, leaf, canvas, text, layer, near: false, drawn: 0, task: null };
  }

  /** Every page as wide as the box allows, times the zoom; a wide page does not make the others small. */
  #fit() {
    const style = getComputedStyle(this.#box);
    const room = this.#box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const widest = Math.max(...this.#sizes.map(({ width }) => width));
    this.#scale = Math.max(0.1, Math.min(room / widest, 1.5)) * ZOOMS[this.#zoom];
    this.#leaves.forEach(({ leaf, index }) => {
      leaf.style.width = this.#sizes[index].width * this.#scale + "px";
      leaf.style.height = this.#sizes[index].height * this.#scale + "px";
    });
    this.dispatchEvent(new CustomEvent("zoom", { detail: { scale: this.#scale, percent: Math.round(this.#scale * 75) } }));
  }

  #watch() {
    this.#near = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        const leaf = this.#leaves[Number(entry.target.dataset.page)];
        leaf.near = entry.isIntersecting;
        if (leaf.near) this.#draw(leaf);
        else this.#forget(leaf);
      }
    }, { root: this.#scrolls() ? this.#box : null, rootMargin: "900px 0px" });
    const shown = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) this.#look(Number(entry.target.dataset.page));
    }, { root: null, threshold: [0.05, 0.5], rootMargin: "0px 0px -10% 0px" });
    for (const { leaf } of this.#leaves) {
      this.#near.observe(leaf);
      shown.observe(leaf);
    }
    const scroller = this.#scrolls() ? this.#box : window;
    scroller.addEventListener("scroll", () => this.#inFront(), { passive: true });
    let width = this.#box.clientWidth;
    new ResizeObserver(() => {
      if (Math.abs(this.#box.clientWidth - width) < 2) return;
      width = this.#box.clientWidth;
      this.#refit();
    }).observe(this.#box);
    this.#inFront();
  }

  #scrolls() { return /auto|scroll/.test(getComputedStyle(this.#box).overflowY); }

  #look(index) {
    if (this.#seen.has(index)) return;
    this.#seen.add(index);
    this.dispatchEvent(new CustomEvent("seen", { detail: { count: this.#seen.size, total: this.pages } }));
  }

  #inFront() {
    const box = this.#scrolls() ? this.#box.getBoundingClientRect() : { top: 0, height: window.innerHeight };
    const line = Math.max(box.top, 0) + Math.min(box.height, window.innerHeight) * 0.4;
    // Pages lie in order, so the first one that ends below the line is in front.
    let low = 0, high = this.pages - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#leaves[middle].leaf.getBoundingClientRect().bottom < line) low = middle + 1;
      else high = middle;
    }
    if (low === this.#front) return;
    this.#front = low;
    this.dispatchEvent(new CustomEvent("page", { detail: { index: low, total: this.pages } }));
  }

  async #draw(leaf) {
    if (!this.#document || leaf.drawn === this.#scale || leaf.task) return;
    const scale = this.#scale;
    leaf.task = (async () => {
      const page = await this.#document.getPage(leaf.index + 1);
      const { width, height } = this.#sizes[leaf.index];
      const natural = page.getViewport({ scale: 1 });
      const sharp = Math.min(window.devicePixelRatio || 1, 2, Math.sqrt(MOST_PIXELS / (width * height)) / scale);
      const viewport = page.getViewport({ scale: (width * scale * sharp) / natural.width });
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(viewport.width);
      canvas.height = Math.round(viewport.height);
      canvas.setAttribute("aria-hidden", "true");
      await page.render({ canvas, viewport }).promise;
      leaf.canvas.replaceWith(canvas);
      leaf.canvas = canvas;
      leaf.drawn = scale;
      await this.#spell(leaf, page, page.getViewport({ scale: (width * scale) / natural.width }));
      page.cleanup();
    })();
    try {
      await leaf.task;
    } catch (trouble) {
      this.dispatchEvent(new CustomEvent("trouble", { detail: trouble }));
    } finally {
      leaf.task = null;
    }
    if (leaf.near && leaf.drawn !== this.#scale) this.#draw(leaf);
  }

  /** The words of the page, unseen above the ink: for selection, search and screen readers. */
  async #spell(leaf, page, viewport) {
    leaf.text.replaceChildren();
    leaf.text.style.setProperty("--total-scale-factor", String(viewport.scale));
    const layer = new pdfjs.TextLayer({
      textContentSource: page.streamTextContent({ includeMarkedContent: true }), container: leaf.text, viewport,
    });
    await layer.render();
  }

  #forget(leaf) {
    if (!leaf.drawn) return;
    leaf.canvas.width = leaf.canvas.height = 0;
    leaf.text.replaceChildren();
    leaf.drawn = 0;
  }

  #refit() {
    const front = this.front;
    this.#fit();
    for (const leaf of this.#leaves) if (leaf.near) this.#draw(leaf);
    if (this.#scrolls()) this.show(front, false);
  }

  zoom(step) {
    const next = Math.min(ZOOMS.length - 1, Math.max(0, this.#zoom + step));
    if (next === this.#zoom) return;
    this.#zoom = next;
    this.#refit();
  }

  show(index, smoothly = true) {
    const target = this.#leaves[Math.min(Math.max(0, index), this.pages - 1)].leaf;
    const calm = !smoothly || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (this.#scrolls()) {
      const top = target.getBoundingClientRect().top - this.#box.getBoundingClientRect().top + this.#box.scrollTop;
      this.#box.scrollTo({ top: top - 12, behavior: calm ? "auto" : "smooth" });
    } else {
      target.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
    }
  }
}

/** Buttons [data-zoom="+1"], [data-turn="-1"] and the text [data-page] around a viewer. */
export function controls(viewer, box, words) {
  const place = box.querySelector("[data-page-now]");
  const say = (index) => {
    if (place) place.textContent = words.page.replace("{0}", index + 1).replace("{1}", viewer.pages);
  };
  viewer.addEventListener("page", (event) => say(event.detail.index));
  box.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.zoom) viewer.zoom(Number(button.dataset.zoom));
    if (button.dataset.turn) viewer.show(viewer.front + Number(button.dataset.turn));
  });
}
