"""The mark of what a merge could not decide."""

CONFLICT = "l10n:conflict"
"""Begins a translator comment that keeps the other side's translation until a human has decided."""
