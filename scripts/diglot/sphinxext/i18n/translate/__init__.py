"""Translating doctrees: finding the messages of a document and showing their translations."""
