// The shell: which page is shown, the list of its messages, and what goes between them and the server.

import { Frame, fit } from "./frames.js";
import { Panel, findings, make } from "./panel.js";

const at = (id) => document.getElementById(id);
const state = { project: null, article: "", locale: "", rows: [], chosen: "", version: 0 };
const asked = new URLSearchParams(location.hash.slice(1));

// The token of this run is in the address that was opened; it leaves it, so that nobody copies it by accident.
if (asked.has("token")) sessionStorage.setItem("token", asked.get("token"));
const token = sessionStorage.getItem("token") ?? "";

async function ask(path, query = {}) {
  const answer = await fetch(`${path}?${new URLSearchParams(query)}`);
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function send(path, written) {
  const body = JSON.stringify({ locale: state.locale, article: state.article, ...written });
  const headers = { "Content-Type": "application/json", "X-L10n-Token": token };
  return fetch(path, { method: "POST", headers, body });
}

const where = () => ({ locale: state.locale, article: state.article });
const stillAt = (place) => place.locale === state.locale && place.article === state.article;
const language = (id) => state.project.locales.find((item) => item.id === id);
const say = (text) => (at("status").textContent = text);

const calls = {
  onPick: (id) => guarded(() => choose(id, true)),
  onPlain: (text) => guarded(() => chooseText(text)),
  onVisit: (address) => guarded(() => visit(address)),
  onLeave: () => leave(),
};
const page = new Frame(at("page"), calls);
const source = new Frame(at("source"), calls);
const panel = new Panel(at("message"), {
  canSave: token !== "",
  check: (written, asked) => guarded(() => check(written, asked)),
  save: (written) => guarded(() => save(written)),
  reload: () => guarded(() => details(state.chosen)),
  leave,
  step: (by) => guarded(() => step(by)),
});

/** Run something that asks the server, and say what went wrong. */
async function guarded(work) {
  try {
    await work();
  } catch (error) {
    say(error.message);
  }
}

async function start() {
  state.project = await ask("/api/project");
  const { articles, locales, source: first } = state.project;
  if (!articles.length) return say("this project has no article");
  document.title = `Preview: ${state.project.name}`;
  at("article").replaceChildren(...articles.map((item) => make("option", { value: item.slug }, item.title)));
  at("locale").replaceChildren(...locales.map((item) => make("option", { value: item.id }, `${item.name} (${item.id})`)));
  const known = (list, name, other) => (list.includes(name) ? name : other);
  state.article = known(articles.map((item) => item.slug), asked.get("article"), articles[0].slug);
  const other = locales.find((item) => item.id !== first)?.id ?? first;
  state.locale = known(locales.map((item) => item.id), asked.get("locale"), other);
  state.chosen = asked.get("message") ?? "";
  for (const [id, change] of [["article", "article"], ["locale", "locale"]])
    at(id).addEventListener("change", (event) => guarded(() => go({ [change]: event.target.value })));
  at("filter").addEventListener("change", list);
  at("search").addEventListener("input", list);
  at("messages").addEventListener("keydown", moved);
  at("width").addEventListener("change", layout);
  at("beside").addEventListener("change", layout);
  addEventListener("resize", layout);
  addEventListener("beforeunload", (event) => panel.dirty && event.preventDefault());
  if (!token) say("This window can only look: to save, open the address that 'l10n preview' printed.");
  await go({});
  new EventSource("/api/events").addEventListener("message", (event) => guarded(() => changed(Number(event.data))));
}

/** Show another page, or the same one in another language. */
async function go(change) {
  if (panel.dirty && !confirm("What you wrote is not saved. Go on without it?")) return remember();
  Object.assign(state, change);
  panel.close();
  remember();
  if (!(await read())) return;
  layout();
  if (state.rows.some((row) => row.id === state.chosen)) await choose(state.chosen, false);
}

function remember() {
  at("article").value = state.article;
  at("locale").value = state.locale;
  history.replaceState(null, "", `#${new URLSearchParams({ ...where(), message: state.chosen })}`);
}

/** Read the list of messages; return false, and change nothing, where another page was asked for meanwhile. */
async function read() {
  const place = where();
  const found = await ask("/api/messages", place);
  if (!stillAt(place)) return false;
  Object.assign(state, { rows: found.rows, version: found.version });
  at("general").replaceChildren(...(found.general.length ? [findings(found.general)] : []));
  list();
  return true;
}

/** The project has changed on the disk: show its newest state, at the same place. */
async function changed(version) {
  if (version === state.version) return;
  if (!(await read())) return;
  show();
  if (state.chosen && !panel.dirty) await details(state.chosen, () => !panel.dirty);
}

function show() {
  const name = language(state.locale).name;
  at("page").title = `Page in ${name}`;
  page.show(`/page/${state.locale}/${state.article}.html`);
  if (at("beside").checked) source.show(`/page/${state.project.source}/${state.article}.html`);
}

function layout(event) {
  at("source-frame").hidden = !at("beside").checked;
  fit(document.querySelectorAll(".frame:not([hidden])"), at("width").value);
  if (!event || event.target === at("beside")) show();
  else page.choose(state.chosen);
}

const FILTERS = {
  all: () => true,
  untranslated: (row) => row.state === "untranslated" || row.state === "missing",
  fuzzy: (row) => row.state === "fuzzy",
  findings: (row) => row.findings > 0,
  statement: (row) => row.guard !== "",
};

function list() {
  const words = at("search").value.toLowerCase();
  const rows = state.rows.filter(FILTERS[at("filter").value]).filter((row) => `${row.msgid}\n${row.msgstr}`.toLowerCase().includes(words));
  const focused = at("messages").contains(document.activeElement);
  at("messages").replaceChildren(...rows.map(item));
  at("count").textContent = `${rows.length} of ${state.rows.length}`;
  current(focused);
}

function item(row) {
  const target = language(state.locale);
  const text = row.msgstr || row.msgid;
  const about = row.msgstr ? { lang: target.lang, dir: target.dir } : { lang: language(state.project.source).lang };
  const marks = [
    row.state === "translated" || row.state === "source" ? null : make("span", { class: "warn" }, row.state),
    row.findings ? make("span", { class: "error" }, `${row.findings} ${row.findings === 1 ? "finding" : "findings"}`) : null,
    row.guard ? make("span", {}, "safety") : null,
  ];
  const button = make(
    "button",
    { type: "button", "data-id": row.id, tabindex: "-1", onclick: () => guarded(() => choose(row.id, true)) },
    make("span", { class: "text", ...about }, text),
    make("span", { class: "marks" }, ...marks),
  );
  return make("li", {}, button);
}

/** Mark the chosen message in the list: the one button there that the Tab key reaches. */
function current(focus) {
  const buttons = [...at("messages").querySelectorAll("button")];
  const chosen = buttons.find((button) => button.dataset.id === state.chosen);
  for (const button of buttons) button.removeAttribute("aria-current");
  chosen?.setAttribute("aria-current", "true");
  const first = chosen ?? buttons[0];
  for (const button of buttons) button.tabIndex = button === first ? 0 : -1;
  first?.scrollIntoView({ block: "nearest" });
  if (focus) first?.focus();
}

function moved(event) {
  const buttons = [...at("messages").querySelectorAll("button")];
  const place = buttons.indexOf(document.activeElement);
  const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to === undefined || !buttons.length) return;
  event.preventDefault();
  const next = buttons[Math.min(Math.max(to, 0), buttons.length - 1)];
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
  page.choose(next.dataset.id);
  source.choose(next.dataset.id);
}

async function choose(id, focus) {
  if (id !== panel.id && panel.dirty && !confirm("What you wrote is not saved. Go on without it?")) return;
  state.chosen = id;
  remember();
  current(false);
  page.choose(id);
  source.choose(id);
  await details(id);
  if (focus) panel.focus();
}

async function chooseText(text) {
  const plain = text.trim();
  const row = plain && state.rows.find((one) => one.msgstr.trim() === plain || one.msgid.trim() === plain);
  if (row) await choose(row.id, true);
}

/** Show a message, unless another one or another page was chosen meanwhile, or `still` says that it is not wanted any more. */
async function details(id, still = () => true) {
  const place = where();
  const found = await ask("/api/message", { ...place, id });
  if (stillAt(place) && id === state.chosen && still()) panel.show(found, { source: language(state.project.source), target: language(state.locale) });
}

async function step(by) {
  const ids = [...at("messages").querySelectorAll("button")].map((button) => button.dataset.id);
  const next = ids[ids.indexOf(state.chosen) + by];
  if (next) await choose(next, true);
}

function leave() {
  current(true);
}

async function check(written, asked) {
  const answer = await send("/api/check", written);
  if (!answer.ok) return say(await answer.text());
  const { findings: found } = await answer.json();
  panel.checked(found, asked);
}

async function save(written) {
  const answer = await send("/api/save", written);
  if (![200, 409, 422].includes(answer.status)) return say(await answer.text());
  const { outcome, findings: found, hash } = await answer.json();
  if (outcome === "saved") {
    panel.saved(written, hash);
    say("Saved.");
    await changed(-1);
  } else if (outcome === "conflict") {
    say("Not saved: the file has changed.");
    const theirs = await ask("/api/message", { ...where(), id: written.id });
    if (written.id === panel.id) panel.conflict(theirs);
  } else {
    say("Not saved.");
    if (written.id === panel.id) panel.doubt(found, outcome === "doubtful");
  }
}

async function visit(address) {
  const found = /^\/page\/([^/]+)\/([^/]+)\.html$/.exec(address.pathname);
  if (address.origin !== location.origin) return say(`This link leads to ${address.href}`);
  const known = found && state.project.articles.some((item) => item.slug === found[2]) && language(found[1]);
  if (known) await go({ locale: found[1], article: found[2] });
  else say("This page is not in the preview.");
}

guarded(start);
