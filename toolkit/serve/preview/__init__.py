"""The preview: a page as it will be published, beside the messages that it is made of."""
