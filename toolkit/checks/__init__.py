"""What can be wrong with a catalog: one file a check."""
