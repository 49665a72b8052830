"""Reads rules and catalogs that are known to be right when they are asked for, as most never are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from toolkit.model import Catalog
from toolkit.project.kept import load_rules
from toolkit.safety.rule import Rule
from toolkit.safety.rules import parse_rules
from toolkit.text.language import Language, load_language


class LaterRules(Mapping[str, tuple[Rule, ...]]):
    """The rules of each locale; what is known to be right is read when it is asked for, as most of it never is."""

    def __init__(
        self, known: Mapping[str, tuple[Rule, ...]], later: Mapping[str, Callable[[], tuple[Rule, ...]]]
    ) -> None:
        self._known, self._later = dict(known), later

    def __getitem__(self, locale: str) -> tuple[Rule, ...]:
        if locale not in self._known:
            self._known[locale] = self._later[locale]()
        return self._known[locale]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._known, **self._later})

    def __len__(self) -> int:
        return len(self._known.keys() | self._later.keys())


class LaterCatalogs(Mapping[tuple[str, str], Catalog]):
    """Catalogs of which it is known that nothing is wrong with them: each is read when it is asked for."""

    def __init__(self, later: Mapping[tuple[str, str], Callable[[], Catalog]]) -> None:
        self._later = later
        self._known: dict[tuple[str, str], Catalog] = {}

    def __getitem__(self, key: tuple[str, str]) -> Catalog:
        if key not in self._known:
            self._known[key] = self._later[key]()
        return self._known[key]

    def __contains__(self, key: object) -> bool:
        return key in self._later

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._later)

    def __len__(self) -> int:
        return len(self._later)


def passed_rules(
    kept: bytes, file: tuple[str, str], locale: str, languages: Mapping[str, Language]
) -> tuple[Rule, ...]:
    """Return rules that have passed their own examples before, without asking them again.

    They are taken from what was `kept` of them; where that is harmed, from the text and the path of their `file`.
    """
    language = languages.get(locale) or load_language(locale)[0]
    if language is None:
        return ()
    known = load_rules(kept, language)
    return parse_rules(*file, language, tried=True)[0] if known is None else known
