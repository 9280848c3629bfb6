"""JavaScript and TypeScript as trees of syntax: what is stated, named and imported in a module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from tree_sitter import Language, Node, Parser
from tree_sitter_typescript import language_typescript


def parsed(text: str) -> Node:
    """Return the root of the tree of a module."""
    return _parser().parse(text.encode()).root_node


@cache
def _parser() -> Parser:
    return Parser(Language(language_typescript()))


def below(node: Node) -> Iterator[Node]:
    """Yield a node and all nodes below it."""
    yield node
    for child in node.named_children:
        yield from below(child)


def around(node: Node) -> frozenset[str]:
    """Return what the properties are called that a node is the value of, or in it."""
    names = set()
    above = node.parent
    while above is not None:
        if above.type == "pair":
            names.add(key_of(above))
        above = above.parent
    return frozenset(names)


def bindings(root: Node) -> Iterator[tuple[str, Node]]:
    """Yield what names of constants and functions stand for."""
    for node in below(root):
        name, value = (node.child_by_field_name(field) for field in ("name", "value"))
        if name is not None and node.type == "variable_declarator" and value is not None:
            yield source_of(name), value
        elif name is not None and node.type == "function_declaration":
            yield source_of(name), node


def imports(root: Node) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the names that a module takes from others, with their paths and names there."""
    for node in root.named_children:
        path = (
            source_of(source).strip("'\"`")
            if (source := node.child_by_field_name("source"))
            else ""
        )
        for inner in below(node) if node.type == "import_statement" and path else ():
            if inner.type == "import_specifier":
                names = [source_of(child) for child in inner.named_children]
                yield names[-1], (path, names[0])


def passed_on(root: Node) -> Iterator[str]:
    """Yield the paths of the modules whose names a module offers as its own: ``export * from``."""
    for node in root.named_children:
        source = node.child_by_field_name("source")
        if node.type == "export_statement" and source is not None:
            yield source_of(source).strip("'\"`")


def parameters(function: Node) -> Iterator[str]:
    """Yield the names of a function's parameters."""
    found = function.child_by_field_name("parameters")
    for parameter in found.named_children if found else ():
        name = parameter.child_by_field_name("pattern") or parameter
        yield source_of(name)


def returned(function: Node) -> Node | None:
    """Return what a function returns, as a node."""
    body = function.child_by_field_name("body")
    if body is None or body.type != "statement_block":
        return body
    returns = (node for node in body.named_children if node.type == "return_statement")
    return next((node.named_child(0) for node in returns), None)


def key_of(pair: Node) -> str:
    """Return what a property is called."""
    key = pair.child_by_field_name("key")
    return source_of(key).strip("'\"`") if key is not None else ""


def source_of(node: Node) -> str:
    """Return what a node is in its file."""
    return (node.text or b"").decode("utf-8", "replace")


def number_of(text: str) -> float | None:
    """Return the value of a number; None where it is written in a manner of JavaScript's own."""
    try:
        return float(text)
    except ValueError:
        return None


_ESCAPES: Mapping[str, str] = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}


def unescaped(sequence: str) -> str:
    """Return what an escape sequence stands for."""
    code = sequence[1:]
    if code[:1] in ("u", "x"):
        return chr(int(code[1:].strip("{}"), 16))
    return _ESCAPES.get(code, code)
