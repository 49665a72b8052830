"""Adapters to other programs: Babel, Weblate."""
