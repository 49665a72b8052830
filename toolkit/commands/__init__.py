"""One file a verb: a thin click command over a plain function."""
