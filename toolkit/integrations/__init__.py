"""Adapters to other programs: Babel today."""
