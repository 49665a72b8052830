"""Seeds faults into the clean messages of the corpus: one fault a message, each of a named kind.

The faults that need a translator's sense (a negation dropped, a unit changed) were written by hand in the corpus; those
that a program can make are made here. Nothing here knows of the checks.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
LOCALES = sorted(path.stem for path in CORPUS.glob("*.toml") if path.stem != "sources")


@dataclass(frozen=True)
class Clean:
    """A message of the corpus with its clean translation."""

    id: str
    msgid: str
    msgid_plural: str | None
    forms: tuple[str, ...]
    by_hand: tuple[tuple[str, tuple[str, ...]], ...]
    """(kind, forms) of the faults that were written by hand."""


@dataclass(frozen=True)
class Fault:
    """A message with one fault."""

    kind: str
    message: Clean
    forms: tuple[str, ...]
    flags: tuple[str, ...] = ()
    old_msgid: str | None = None
    """Source of an obsolete entry that has the same translation."""
    swapped_with: Clean | None = None
    """The message that got this one's translation."""


def clean_messages(locale: str, part: str) -> list[Clean]:
    """Return the messages of the `seen`, the `held`, the `free` or the `builds` part, in the order of the sources.

    There are none where the part is absent. Those of the `free` part have no faults by hand; the `builds` are in some
    languages, with sources of their own in each, and so are two of three messages of the `held` part.
    """
    if part == "free":
        return _free_messages(locale)
    if part == "builds":
        return _built_messages(locale)
    folder = CORPUS if part == "seen" else CORPUS / "held"
    if not (folder / "sources.toml").is_file():
        return []
    sources = tomllib.loads((folder / "sources.toml").read_text("utf-8"))["source"]
    rows = {row["id"]: row for row in tomllib.loads((folder / f"{locale}.toml").read_text("utf-8"))["message"]}
    common = [_clean(source, rows[source["id"]]) for source in sources if source["id"] in rows]
    return [*common, *(_clean(row, row) for row in rows.values() if "msgid" in row)]


def _free_messages(locale: str) -> list[Clean]:
    files = [tomllib.loads(path.read_text("utf-8")) for path in sorted((CORPUS / "free").glob("*.toml"))]
    return [Clean(row["id"], row["msgid"], None, (row[locale],), ()) for file in files for row in file["message"]]


def _built_messages(locale: str) -> list[Clean]:
    file = CORPUS / "builds" / f"{locale}.toml"
    rows = tomllib.loads(file.read_text("utf-8"))["message"] if file.is_file() else []
    return [_clean(row, row) for row in rows]


def _clean(source, row) -> Clean:
    by_hand = tuple((kind, _forms(text)) for kind, texts in row.get("faults", {}).items() for text in texts)
    forms = tuple(row["forms"]) if "forms" in row else (row["msgstr"],)
    return Clean(row["id"], source["msgid"], source.get("msgid_plural"), forms, by_hand)


def _forms(text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def faults(locale: str, part: str) -> Iterator[Fault]:
    """Yield the faults of all kinds; each differs from its clean message."""
    messages = clean_messages(locale, part)
    others = {name: {row.id: row for row in clean_messages(name, part)} for name in FOREIGN[locale]}
    for number, message in enumerate(messages):
        for kind, forms in message.by_hand:
            yield Fault(kind, message, forms)
        for kind, text in _made(message.msgid, message.forms[-1], locale):
            yield Fault(kind, message, (*message.forms[:-1], text))
        if message.msgid_plural is not None and len(message.forms) > 1:
            yield Fault("partly-untranslated", message, (*message.forms[:-1], ""))
        yield Fault("untranslated", message, ("",) * len(message.forms))
        yield Fault("fuzzy", message, message.forms, flags=("fuzzy",))
        yield Fault("stale", message, message.forms, old_msgid=_older(message.msgid))
        if len(message.msgid) >= LONG:
            for rows in others.values():
                foreign = rows.get(message.id)
                if foreign is not None and foreign.msgid_plural is None:
                    yield Fault("wrong-language", message, foreign.forms)
        neighbour = messages[(number + 1) % len(messages)]
        if message.msgid_plural is None and neighbour.msgid_plural is None and number % 2 == 0:
            yield Fault("swapped", message, neighbour.forms, swapped_with=neighbour)


FOREIGN = {
    "ar": ("fr", "hi"),
    "de": ("fr", "pl"),
    "es": ("pt_BR", "it"),
    "fr": ("es", "de"),
    "hi": ("ar", "vi"),
    "it": ("es", "fr"),
    "ja": ("zh_Hans", "ko"),
    "ko": ("ja", "zh_Hans"),
    "pl": ("ru", "de"),
    "pt_BR": ("es", "fr"),
    "ru": ("pl", "de"),
    "tr": ("de", "vi"),
    "vi": ("fr", "tr"),
    "zh_Hans": ("ja", "ko"),
}
"""Locale -> a near and another locale, whose text is put in its place."""
LONG = 30
"""Characters of a source from which a text is long enough to have a language, an end and a middle."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_ENDS = ".!?。！？।؟"
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")
_SENTENCE = re.compile(r"(?<=[.!?。！？।؟])(?:\*\*)?\s*(?=\S)")
_HOMOGLYPHS = str.maketrans("aeopcxаеорсхуіカニハエタトロ", "аеорсхaeopcxyi力二八工夕卜口")
_ARABIC = str.maketrans("يكه", "یکھ")


def _made(msgid: str, text: str, locale: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, faulty text) of all faults that can be made of this text."""
    for kind, made in (
        *_form(msgid, text),
        *_markup(msgid, text),
        *_characters(text, locale),
        *_language(msgid, text),
    ):
        if made != text:
            yield kind, made


def _form(msgid: str, text: str) -> Iterator[tuple[str, str]]:
    yield "white-space-at-the-ends", text + "\n"
    yield "white-space-at-the-ends", " " + text
    if text[-1] in _ENDS:
        yield "end-punctuation-lost", text[:-1]
    words = list(_WORD.finditer(text))
    if len(msgid) >= LONG:
        yield "truncated", _cut(text)
        yield "text-repeated", f"{text} {text}"
        if " " in text and words:
            middle = words[len(words) // 2]
            yield "word-doubled", f"{text[: middle.end()]} {middle[0]}{text[middle.end() :]}"
    for bracket in "()（）":
        if bracket in text and not _LINK.search(text):
            yield "bracket-lost", text.replace(bracket, "", 1)
    for quote in "«»„“”「」":
        if quote in text:
            yield "quote-lost", text.replace(quote, "", 1)
    digits = re.search(r"[0-9]+", _LINK.sub("", text)) and re.search(r"(?<![\w/#?=-])[1-9][0-9]*", text)
    if digits:
        changed = str(int(digits[0]) + 1)
        yield "number-changed", text[: digits.start()] + changed + text[digits.end() :]


def _cut(text: str) -> str:
    """Return the text without its last two fifths, cut between words where there are spaces."""
    kept = text[: len(text) * 3 // 5]
    return kept.rsplit(" ", 1)[0] if " " in kept else kept


def _markup(msgid: str, text: str) -> Iterator[tuple[str, str]]:
    for name in re.findall(r"\{(\w+)\}", msgid):
        if f"{{{name}}}" in text:
            yield "placeholder-lost", text.replace(f"{{{name}}}", "", 1)
            yield "placeholder-changed", text.replace(f"{{{name}}}", f"{{{name}x}}", 1)
    if "**" in text:
        yield "emphasis-lost", text.replace("**", "")
        yield "emphasis-unbalanced", text.replace("**", "", 1)
    link = _LINK.search(text)
    if link:
        label, address = link.groups()
        yield "link-lost", text.replace(link[0], label)
        for kind, changed in (
            ("link-host-changed", address.replace("example.org", "example.net")),
            ("link-path-changed", re.sub(r"/(\w+)(?=[?#])", r"/\1s", address)),
            ("link-fragment-changed", re.sub(r"#\w+", "#top", address)),
            ("link-script", "javascript:alert(1)"),
        ):
            yield kind, text.replace(f"]({address})", f"]({changed})")
        yield "markup-broken", text.replace("](", "] (")
    yield "html-added", f"<b>{text}</b>"
    yield "html-added", f"{text}<br>"


def _characters(text: str, locale: str) -> Iterator[tuple[str, str]]:
    word = max(_WORD.findall(_LINK.sub(r" \1 ", text)), key=len, default=None)
    if word is None:
        return
    place = text.index(word) + len(word) // 2
    for kind, character in (
        ("zero-width", "\N{ZERO WIDTH SPACE}"),
        ("zero-width", "\N{WORD JOINER}"),
        ("soft-hyphen", "\N{SOFT HYPHEN}"),
        ("bidi-control", "\N{RIGHT-TO-LEFT OVERRIDE}"),
        ("bidi-control", "\N{LEFT-TO-RIGHT ISOLATE}"),
        ("control-character", "\a"),
        ("replacement-character", "\N{REPLACEMENT CHARACTER}"),
        ("private-use", "\ue000"),
    ):
        yield kind, text[:place] + character + text[place:]
    changed = word.translate(_ARABIC if locale == "ar" else _HOMOGLYPHS)
    if locale not in {"hi", "ko", "zh_Hans"}:
        swapped = next((a for a, b in zip(range(len(word)), changed, strict=True) if word[a] != b), None)
        if swapped is not None:
            yield "look-alike", text.replace(word, word[:swapped] + changed[swapped] + word[swapped + 1 :], 1)
    if unicodedata.normalize("NFD", text) != unicodedata.normalize("NFC", text):
        yield "normal-form", unicodedata.normalize("NFD", text)
    if not text.isascii():
        yield "mojibake", text.encode("utf-8").decode("latin-1")


def _language(msgid: str, text: str) -> Iterator[tuple[str, str]]:
    plain = not _LINK.search(msgid) and "{" not in msgid
    if len(msgid) >= LONG and plain:
        yield "copied", msgid
        theirs, ours = _SENTENCE.split(msgid), _SENTENCE.split(text)
        if len(theirs) == len(ours) == 2:
            joint = text[len(ours[0]) : len(text) - len(ours[1])] or " "
            yield "english-left", ours[0] + joint + theirs[1]
            yield "english-left", theirs[0] + joint + ours[1]
        elif len(theirs) == 1:
            yield "english-left", f"{text} {msgid}"


def _older(msgid: str) -> str:
    """Return a source that this one may have had before: another number, else a word more."""
    changed = re.sub(r"\d", lambda match: str((int(match[0]) + 1) % 10), msgid, count=1)
    return changed if changed != msgid else f"{msgid.rstrip('.')} today."
