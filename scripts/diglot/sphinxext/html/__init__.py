"""Web sites: everything diglot adds to Sphinx's HTML pages."""
