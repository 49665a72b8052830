"""From the sources of a project to messages, and from translations to HTML fragments."""
