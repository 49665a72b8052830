"""Reads, writes and merges PO files; nothing else does."""
