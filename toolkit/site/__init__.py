"""From values to pages, and from pages to a published site."""
