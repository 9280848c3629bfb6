# The tag `slow` makes the navigation the long way, page by page.
project = "Navigation"
extensions = ["myst_parser", "diglot"]
html_theme = "furo"
language = "en"

if tags.has("slow"):  # noqa: F821
    from diglot.sphinxext import fastnav

    fastnav.register = lambda _app: None
