"""Tests the guard: seeds one dangerous fault at a time and asks the project's own gates."""
