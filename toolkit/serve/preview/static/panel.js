// One message: what there is to know of it, and the box to write its translation in.
// Every text of others becomes a text node, never markup.

/** Make an element with properties and children; strings become text. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Return the findings as a list. */
export function findings(found) {
  return make(
    "ul",
    { class: "findings" },
    ...found.map((item) =>
      make(
        "li",
        {},
        make("strong", { class: item.severity }, `${item.severity}: ${item.code}`),
        ` ${item.message}`,
        item.hint ? make("span", { class: "quiet" }, ` (${item.hint})`) : null,
      ),
    ),
  );
}

const told = (found) => (found.length ? findings(found) : make("p", { class: "good" }, "no findings"));

/** Return a difference in the notation of wdiff as elements. */
function difference(text) {
  return make(
    "p",
    { class: "text-block" },
    ...text.split(/(\[-[\s\S]*?-\]|\{\+[\s\S]*?\+\})/).map((part) => {
      if (part.startsWith("[-") && part.endsWith("-]")) return make("del", {}, part.slice(2, -2));
      if (part.startsWith("{+") && part.endsWith("+}")) return make("ins", {}, part.slice(2, -2));
      return part;
    }),
  );
}

const section = (title, ...children) => [make("h3", {}, title), ...children];
const block = (text, about = {}) => make("p", { class: "text-block", ...about }, text);

/** The panel: it asks `desk` to check, to save and to go elsewhere. */
export class Panel {
  #element;
  #desk;
  #details = null;
  #boxes = [];
  #fuzzy = null;
  #found = null;
  #buttons = null;
  #timer = 0;
  #asked = 0;

  constructor(element, desk) {
    this.#element = element;
    this.#desk = desk;
    element.addEventListener("keydown", (event) => this.#key(event));
  }

  /** The message that is shown. */
  get id() {
    return this.#details?.row.id ?? "";
  }

  /** Whether something was written that is not saved. */
  get dirty() {
    return this.#boxes.some((box) => box.value !== box.defaultValue) || (this.#fuzzy?.checked ?? false) !== (this.#fuzzy?.defaultChecked ?? false);
  }

  /** Put the focus where the work begins. */
  focus() {
    (this.#boxes[0] ?? this.#element.querySelector("h2"))?.focus();
  }

  /** Show a message; `texts`: languages of source and translation. */
  show(details, texts) {
    this.#unasked();
    const active = document.activeElement;
    const focused = this.#element.contains(active);
    const cursor = details.row.id === this.id ? { box: this.#boxes.indexOf(active), start: active.selectionStart, end: active.selectionEnd } : null;
    this.#details = details;
    const row = details.row;
    const source = { lang: texts.source.lang, dir: texts.source.dir };
    const target = { lang: texts.target.lang, dir: texts.target.dir };
    this.#boxes = details.editable ? details.forms.map((form, number) => this.#box(form, number, target)) : [];
    this.#found = make("div", { "aria-live": "polite" }, told(details.findings));
    const rows = [
      make("h2", { tabindex: "-1" }, row.state === "source" ? "Message" : `Message, ${row.state}`),
      make("p", { class: "place" }, details.place || "in no file: made by the preview"),
      details.safety ? make("p", { class: "safety" }, details.safety) : null,
      details.msgctxt ? make("p", { class: "quiet" }, `Context: ${details.msgctxt}`) : null,
      ...section("Source", block(row.msgid, source), details.plural ? block(details.plural, source) : null),
      ...(details.previous ? section("What changed in the source", difference(details.previous)) : []),
      ...this.#translation(details, target),
      ...(details.findings.length || details.editable ? section("Findings", this.#found) : []),
      ...(details.approved ? section("Approved wording", block(details.approved, target), this.#taking(details.approved)) : []),
      ...this.#terms(details, target),
      ...this.#memory(details, source, target),
      ...(details.comments.length ? section("Notes to translators", ...details.comments.map((text) => make("p", {}, text))) : []),
      ...(details.notes.length ? section("Comments", ...details.notes.map((text) => make("p", {}, text))) : []),
      ...(details.flags.length ? section("Flags", make("p", {}, details.flags.join(", "))) : []),
      ...(details.source && details.source !== details.place ? section("In the source", make("p", { class: "place" }, details.source)) : []),
    ];
    this.#element.replaceChildren(...rows.filter((row) => row !== null));
    this.#element.hidden = false;
    if (focused) this.focus();
    if (focused && this.#boxes[cursor?.box]) {
      this.#boxes[cursor.box].focus();
      this.#boxes[cursor.box].setSelectionRange(cursor.start, cursor.end);
    }
  }

  /** Show no message; what was written and not saved is given up. */
  close() {
    this.#unasked();
    this.#details = this.#fuzzy = null;
    this.#boxes = [];
    this.#element.hidden = true;
  }

  /** Say that the file has changed underneath, with both ways out. */
  conflict(theirs) {
    this.#unasked();
    this.#found.replaceChildren(
      make("p", { class: "error" }, "The file has changed since this message was opened. Nothing was saved. It says now:"),
      ...theirs.forms.map((form) => block(form || "(nothing)")),
    );
    this.#buttons.replaceChildren(
      make("button", { type: "button", onclick: () => this.#desk.reload() }, "Take what the file says"),
      make("button", { type: "button", onclick: () => this.#desk.save(this.#written(theirs.hash, false)) }, "Save mine over it"),
    );
    this.#buttons.firstChild.focus();
  }

  /** Show why nothing was saved; with `anyway` it may be saved all the same. */
  doubt(found, anyway) {
    this.#unasked();
    this.#found.replaceChildren(make("p", { class: "error" }, "Not saved:"), findings(found));
    if (anyway) {
      const button = make("button", { type: "button", onclick: () => this.#desk.save(this.#written(this.#details.hash, true)) }, "Save all the same");
      this.#buttons.replaceChildren(this.#saving(), button);
      button.focus();
    }
  }

  /** Show what the checks say of what is being written, if nothing else has been written, saved or refused since. */
  checked(found, asked) {
    if (asked === this.#asked) this.#found?.replaceChildren(told(found));
  }

  /** Take in that `written` is in the file, whose hash is another one now; what was typed since is still to be saved. */
  saved(written, hash) {
    if (written.id !== this.id) return;
    this.#unasked();
    this.#details.hash = hash;
    this.#boxes.forEach((box, number) => {
      const typed = box.value;
      box.defaultValue = written.forms[number];
      if (box.value !== typed) box.value = typed;
    });
    this.#fuzzy.defaultChecked = written.fuzzy;
    if (this.dirty) this.#buttons.replaceChildren(this.#saving());
  }

  /** Whatever the checks still answer is of no interest any more. */
  #unasked() {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }

  #box(form, number, target) {
    const name = this.#details.forms.length > 1 ? `Translation, plural form ${number}` : "Translation";
    const box = make("textarea", { ...target, "aria-label": name, rows: "4", oninput: () => this.#typed() });
    box.defaultValue = form;
    return box;
  }

  #translation(details, target) {
    if (!details.editable) {
      if (details.row.state === "source") return [];
      return section("Translation", block(details.row.msgstr || "(none)", target));
    }
    this.#fuzzy = make("input", { type: "checkbox", onchange: () => this.#typed() });
    this.#fuzzy.defaultChecked = details.flags.includes("fuzzy");
    this.#buttons = make("div", { class: "actions" }, this.#saving());
    return [
      ...section("Translation", ...this.#boxes),
      make("label", {}, this.#fuzzy, "needs more work (fuzzy)"),
      this.#buttons,
    ];
  }

  #saving() {
    const button = make("button", { type: "button", class: "main", onclick: () => this.#desk.save(this.#written(this.#details.hash, false)) }, "Save");
    button.disabled = !this.#desk.canSave;
    return button;
  }

  #taking(text) {
    if (!this.#boxes.length) return null;
    const take = () => {
      this.#boxes[0].value = text;
      this.#typed();
      this.focus();
    };
    return make("p", {}, make("button", { type: "button", onclick: take }, "Use it"));
  }

  #terms(details, target) {
    if (!details.terms.length) return [];
    const rows = details.terms.map((term) =>
      make(
        "li",
        {},
        make("strong", {}, term.term),
        ": ",
        make("span", target, term.forms.join(", ") || "no form is given"),
        term.forbidden.length ? make("span", { class: "warning" }, " not: ", make("span", target, term.forbidden.join(", "))) : null,
        make("span", { class: "quiet" }, ` ${term.note}`),
      ),
    );
    return section("Terms", make("ul", { class: "plain" }, ...rows));
  }

  #memory(details, source, target) {
    if (!details.memory.length) return [];
    const rows = details.memory.flatMap((hit) => [
      make("p", { class: "quiet" }, `${hit.score} % `, make("span", source, hit.msgid)),
      block(hit.translation, target),
      this.#taking(hit.translation),
    ]);
    return section("Memory", ...rows);
  }

  #written(hash, anyway) {
    return { id: this.id, forms: this.#boxes.map((box) => box.value), fuzzy: this.#fuzzy.checked, hash, anyway };
  }

  #typed() {
    this.#unasked();
    const asked = this.#asked;
    this.#timer = setTimeout(() => this.#desk.check(this.#written(this.#details.hash, false), asked), 300);
  }

  #key(event) {
    if (event.key === "Escape") this.#desk.leave();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.#details?.editable) this.#desk.save(this.#written(this.#details.hash, false));
    else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) this.#desk.step(event.key === "ArrowDown" ? 1 : -1);
    else return;
    event.preventDefault();
  }
}
