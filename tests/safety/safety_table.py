"""Measures the rules on the corpus and prints the table of the README's safety section: `make safety-table`.

The corpus (tests/safety/corpus) holds free translations of safety sentences, each correct or with one dangerous fault.
Its seen parts may be read while the matcher and the language data are tuned. The unseen part was written afterwards
without sight of the matcher: its group `known` translates English sentences that the rules' authors knew, as those of
an article are for which rules are written; a group `new`, where there is one, translates English sentences that nobody
knew. The figures are those of the unseen part. A correct row is accepted where the rule is kept and nothing is
reported; a faulty row is found where anything is reported.
"""

import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from toolkit.safety.rules import Result, apply_rules, contradictions, parse_rules
from toolkit.text.language import load_language
from toolkit.text.locales import language_name

ROOT = Path(__file__).parent.parent.parent
CORPUS = Path(__file__).parent / "corpus"
LOCALES = sorted({path.name.split(".")[0] for path in CORPUS.glob("*.toml")})


PARTS = {"known": "known sources", "new": "new sources"}
"""The groups of the unseen part, which are shown."""


@dataclass(frozen=True)
class Row:
    """One text of the corpus, and whether the rules judged it rightly."""

    locale: str
    rule: str
    text: str
    fault: str
    right: bool
    why: str


def rules_of(locale):
    path = ROOT / f"source/safety/rules/{locale}.toml"
    language, _ = load_language(locale)
    rules, problems = parse_rules(path.read_text("utf-8"), path.name, language)
    assert problems == [], problems
    return rules


def texts(part, locale):
    """Return the rows of the seen parts, or those of a group of the unseen one."""
    paths = sorted(CORPUS.glob(f"{locale}.{'seen' if part == 'seen' else 'unseen'}*.toml"))
    rows = [row for path in paths for row in tomllib.loads(path.read_text("utf-8"))["row"]]
    return [row for row in rows if part == "seen" or row["group"] == part]


def judge(part, locales=LOCALES):
    """Yield a `Row` for each text of a part of the corpus in the locales."""
    source_rules = rules_of("en")
    for locale in locales:
        rules = rules_of(locale)
        for row in texts(part, locale):
            outcomes = apply_rules(row["source"], row["text"], source_rules, rules)
            asked = [one for one in outcomes if one.rule.id == row["rule"]]
            found = [one for one in outcomes if one.is_finding]
            found += [one for one in contradictions(row["source"], row["text"], source_rules, rules) if one.is_finding]
            kept = any(one.result is Result.KEPT for one in asked)
            right = bool(found) if row["fault"] else kept and not found
            said = "; ".join(f"{one.rule.id} {one.result}: {one.reason}" for one in found)
            why = said or ("kept" if kept else "not asked")
            yield Row(locale, row["rule"], row["text"], row["fault"], right, why)


def table(parts=PARTS):
    """Return the table as Markdown: a row a language, and all of them together; two columns a part that there is."""
    parts = {part: name for part, name in parts.items() if any(texts(part, locale) for locale in LOCALES)}
    counts = Counter()
    for part in parts:
        for row in judge(part):
            kind = "fault" if row.fault else "correct"
            for locale in (row.locale, "all"):
                counts[part, locale, kind] += 1
                counts[part, locale, kind, "right"] += row.right
    heads = [f"{name}: {what}" for name in parts.values() for what in ("faults found", "correct texts accepted")]
    lines = [f"| language | {' | '.join(heads)} |", f"| --- |{' ---: |' * len(heads)}"]
    for locale in (*LOCALES, "all"):
        name = "**all**" if locale == "all" else language_name(locale, "en")
        cells = [_share(counts, part, locale, kind) for part in parts for kind in ("fault", "correct")]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _share(counts, *key):
    right, total = counts[*key, "right"], counts[key]
    return f"{right} of {total} ({100 * right / total:.0f} %)" if total else "none"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        for row in judge("seen", sys.argv[1:]):
            if not row.right:
                print(f"{row.locale} {row.rule} [{row.fault or 'correct'}] {row.text} -> {row.why}")
    else:
        print(table())
