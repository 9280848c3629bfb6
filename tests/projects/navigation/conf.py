# The tag `slow` makes the navigation the long way, page by page.
project = "Navigation"
extensions = ["myst_parser", "diglot"]
html_theme = "furo"
language = "en"

if tags.has("slow"):  # noqa: F821
    from diglot.sphinxext.html.navigation import shared_tree

    shared_tree.register = lambda _app: None
