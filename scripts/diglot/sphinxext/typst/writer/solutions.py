"""Solutions of exercises: where the author put them, at the end of their document, or nowhere."""

from __future__ import annotations

from docutils import nodes

# The node of sphinx-exercise, and the class that any box may have.
_NODE, _CLASS = "solution_node", "solution"


def place_solutions(doctree: nodes.document, where: str, title: str) -> None:
    """Put the solutions in a doctree where they are wanted: ``show``, ``end`` or ``hide``.

    `title` is that of the section at the end.
    """
    if where == "show":
        return
    found = [node for node in doctree.findall(nodes.Element) if _is_solution(node)]
    outer = [node for node in found if not any(_is_inside(node, other) for other in found)]
    for node in outer:
        node.parent.remove(node)
    if where == "end" and outer:
        last = next((node for node in reversed(doctree.children) if _is_section(node)), doctree)
        assert isinstance(last, nodes.Element)  # noqa: S101 - a section or the document
        last += nodes.section("", nodes.title("", title), *outer, ids=[])


def _is_solution(node: nodes.Element) -> bool:
    return node.tagname == _NODE or _CLASS in node.get("classes", ())


def _is_section(node: nodes.Node) -> bool:
    return isinstance(node, nodes.section)


def _is_inside(node: nodes.Node, other: nodes.Node) -> bool:
    above: nodes.Node | None = node.parent
    while above is not None and above is not other:
        above = above.parent
    return above is other
