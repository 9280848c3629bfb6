"""What a handout is, in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from diglot.sphinxext.config.readings import Reading
from diglot.sphinxext.handouts.selection import Selection
from diglot.sphinxext.i18n.config_texts import text_in


@dataclass(frozen=True, slots=True)
class Handout:
    """One handout as conf.py asks for it; what is None has a default that depends on the rest."""

    name: str
    documents: tuple[str, ...]
    appendix: tuple[str, ...] = ()
    """Documents of which the parts that the others refer to are printed at the end."""
    excluded: tuple[str, ...] = ()
    """Documents that conf.py names, too, and this language excludes."""
    kind: str = "handout"
    """Pages of text (handout), or a slide for each section (slides)."""
    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] | None = None
    event: str | None = None
    date: str | None = None
    paper: str = "a4"
    columns: int = 1
    selection: Selection = field(default_factory=Selection)
    listed: bool = True
    """Whether pages list it."""
    cover: bool | None = None
    cover_art: Mapping[str, str] = field(default_factory=dict)
    """What the cover shows: a `picture`, a `drawing` without its words, or a `kind` of art."""
    cover_function: str = "cover"
    """The function of the theme that makes the cover."""
    logo: Mapping[str, str] = field(default_factory=dict)
    """The pictures of logos by their paths from conf.py, with their alternative texts."""
    sponsors: str | None = None
    licence: str | None = None
    colophon: bool | str | None = None
    """Whether there is a colophon, or what it says of the book."""
    contents: bool | None = None
    index: bool | None = None
    margin: Mapping[str, str] | None = None
    colours: Mapping[str, str] = field(default_factory=dict)
    """Colours of the theme by name, each as ``#rrggbb``."""
    notes: bool = False
    large_print: bool = False
    grayscale: bool = False
    landscape: bool = False
    two_sided: bool = False
    """Whether both sides of the paper are printed, and bound: margins are mirrored."""
    imposition: tuple[str, ...] = ()
    """The ways in which its pages are put on sheets, ``booklet`` and ``2-up``."""
    bleed: str = "0mm"
    """How far what reaches the edge of the paper goes beyond it, to be cut off."""
    crop_marks: bool = False
    figures: str = "float"
    """Where numbered figures stand: where they fit (float), or strictly in their place (here)."""
    pictures: str = "fit"
    """Whether others are made a little smaller to stay on their page (fit), or never (full)."""
    readings: tuple[Reading, ...] = (Reading.SINGLE,)
    first: str = "source"
    """Which language of a parallel text stands left, or above: source or target."""


def has_slides(handout: Handout) -> bool:
    """Return whether a handout is shown on a screen, a section a slide."""
    return handout.kind == "slides"


def title_of(handout: Handout, env: BuildEnvironment, srcdir: Path) -> str:
    """Return a handout's title in the language of `env`: conf.py's, else that of what it holds."""
    if handout.title:
        return text_in(env.config, srcdir, handout.title)
    if is_book(handout, env.config):
        return env.config.project or handout.name
    document = handout.documents[0]
    # The other language of a parallel text may exclude it.
    title = env.titles[document].astext() if document in env.titles else ""
    return title or handout.name


def is_book(handout: Handout, config: Config) -> bool:
    """Return whether a handout holds more than one document of the book, or all of it.

    That does not change with what one language excludes.
    """
    documents = (*handout.documents, *handout.excluded)
    return documents[0] == config.root_doc or len(documents) > 1
