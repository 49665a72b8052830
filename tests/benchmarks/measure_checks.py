"""Measures what checks and rules cost a message: `python tests/benchmarks/measure_checks.py [--articles N]`.

The texts are those of the publisher that `publisher.py` makes: 14 languages, no two articles with a text in common. The
tables of all languages are read before the clock starts. Printed is processor time for each message and locale, and
for other articles that of each check; what checks share counts for the one that asks first.
"""

import argparse
import gc
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from publisher import make

from toolkit.checks import ALL, Check
from toolkit.gates import check_units, rule_outcomes
from toolkit.project import Project, load_project


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--articles", type=int, default=5, metavar="N", help="articles for each of the two figures")
    parser.add_argument("--dearest", type=int, default=12, metavar="N", help="how many checks to print")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder, "site"), 2 * asked.articles + 1)
        project = load_project(Path(folder, "site"))
    domains = [article.domain for article in project.articles]
    parts = domains[:1], domains[1 : asked.articles + 1], domains[asked.articles + 1 :]
    check(project, parts[0], ALL)
    rule(project, parts[0])
    gc.freeze()  # as publishing does
    begun = time.process_time()
    messages = check(project, parts[1], ALL)
    between = time.process_time()
    rule(project, parts[1])
    ended = time.process_time()
    print(f"{messages} messages")
    print(f"{micro(between - begun, messages)}  all checks")
    print(f"{micro(ended - between, messages)}  all rules")
    costs = Counter[str]()
    messages = check(project, parts[2], [timed(item, costs) for item in ALL])
    for code, seconds in costs.most_common(asked.dearest):
        print(f"{micro(seconds, messages)}  {code}")


def micro(seconds: float, messages: int) -> str:
    return f"{1e6 * seconds / messages:7.1f} µs"


def check(project: Project, domains: list[str], checks: list[Check]) -> int:
    """Run the checks on the catalogs of the domains in all locales; return how many messages were asked."""
    for domain in domains:
        for locale in project.config.locales:
            check_units(project, project.catalogs[locale, domain], locale, domain, checks=checks)
    return sum(len(project.messages[domain]) for domain in domains) * len(project.config.locales)


def rule(project: Project, domains: list[str]) -> None:
    """Ask the rules about the same."""
    for article in project.articles:
        if article.domain in domains:
            for locale in project.config.locales:
                list(rule_outcomes(project, locale, article))


def timed(item: Check, costs: Counter[str]) -> Check:
    """Return the check, whose time is added to `costs`."""

    def find(*asked):
        begun = time.process_time()
        found = list((item.find or item.find_in_catalog)(*asked))
        costs[item.code] += time.process_time() - begun
        return found

    return replace(item, find=find) if item.find else replace(item, find_in_catalog=find)


if __name__ == "__main__":
    main()
