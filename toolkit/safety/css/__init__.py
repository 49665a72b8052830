"""A small honest reader of stylesheets: what it does not understand, it says so."""
