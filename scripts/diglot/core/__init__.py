"""Facts every room may rest on: diagnostics, languages, the project, safe files."""
