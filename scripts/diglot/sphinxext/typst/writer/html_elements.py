"""Elements of HTML as docutils nodes: what they are within a line, pictures, films and frames."""

from __future__ import annotations

import re
from collections.abc import Mapping

from docutils import nodes

from diglot.sphinxext.transforms.ruby import ruby, ruby_text
from diglot.sphinxext.transforms.stated_language import CLASS, is_tag
from diglot.sphinxext.typst.writer.page_classes import PAGE_BREAK, PAGE_CLASSES

# What shows nothing on paper, with all that is inside.
INVISIBLE = frozenset(("script", "style", "template", "head", "noscript", "rp"))
# What plays or shows another page: paper has its address, and no use for what stands inside for
# old browsers.
MEDIA = frozenset(("iframe", "video", "audio", "embed", "object"))

_INLINES: dict[str, type[nodes.Element]] = {
    "b": nodes.strong,
    "strong": nodes.strong,
    "i": nodes.emphasis,
    "em": nodes.emphasis,
    "cite": nodes.title_reference,
    "dfn": nodes.emphasis,
    "var": nodes.emphasis,
    "code": nodes.literal,
    "tt": nodes.literal,
    "samp": nodes.literal,
    "sup": nodes.superscript,
    "sub": nodes.subscript,
    "ruby": ruby,
    "rt": ruby_text,
}
# The others are known to the writers by a class.
_CLASSES = {
    "s": "strike",
    "strike": "strike",
    "del": "strike",
    "u": "underline",
    "ins": "underline",
    "small": "small",
    "mark": "highlighted",
}


def inline_element(tag: str, attributes: Mapping[str, str]) -> nodes.Element | None:
    """Return an element within a line as an empty node; None for one without a look or language."""
    languages = language_classes(attributes)
    element = _inline_element(tag, attributes) or (nodes.inline() if languages else None)
    if element is not None:
        element["classes"] += languages
    return element


def language_classes(attributes: Mapping[str, str]) -> list[str]:
    """Return the class that states the language of an element, if it has one."""
    tag = attributes.get("lang", "")
    return [CLASS + tag] if is_tag(tag) else []


def _inline_element(tag: str, attributes: Mapping[str, str]) -> nodes.Element | None:
    if tag == "a" and attributes.get("href"):
        return nodes.reference(refuri=attributes["href"])
    if tag == "kbd":
        return nodes.literal(classes=["kbd"])
    if tag in _CLASSES:
        return nodes.inline(classes=[_CLASSES[tag]])
    return _INLINES[tag]() if tag in _INLINES else None


def image(attributes: Mapping[str, str]) -> nodes.image:
    """Return an ``<img>`` as a node."""
    # "?" is Sphinx's mark for an address that it has not looked up.
    source = attributes.get("src", "")
    node = nodes.image(uri=source, candidates={"?": source})
    styles = {
        name.strip(): value.strip()
        for name, _, value in (
            rule.partition(":") for rule in attributes.get("style", "").split(";")
        )
    }
    for name in ("alt", "width", "height"):
        # Browsers take the style first.
        value = (styles.get(name) if name != "alt" else None) or attributes.get(name)
        if value:
            node[name] = value
    if zoom := _ZOOM.fullmatch(styles.get("zoom", "")):
        node["scale"] = float(zoom["number"]) * (1 if zoom["percent"] else 100)
    return node


_ZOOM = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<percent>%?)")


# A break before a block of the text, and one after an empty one, which is how people write it in
# Markdown. Source: CSS Fragmentation Module 3, with the older names of CSS 2.
_BREAK = re.compile(
    r"(?:page-)?break-(?:before|after)\s*:\s*(?:always|page|left|right|recto|verso)\b"
)


def page_classes(attributes: Mapping[str, str]) -> list[str]:
    """Return what a block asks of the page, as classes: in its class or in its style."""
    given = {*attributes.get("class", "").split()} & PAGE_CLASSES
    breaks = {PAGE_BREAK} if _BREAK.search(attributes.get("style", "")) else set()
    return sorted(given | breaks)


CENTRED = "text-center"
"""The class of what stands in the middle of the line: Bootstrap's, which MyST gives cells, too."""
_IN_THE_MIDDLE = re.compile(r"text-align\s*:\s*center\b")


def alignment_classes(tag: str, attributes: Mapping[str, str]) -> list[str]:
    """Return where a block's lines stand, as classes: by its tag, an attribute or its style."""
    is_centred = (
        tag == "center"
        or attributes.get("align", "").lower() == "center"
        or _IN_THE_MIDDLE.search(attributes.get("style", ""))
    )
    # A table that is centred has its own lines as they are.
    return [CENTRED] if is_centred and tag != "table" else []


def media(attributes: Mapping[str, str]) -> list[nodes.Node]:
    """Return a film, a sound or a frame: its still picture, if it has one, and its address."""
    address = attributes.get("src") or attributes.get("data", "")
    label = attributes.get("title") or attributes.get("aria-label") or address
    shown: list[nodes.Node] = []
    if attributes.get("poster"):
        shown.append(image({"src": attributes["poster"], "alt": label}))
    if address:
        shown.append(nodes.reference("", label, refuri=address))
    return shown
