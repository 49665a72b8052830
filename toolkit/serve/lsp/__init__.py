"""The language server for `.po` files: what an editor shows while a translator types."""
