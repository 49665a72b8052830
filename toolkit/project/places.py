"""Says where a project keeps what, relative to its folder."""

from __future__ import annotations

LOCALES = "locales"
ARTICLES = "source/articles"
STRINGS = "source/site.toml"
TEMPLATES = "source/templates"
TERMS = "source/terms.toml"
STATEMENTS = "source/safety/statements"
APPROVALS = "source/safety/approvals"
REVIEWS = "source/safety/reviews"
RULES = "source/safety/rules"
AUDITS = "source/safety/audit"
MEMORIES = "source/memory"
LANGUAGES = "source/safety/languages"
OWN_TEMPLATES = "toolkit/site/templates"
OWN_REPORTS = "toolkit/report/templates"
OWN_PROGRAM = ("toolkit", "cli.py")
OWN_COMMANDS = "toolkit/commands"
OWN_LOCALES = "toolkit/locales"

SITE_DOMAIN = "site"
TOOLKIT_DOMAIN = "toolkit"
SAFETY_PREFIX = "safety-"


def catalog_path(locale: str, domain: str) -> str:
    """Return where a catalog (PO) stands."""
    return f"{_home(domain)}/{locale}/LC_MESSAGES/{domain}.po"


def template_path(domain: str) -> str:
    """Return where a template (POT) stands."""
    return f"{_home(domain)}/{domain}.pot"


def _home(domain: str) -> str:
    return OWN_LOCALES if domain == TOOLKIT_DOMAIN else LOCALES
