"""What a build tells: diagnostics, Sphinx's warnings, progress."""
