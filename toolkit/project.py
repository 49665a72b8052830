"""Reads a project's tree into values: the one door from disk to the rest."""
