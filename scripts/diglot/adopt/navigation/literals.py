"""Literals: the values that a file in JavaScript or TypeScript states, read without running it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tree_sitter import Node

from diglot.adopt.navigation.javascript import (
    around,
    below,
    bindings,
    imports,
    key_of,
    number_of,
    parameters,
    parsed,
    passed_on,
    returned,
    source_of,
    unescaped,
)

_FUNCTIONS = frozenset(
    {"function_declaration", "function_expression", "arrow_function", "method_definition"}
)
_AROUND = frozenset(
    {"as_expression", "satisfies_expression", "parenthesized_expression", "non_null_expression"}
)
_CONSTANTS = {"true": True, "false": False}
_DEEPEST = 60
"""Names may stand for each other in a circle."""


@dataclass(frozen=True, slots=True)
class Module:
    """A file whose literals are read; what only running it would tell is None.

    `names` are what its constants and functions stand for, `imports` the paths and names of what it
    takes from other modules, which `load` returns by their paths, as ``./sidebar/zh``. Inside a
    function, `arguments` are the values that it is called with.
    """

    root: Node
    names: Mapping[str, Node]
    imports: Mapping[str, tuple[str, str]]
    load: Callable[[str], Module | None]
    arguments: Mapping[str, Any] = field(default_factory=dict)

    def exported(self) -> Any:
        """Return what the file exports by itself: ``export default``, ``module.exports =``."""
        for node in below(self.root):
            if node.type == "export_statement" and (value := node.child_by_field_name("value")):
                return self.value(value, 0)
            if node.type == "assignment_expression":
                left, right = (node.child_by_field_name(name) for name in ("left", "right"))
                if left and right and source_of(left) in ("module.exports", "exports.default"):
                    return self.value(right, 0)
        return None

    def stated(self, name: str) -> Iterator[tuple[frozenset[str], Any]]:
        """Yield the properties around each one that is called `name`, and its value."""
        for node in below(self.root):
            if node.type == "pair" and key_of(node) == name:
                yield around(node), self.value(node.child_by_field_name("value"), 0)
            elif node.type == "shorthand_property_identifier" and source_of(node) == name:
                yield around(node), self.value(node, 0)

    def value(self, node: Node | None, depth: int) -> Any:
        """Return the value of a node, `depth` names below what was asked for."""
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
                return number_of(source_of(node))
            case "identifier" | "shorthand_property_identifier":
                return self.named(source_of(node), depth + 1)
            case "call_expression":
                return self._call(node, depth + 1)
            case kind if kind in _AROUND:
                return self.value(node.named_child(0), depth + 1)
            case kind if kind in _FUNCTIONS:
                inside = replace(self, names={**self.names, **dict(bindings(node))})
                return inside.value(returned(node), depth + 1)
        return _CONSTANTS.get(node.type)

    def named(self, name: str, depth: int) -> Any:
        """Return what a name stands for, here or in the module that it comes from."""
        if name in self.arguments:
            return self.arguments[name]
        if known := self.names.get(name):
            return self.value(known, depth)
        module, original = self.origin(name, depth)
        return module.named(original, depth) if module is not self else None

    def origin(self, name: str, depth: int) -> tuple[Module, str]:
        """Return the module that defines a name, and what it is called there; else this one."""
        if name in self.names or depth > _DEEPEST:
            return self, name
        places = [self.imports[name]] if name in self.imports else []
        places += [(path, name) for path in passed_on(self.root)]
        for path, original in places:
            if module := self.load(path):
                found, called = module.origin(original, depth + 1)
                if called in found.names:
                    return found, called
        return self, name

    def _object(self, node: Node, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for child in node.named_children:
            if child.type == "pair":
                made[key_of(child)] = self.value(child.child_by_field_name("value"), depth)
            elif child.type == "shorthand_property_identifier":
                made[source_of(child)] = self.value(child, depth)
            elif child.type == "spread_element":
                more = self.value(child.named_child(0), depth)
                made |= more if isinstance(more, dict) else {}
        return made

    def _array(self, node: Node, depth: int) -> list[Any]:
        made: list[Any] = []
        for child in node.named_children:
            if child.type == "spread_element":
                more = self.value(child.named_child(0), depth)
                made += more if isinstance(more, list) else []
            elif child.type != "comment":
                made.append(self.value(child, depth))
        return made

    def _string(self, node: Node, depth: int) -> str:
        parts = []
        for child in node.named_children:
            if child.type == "template_substitution":
                value = self.value(child.named_child(0), depth)
                parts.append(value if isinstance(value, str) else "")
            elif child.type == "escape_sequence":
                parts.append(unescaped(source_of(child)))
            else:
                parts.append(source_of(child))
        return "".join(parts)

    def _call(self, node: Node, depth: int) -> Any:
        """Return what a function of the files returns; else what it is called with."""
        called, given = (node.child_by_field_name(name) for name in ("function", "arguments"))
        arguments = (
            [child for child in given.named_children if child.type != "comment"] if given else []
        )
        if called is not None:
            module, name = self.origin(source_of(called), depth)
            if known := module.names.get(name):
                values = [self.value(argument, depth) for argument in arguments]
                inside = dict(zip(parameters(known), values, strict=False))
                return replace(module, arguments=inside).value(known, depth)
        return self.value(arguments[0] if arguments else None, depth)


def _nothing(_path: str) -> None:
    return None


def module_of(text: str, load: Callable[[str], Module | None] = _nothing) -> Module:
    """Return the module that a text is."""
    root = parsed(text)
    return Module(root, dict(bindings(root)), dict(imports(root)), load)
