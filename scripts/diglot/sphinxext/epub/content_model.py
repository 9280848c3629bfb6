"""What HTML allows inside of what, where notebooks, extensions and raw HTML do not keep to it.

Source: https://html.spec.whatwg.org/multipage/indices.html#elements-3
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.dom import minidom

_HTML = frozenset(
    re.findall(
        r"\w+",
        "a abbr address area article aside audio b base bdi bdo blockquote body br button canvas "
        "caption cite code col colgroup data datalist dd del details dfn dialog div dl dt em embed "
        "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html i "
        "iframe img input ins kbd label legend li link main map mark menu meta meter nav noscript "
        "object ol optgroup option output p param picture pre progress q rp rt ruby s samp script "
        "search section select slot small source span strong style sub summary sup table tbody td "
        "template textarea tfoot th thead time title tr track u ul var video wbr svg math",
    )
)
_LINES = frozenset(
    re.findall(
        r"\w+",
        "abbr b bdi bdo button cite code dfn em h1 h2 h3 h4 h5 h6 i kbd label mark p pre q s samp "
        "small span strong sub summary sup u var",
    )
)
"""What holds words and no blocks."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset({"div", "p"}) | _HEADINGS
_OF_LINKS = ("href", "target", "rel", "download", "hreflang", "type")


def keep_to_model(element: minidom.Element) -> None:
    """Write an element so that it may stand where it stands; all that is read in it stays."""
    name, parent = element.tagName, element.parentNode
    if not isinstance(parent, minidom.Element):
        return
    if name == "style" and parent.tagName != "head":
        # It is for one table of a notebook, mostly; the book has a style sheet of its own.
        parent.removeChild(element)
    elif name not in _HTML and "-" not in name:
        # What a browser does not know either, such as a type in angle brackets.
        _rename(element)
    elif name == "a":
        for around in _around(element):
            if around.tagName == "a":
                _rename(around, *_OF_LINKS)
    elif name in _BLOCKS and parent.tagName in _LINES:
        _rename(element)
        looks = "display: block; font-weight: bold" if name in _HEADINGS else "display: block"
        element.setAttribute("style", f"{looks}; {element.getAttribute('style')}".strip("; "))


def is_in_link(element: minidom.Element) -> bool:
    """Return whether an element is part of a link, in which there can be no other."""
    return any(around.tagName == "a" for around in _around(element))


def _rename(element: minidom.Element, *without: str) -> None:
    element.tagName = element.nodeName = "span"
    for name in without:
        if element.hasAttribute(name):
            element.removeAttribute(name)


def _around(element: minidom.Element) -> Iterator[minidom.Element]:
    around = element.parentNode
    while isinstance(around, minidom.Element):
        yield around
        around = around.parentNode
