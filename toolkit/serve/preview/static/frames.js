// A page in its frame. No script runs inside: the frame is sandboxed, and this module looks in from outside.

const MARK = "data-message";
const OUTLINE = "3px solid #b3540e";

/** One frame; it stays at the same text when the page in it changes. */
export class Frame {
  #element;
  #calls;
  #address = "";
  #chosen = "";
  #keep = null;

  /** `calls`: onPick(id) for a text, onPlain(text) for one without a mark, onVisit(address) for a link, onLeave(). */
  constructor(element, calls) {
    this.#element = element;
    this.#calls = calls;
    element.addEventListener("load", () => this.#arrived());
  }

  get #document() {
    return this.#element.contentDocument;
  }

  /** Show the page at an address; the same address again shows its newest state at the same place. */
  show(address) {
    this.#keep = address === this.#address ? this.#anchor() : null;
    this.#address = address;
    this.#element.contentWindow.location.replace(address);
  }

  /** Outline the text of a message, and bring it into view where it is out of it. */
  choose(id) {
    this.#outline(this.#chosen, "");
    this.#chosen = id;
    this.#outline(id, OUTLINE);
    const text = this.#find(id);
    if (text) {
      const box = text.getBoundingClientRect();
      const height = this.#document.defaultView.innerHeight;
      if (box.top < 0 || box.bottom > height) text.scrollIntoView({ behavior: "instant", block: "center" });
    }
  }

  #find(id) {
    return id ? this.#document?.querySelector(`[${MARK}="${CSS.escape(id)}"]`) : null;
  }

  #outline(id, style) {
    const text = this.#find(id);
    if (text) {
      text.style.outline = style;
      text.style.outlineOffset = style ? "3px" : "";
    }
  }

  #anchor() {
    const view = this.#document?.defaultView;
    if (!view) return null;
    for (const text of this.#document.querySelectorAll(`[${MARK}]`)) {
      const box = text.getBoundingClientRect();
      if (box.bottom > 0) return { id: text.getAttribute(MARK), top: box.top, y: view.scrollY };
    }
    return { id: "", top: 0, y: view.scrollY };
  }

  #arrived() {
    const page = this.#document;
    if (!page) return;
    page.addEventListener("click", (event) => this.#clicked(event), true);
    page.addEventListener("submit", (event) => event.preventDefault(), true);
    page.addEventListener("keydown", (event) => event.key === "Escape" && this.#calls.onLeave());
    const keep = this.#keep;
    if (keep) {
      const text = this.#find(keep.id);
      const view = page.defaultView;
      if (text) view.scrollBy({ top: text.getBoundingClientRect().top - keep.top, behavior: "instant" });
      else view.scrollTo({ top: keep.y, behavior: "instant" });
      this.#outline(this.#chosen, OUTLINE);
    } else {
      this.choose(this.#chosen);
    }
    this.#keep = null;
  }

  #clicked(event) {
    const link = event.target.closest?.("a[href]");
    const text = event.target.closest?.(`[${MARK}]`);
    if (text) this.#calls.onPick(text.getAttribute(MARK));
    else if (!link && !event.target.closest?.("summary, button")) this.#calls.onPlain(event.target.textContent);
    if (link && !link.getAttribute("href").startsWith("#")) {
      event.preventDefault();
      if (!text) this.#calls.onVisit(new URL(link.getAttribute("href"), page_address(this.#address)));
    }
  }
}

const page_address = (path) => new URL(path, window.location.origin);

/** Lay the frames out as wide as asked for; a desktop that has no room is shown smaller. */
export function fit(frames, width) {
  for (const frame of frames) {
    frame.classList.toggle("phone", width === "phone");
    frame.classList.toggle("desktop", width === "desktop");
    const page = frame.querySelector("iframe");
    const scale = width === "desktop" ? Math.min(1, frame.clientWidth / 1280) : 1;
    page.style.transform = scale < 1 ? `scale(${scale})` : "";
    page.style.height = scale < 1 ? `${frame.clientHeight / scale}px` : "";
  }
}
