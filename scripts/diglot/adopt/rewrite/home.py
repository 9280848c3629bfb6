"""The home pages of VitePress and VuePress, whose words stand in the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from diglot.adopt.rewrite.constructs import Change, Construct
from diglot.adopt.rewrite.lines import Block, Line

_HOME = re.compile(
    r"(?:layout|home|hero|heroText|heroImage|tagline|actions|actionText|actionLink|features|footer):"
)
"""What makes a page a home page, and what it shows."""


def home_page(front_matter: Sequence[Line]) -> tuple[Sequence[Line], Block] | None:
    """Return what is left of the front matter of a home page, and what it shows as text.

    None for any other page.
    """
    text = "\n".join(line.text for line in front_matter[1:-1])
    if "home" not in text:
        return None
    try:
        stated = yaml.safe_load(text)
    except yaml.YAMLError:
        return None
    if not isinstance(stated, dict):
        return None
    if stated.get("layout") != "home" and stated.get("home") is not True:
        return None
    shown = ["", *_hero(stated), *_features(stated.get("features")), *_paragraph(stated, "footer")]
    if len(shown) == 1:
        return None
    lines = tuple(Line(1, content) for made in shown for content in made.split("\n"))
    left = list(_left(front_matter[1:-1]))
    around = [front_matter[0], *left, front_matter[-1]] if left else []
    return around, Block(0, lines, (Change(1, Construct.HOME),))


def _left(front_matter: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines of what a home page does not show."""
    is_shown = False
    for line in front_matter:
        if line.text[:1].strip() and not line.text.startswith(("#", "-", "}", "]")):
            is_shown = _HOME.match(line.text) is not None
        if not is_shown and not line.blank:
            yield line


def _hero(stated: Mapping[str, Any]) -> Iterator[str]:
    hero = stated["hero"] if isinstance(stated.get("hero"), dict) else {}
    if name := hero.get("name") or stated.get("heroText") or stated.get("title"):
        yield f"# {_line(name)}\n"
    for key in ("text", "tagline"):
        yield from _paragraph(hero, key)
    yield from _paragraph(stated, "tagline")
    image = hero.get("image") or stated.get("heroImage")
    source, alt = (image.get("src"), image.get("alt")) if isinstance(image, dict) else (image, "")
    if source:
        yield f"![{_line(alt or '')}]({source})\n"
    old = [{"text": stated.get("actionText"), "link": stated.get("actionLink")}]
    actions = hero.get("actions") or stated.get("actions") or old
    links = [
        f"[{_line(action['text'])}]({action['link']})"
        for action in (actions if isinstance(actions, list) else ())
        if isinstance(action, dict) and _line(action.get("text") or "") and action.get("link")
    ]
    yield from (f"- {link}" for link in links)
    yield from [""] if links else []


def _features(features: Any) -> Iterator[str]:
    for feature in features if isinstance(features, list) else ():
        if isinstance(feature, dict) and feature.get("title"):
            yield f"{_line(feature['title'])}\n: {_line(feature.get('details') or '')}\n"


def _paragraph(stated: Mapping[str, Any], key: str) -> Iterator[str]:
    if stated.get(key):
        yield f"{_line(stated[key])}\n"


def _line(value: object) -> str:
    return " ".join(str(value).split())
