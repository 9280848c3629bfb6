"""Parsing messages and pages with the markup and the settings that a build uses for them."""
