"""Running Sphinx: the editions of one language, and the messages of a project."""
