"""What translators work with: pages beside their messages, and the language server."""
