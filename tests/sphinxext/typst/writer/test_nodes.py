"""Every kind of node that Sphinx and docutils have is served, or never reaches a writer."""

import inspect

import pytest
from docutils import nodes
from sphinx import addnodes

from diglot.sphinxext.typst.writer.dispatch import WRITERS

# Bases of other classes, never instantiated.
BASES = {
    "Admonition",
    "BackLinkable",
    "Bibliographic",
    "Body",
    "Decorative",
    "Element",
    "FixedTextElement",
    "General",
    "Inline",
    "Invisible",
    "Labeled",
    "Node",
    "Part",
    "PreBibliographic",
    "PreDecorative",
    "PureTextElement",
    "Referential",
    "Resolvable",
    "Root",
    "Sequential",
    "Special",
    "Structural",
    "SubStructural",
    "Targetable",
    "TextElement",
    "Titular",
    "desc_sig_element",
    "not_smartquotable",
    "toctree_base",
    "translatable",
    "_desc_classes_injector",
}

# Their parents read them: lists their items, tables and options their parts.
READ_BY_PARENTS = {
    "classifier",
    "definition",
    "definition_list_item",
    "desc_signature",
    "description",
    "field_name",
    "label",
    "option",
    "option_argument",
    "option_group",
    "option_list_item",
    "option_string",
    "term",
}

# The bibliographic fields of docutils; Sphinx takes the whole list away as metadata.
TAKEN_AWAY = {
    "address",
    "author",
    "authors",
    "contact",
    "copyright",
    "date",
    "docinfo",
    "organization",
    "revision",
    "status",
    "version",
}

# docutils replaces these before anything is written.
RESOLVED = {"substitution_reference"}


def kinds() -> list[type[nodes.Node]]:
    classes: list[type[nodes.Node]] = []
    for module in (nodes, addnodes):
        for _name, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, nodes.Node) and kind.__module__ == module.__name__:
                classes.append(kind)
    return classes


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_every_node_is_served(kind: type[nodes.Node]) -> None:
    name = kind.__name__
    served = any(base in WRITERS for base in kind.__mro__)
    excused = name in BASES | READ_BY_PARENTS | TAKEN_AWAY | RESOLVED
    assert served or excused, f"no writer serves {name}"
