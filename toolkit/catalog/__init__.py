"""Reads, writes and merges PO files; nothing else does.

Reading: `read` goes through a file with `entries` (the fast way) and `lines` (the careful one, over `content`,
`comments` and `escapes`), then asks `header` and `consistency`. Writing: `write`. Merging: `update` over `merge`, which
finds edits with `candidates` and moves translations with `carry`. `plurals` knows plural forms.
"""
