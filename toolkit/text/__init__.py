"""Pure functions over strings, with what is known of each language as data."""
