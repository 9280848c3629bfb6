"""Literals: the values that a file in JavaScript or TypeScript states, read without running it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from tree_sitter import Language, Node, Parser
from tree_sitter_typescript import language_typescript

_FUNCTIONS = frozenset(
    {"function_declaration", "function_expression", "arrow_function", "method_definition"}
)
_AROUND = frozenset(
    {"as_expression", "satisfies_expression", "parenthesized_expression", "non_null_expression"}
)
_CONSTANTS = {"true": True, "false": False}
_DEEPEST = 60
"""Names may stand for each other in a circle."""


class Module:
    """A file whose literals are read; what only running it would tell is None."""

    def __init__(self, text: str) -> None:
        self._root = _parser().parse(text.encode()).root_node
        self._names = dict(_bindings(self._root))

    def exported(self) -> Any:
        """Return what the file exports by itself: ``export default``, ``module.exports =``."""
        for node in _below(self._root):
            if node.type == "export_statement" and (value := node.child_by_field_name("value")):
                return self._value(value, 0)
            if node.type == "assignment_expression":
                left, right = (node.child_by_field_name(name) for name in ("left", "right"))
                if left and right and _text(left) in ("module.exports", "exports.default"):
                    return self._value(right, 0)
        return None

    def stated(self, name: str) -> Iterator[Any]:
        """Yield the value of each property that is called `name`."""
        for node in _below(self._root):
            if node.type == "pair" and _key(node) == name:
                yield self._value(node.child_by_field_name("value"), 0)
            elif node.type == "shorthand_property_identifier" and _text(node) == name:
                yield self._value(node, 0)

    def _value(self, node: Node | None, depth: int) -> Any:
        if node is None or depth > _DEEPEST:
            return None
        match node.type:
            case "object":
                return self._object(node, depth + 1)
            case "array":
                return self._array(node, depth + 1)
            case "string" | "template_string":
                return self._string(node, depth + 1)
            case "number":
                return _number(_text(node))
            case "identifier" | "shorthand_property_identifier":
                return self._value(self._names.get(_text(node)), depth + 1)
            case "call_expression":
                return self._call(node, depth + 1)
            case kind if kind in _AROUND:
                return self._value(node.named_child(0), depth + 1)
            case kind if kind in _FUNCTIONS:
                return self._value(_returned(node), depth + 1)
        return _CONSTANTS.get(node.type)

    def _object(self, node: Node, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for child in node.named_children:
            if child.type == "pair":
                made[_key(child)] = self._value(child.child_by_field_name("value"), depth)
            elif child.type == "shorthand_property_identifier":
                made[_text(child)] = self._value(child, depth)
            elif child.type == "spread_element":
                more = self._value(child.named_child(0), depth)
                made |= more if isinstance(more, dict) else {}
        return made

    def _array(self, node: Node, depth: int) -> list[Any]:
        made: list[Any] = []
        for child in node.named_children:
            if child.type == "spread_element":
                more = self._value(child.named_child(0), depth)
                made += more if isinstance(more, list) else []
            elif child.type != "comment":
                made.append(self._value(child, depth))
        return made

    def _string(self, node: Node, depth: int) -> str:
        parts = []
        for child in node.named_children:
            if child.type == "template_substitution":
                value = self._value(child.named_child(0), depth)
                parts.append(value if isinstance(value, str) else "")
            elif child.type == "escape_sequence":
                parts.append(_unescaped(_text(child)))
            else:
                parts.append(_text(child))
        return "".join(parts)

    def _call(self, node: Node, depth: int) -> Any:
        """Return what a function of the file returns; else what it is called with."""
        called, given = (node.child_by_field_name(name) for name in ("function", "arguments"))
        if called is not None and (known := self._names.get(_text(called))) is not None:
            return self._value(known, depth)
        return self._value(given.named_child(0) if given else None, depth)


@cache
def _parser() -> Parser:
    return Parser(Language(language_typescript()))


def _below(node: Node) -> Iterator[Node]:
    yield node
    for child in node.named_children:
        yield from _below(child)


def _bindings(root: Node) -> Iterator[tuple[str, Node]]:
    """Yield what names of constants and functions stand for."""
    for node in _below(root):
        name, value = (node.child_by_field_name(field) for field in ("name", "value"))
        if name is not None and node.type == "variable_declarator" and value is not None:
            yield _text(name), value
        elif name is not None and node.type == "function_declaration":
            yield _text(name), node


def _returned(function: Node) -> Node | None:
    body = function.child_by_field_name("body")
    if body is None or body.type != "statement_block":
        return body
    returns = (node for node in body.named_children if node.type == "return_statement")
    return next((node.named_child(0) for node in returns), None)


def _key(pair: Node) -> str:
    key = pair.child_by_field_name("key")
    return _text(key).strip("'\"`") if key is not None else ""


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


_ESCAPES: Mapping[str, str] = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}


def _unescaped(sequence: str) -> str:
    code = sequence[1:]
    if code[:1] in ("u", "x"):
        return chr(int(code[1:].strip("{}"), 16))
    return _ESCAPES.get(code, code)
