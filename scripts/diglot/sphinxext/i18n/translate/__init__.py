"""Translation of doctrees: the messages of each document, and what they say in a language."""
