"""Asks the project's gates about one faulty translation."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from toolkit.audit.outcome import Catch, Gate
from toolkit.audit.seeding import Seed, Target
from toolkit.checks import ALL, Check
from toolkit.diagnostic import Severity
from toolkit.gates import check_units
from toolkit.model import Approval, Catalog, Statement, Unit
from toolkit.project import SAFETY_PREFIX, Project
from toolkit.safety.approval_state import diagnose, judge
from toolkit.safety.approvals import approve
from toolkit.safety.rules import Result, apply_rules, asked, contradicted, contradictions
from toolkit.safety.statements import wording

OF_CATALOG = tuple(item for item in ALL if item.find_in_catalog is not None)
"""The checks that compare messages with each other."""
NOBODY = "Nobody (made for the audit)"
"""Stands for the reviewer of the approvals that exist only while an audit runs."""


def as_if_approved(project: Project, statement: Statement, locale: str, today: dt.date) -> Approval | None:
    """Return the approval of the wording of now; None where there is no wording. It is never written anywhere."""
    words = project.wording(statement, locale)
    if words is None:
        return None
    return approve(statement, locale, words, reviewer=NOBODY, role="none", date=today)[0]


class Gates:
    """The gates of one locale, with what they say of the clean texts."""

    def __init__(self, project: Project, locale: str, today: dt.date) -> None:
        """Remember the project; `today` is the day of the approvals."""
        self._project = project
        self._locale = locale
        self._today = today
        self._topics = {article.domain: article.front.topics for article in project.articles}
        self._approvals = {item.id: as_if_approved(project, item, locale, today) for item in project.statements}
        self._clean: dict[tuple[str, Unit], Counter[Catch]] = {}
        self._whole: dict[str, Counter[Catch]] = {}

    def alone(self, seed: Seed) -> tuple[Catch, ...]:
        """Return what the fault makes the gates find in its message, which they do not find in the clean text."""
        target, unit = seed.target, seed.unit
        key = (target.domain, target.unit)
        if key not in self._clean:
            self._clean[key] = Counter(self._of_unit(target, target.unit))
        found = Counter(self._of_unit(target, unit)) - self._clean[key]
        found += Counter(self._approved(target, unit))
        return tuple(found)

    def _of_unit(self, target: Target, unit: Unit) -> Iterator[Catch]:
        """Yield what is found in a unit by itself."""
        catalog = self._catalog(target.domain)
        small = Catalog(catalog.path, catalog.header, (unit,), catalog.obsolete)
        yield from self._checked(small, target.domain)
        yield from self._ruled(target, unit)

    def _checked(self, catalog: Catalog, domain: str, checks: Collection[Check] = ALL) -> Iterator[Catch]:
        for item in check_units(self._project, catalog, self._locale, domain, checks=checks):
            if item.severity is not Severity.NOTE:
                yield Catch(Gate.CHECK, item.code, item.severity)

    def _ruled(self, target: Target, unit: Unit) -> Iterator[Catch]:
        topics = self._topics.get(target.domain)
        if topics is None:
            return
        ours = asked(self._project.rules.get(self._project.config.source_locale, ()), topics)
        rules = asked(self._project.rules.get(self._locale, ()), topics)
        for text in unit.msgstrs:
            outcomes = [*apply_rules(unit.msgid, text, ours, rules), *contradictions(unit.msgid, text, ours, rules)]
            for outcome in outcomes:
                if outcome.is_finding:
                    weak = outcome.result is Result.UNMATCHED
                    yield Catch(Gate.RULE, f"rule-{outcome.result}", Severity.WARNING if weak else Severity.ERROR)
            if any(contradicted([text], rules)):
                yield Catch(Gate.PROOF, "statement-contradicted", Severity.ERROR)

    def _approved(self, target: Target, unit: Unit) -> Iterator[Catch]:
        """Yield what becomes of the approval of a statement whose wording has the fault."""
        if not target.domain.startswith(SAFETY_PREFIX):
            return
        name = (target.message.msgctxt or "").split("/")[0]
        statement, approval = self._project.statements_by_id[name], self._approvals[name]
        if approval is None:
            return
        words = wording(statement, self._replaced(target.domain, (unit,)))
        state = judge(statement, self._locale, words, approval, today=self._today)
        for item in diagnose(state):
            yield Catch(Gate.APPROVAL, item.code, item.severity)

    def among(self, seed: Seed) -> tuple[Catch, ...]:
        """Return what only those checks find that see the whole catalog."""
        domain = seed.target.domain
        if domain not in self._whole:
            self._whole[domain] = Counter(self._checked(self._catalog(domain), domain, OF_CATALOG))
        units, alone = [seed.unit], Counter[Catch]()
        if seed.change.exchanged and seed.target.neighbour is not None:
            catalog = self._catalog(domain)
            other = catalog.by_key[seed.target.neighbour]
            units.append(replace(other, msgstrs=(*other.msgstrs[:-1], seed.target.unit.msgstrs[-1])))
            clean, new = (Catalog(catalog.path, catalog.header, (unit,)) for unit in (other, units[-1]))
            alone = Counter(self._checked(new, domain)) - Counter(self._checked(clean, domain))
        found = Counter(self._checked(self._replaced(domain, units), domain, OF_CATALOG)) - self._whole[domain]
        return tuple(found + alone)

    def _replaced(self, domain: str, units: Iterable[Unit]) -> Catalog:
        catalog, new = self._catalog(domain), {unit.key: unit for unit in units}
        rows = tuple(new.get(unit.key, unit) for unit in catalog.units)
        return Catalog(catalog.path, catalog.header, rows, catalog.obsolete)

    def _catalog(self, domain: str) -> Catalog:
        return self._project.catalogs[self._locale, domain]
