"""Preview server and language server (empty until their issue)."""
