"""Extensions of Sphinx: which one knows a directive, and the package that has it."""

from __future__ import annotations

from importlib.util import find_spec

_ADDED = {
    "sphinx_design": (
        *("article-info", "button-link", "button-ref", "card", "card-carousel", "div", "dropdown"),
        *("grid", "grid-item", "grid-item-card", "tab-item", "tab-set", "tab-set-code"),
    ),
    "sphinx_togglebutton": ("toggle",),
    "sphinx_exercise": ("exercise", "exercise-start", "solution", "solution-start"),
    "sphinx_proof": tuple(
        f"prf:{kind}"
        for kind in (
            *("algorithm", "assumption", "axiom", "conjecture", "corollary", "criterion"),
            *("definition", "example", "lemma", "notation", "observation", "proof", "property"),
            *("proposition", "ref", "remark", "theorem"),
        )
    ),
    "sphinx.ext.ifconfig": ("ifconfig",),
    "sphinx.ext.todo": ("todo", "todolist"),
}
"""Extensions that a page asks for by a directive, whose texts are all messages."""
_NAMED = {
    "myst_nb": ("code-cell",),
    "sphinx_tabs.tabs": ("tabs", "tab", "group-tab", "code-tab"),
    "sphinx.ext.autodoc": (
        *("autoattribute", "autoclass", "autodata", "autodecorator", "autoexception"),
        *("autofunction", "automethod", "automodule", "autoproperty"),
    ),
    "sphinx.ext.autosummary": ("autosummary",),
    "sphinx.ext.doctest": ("doctest", "testcode", "testoutput", "testsetup"),
    "sphinx.ext.graphviz": ("digraph", "graph", "graphviz"),
    "sphinxcontrib.bibtex": ("bibliography", "cite", "cite:p", "cite:t"),
    "sphinxcontrib.blockdiag": ("blockdiag",),
    "sphinxcontrib.mermaid": ("mermaid",),
    "sphinxcontrib.plantuml": ("plantuml", "uml"),
    "sphinxcontrib.youtube": ("youtube",),
}
"""Those that run the project's code, or show words that no catalog can have: people decide."""
_PACKAGES = {"sphinx_tabs.tabs": "sphinx-tabs"}
"""What is called otherwise than its module."""


def added_for(name: str) -> str:
    """Return the extension for a directive that the pages need and that is installed, else ""."""
    found = next((extension for extension, names in _ADDED.items() if name in names), "")
    return found if found and is_installed(found) else ""


def extension_of(name: str) -> str:
    """Return the extension that knows a directive or a role; "" where none is known to."""
    table = {**_ADDED, **_NAMED}
    return next((extension for extension, names in table.items() if name in names), "")


def package_of(extension: str) -> str:
    """Return what is to be installed for an extension; "" for one of Sphinx itself."""
    if extension.startswith("sphinx.ext."):
        return ""
    return _PACKAGES.get(extension, extension.replace("_", "-").replace(".", "-"))


def is_installed(extension: str) -> bool:
    """Return whether the module of an extension is there."""
    try:
        return find_spec(extension) is not None
    except ModuleNotFoundError:  # the package that it lies in is not
        return False
