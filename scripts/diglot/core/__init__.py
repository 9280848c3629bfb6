"""What every other package may import: diagnostics, languages, the project, safe files."""
