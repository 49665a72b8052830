"""What the reader of an HTML page sees: its elements, what hides them, its blocks of text."""
