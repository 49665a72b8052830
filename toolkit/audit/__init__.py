"""Mutation test of the guard (empty until its issue)."""
