"""Asks all checks, rules and approvals of a project."""

from toolkit.gates.catalogs import Memory, check_catalog, check_lacking, check_units, completeness
from toolkit.gates.contract import approvals, check_shrunk_contract, reviews
from toolkit.gates.running_text import check_rules, rule_outcomes
from toolkit.gates.whole import blocking_errors, check_levels, check_project

__all__ = [
    "Memory",
    "approvals",
    "blocking_errors",
    "check_catalog",
    "check_lacking",
    "check_levels",
    "check_project",
    "check_rules",
    "check_shrunk_contract",
    "check_units",
    "completeness",
    "reviews",
    "rule_outcomes",
]
