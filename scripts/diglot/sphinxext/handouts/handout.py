"""What conf.py says about handouts: read, checked and completed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from diglot.core.codes import Code
from diglot.core.errors import DiglotError
from diglot.sphinxext.i18n.config_texts import text_in
from diglot.sphinxext.reporting.warn import warn

PAPERS = ("a3", "a4", "a5", "a6", "iso-b5", "us-letter", "us-legal")
SINGLE, PARALLEL, INTERLINEAR = "single", "parallel", "interlinear"
READINGS = (SINGLE, PARALLEL, INTERLINEAR)
"""In one language; in two, column by column; in two, block by block."""
PAIRED = (PARALLEL, INTERLINEAR)
"""Those in two languages."""
_MARGINS = ("top", "bottom", "left", "right", "x", "y", "rest")


@dataclass(frozen=True, slots=True)
class Handout:
    """One handout as conf.py asks for it; what is None has a default that depends on the rest."""

    name: str
    documents: tuple[str, ...]
    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] | None = None
    event: str | None = None
    date: str | None = None
    paper: str = "a4"
    columns: int = 1
    cover: bool | None = None
    contents: bool | None = None
    index: bool | None = None
    margin: Mapping[str, str] | None = None
    notes: bool = False
    large_print: bool = False
    grayscale: bool = False
    landscape: bool = False
    reading: tuple[str, ...] = (SINGLE,)
    first: str = "source"
    """Which language of a parallel text stands left, or above: source or target."""


def title_of(handout: Handout, env: BuildEnvironment, srcdir: Path) -> str:
    """Return a handout's title in the language of `env`: conf.py's, else that of what it holds."""
    if handout.title:
        return text_in(env.config, srcdir, handout.title)
    if is_book(handout, env.config):
        return env.config.project or handout.name
    return env.titles[handout.documents[0]].astext() or handout.name


def is_book(handout: Handout, config: Config) -> bool:
    """Return whether a handout holds more than one document of the book, or all of it."""
    return handout.documents[0] == config.root_doc or len(handout.documents) > 1


# How each key of a mapping in conf.py may be written, and what to say if it is not.
_TEXTS = ("title", "subtitle", "event", "date")
_SWITCHES = ("cover", "contents", "index", "notes", "large_print", "grayscale", "landscape")
_KEYS = tuple(field.name for field in fields(Handout) if field.name != "name")


def read_handouts(app: Sphinx, found_docs: set[str]) -> Iterator[Handout]:
    """Yield the handouts of ``diglot_handouts``; a warning stands for each that makes no sense."""
    for name, wish in app.config.diglot_handouts.items():
        try:
            yield _read(str(name), wish, found_docs)
        except DiglotError as error:
            warn(
                Code.BAD_HANDOUT,
                f"conf.py: the handout {name!r} was left out: {error.message}",
                hint=error.hint,
            )


def _read(name: str, wish: Any, found_docs: set[str]) -> Handout:
    if not name or name.startswith(".") or any(sign in name for sign in '/\\:*?"<>|\n'):
        raise DiglotError(
            "its name cannot be a file's name", hint="use letters, digits and hyphens in conf.py"
        )
    details = dict(wish) if isinstance(wish, Mapping) else {"documents": wish}
    if "document" in details:
        details.setdefault("documents", details.pop("document"))
    unknown = [key for key in details if key not in _KEYS]
    if unknown:
        raise DiglotError(
            f"it has no detail {unknown[0]!r}", hint=f"the details are {', '.join(_KEYS)}"
        )
    checked = {key: _check(key, value) for key, value in details.items() if value is not None}
    documents = _documents(checked.pop("documents", ()), found_docs)
    return Handout(name, documents, **checked)


def _documents(named: Any, found_docs: set[str]) -> tuple[str, ...]:
    several = [named] if isinstance(named, str) else list(named)
    if not several:
        raise DiglotError("it names no document", hint="give it a document, such as 'index'")
    cleaned = [_docname(str(one)) for one in several]
    for one in cleaned:
        if one not in found_docs:
            near = [doc for doc in sorted(found_docs) if one.rpartition("/")[2] in doc][:3]
            raise DiglotError(
                f"there is no document {one!r}",
                hint=f"did you mean {' or '.join(near)}?" if near else "correct it in conf.py",
            )
    return tuple(dict.fromkeys(cleaned))


def _docname(text: str) -> str:
    for suffix in (".md", ".rst"):
        text = text.removesuffix(suffix)
    return text.strip("/")


def _check(key: str, value: Any) -> Any:
    if key in _TEXTS and not isinstance(value, str):
        raise _wrong(key, value, "text in quotes")
    if key in _SWITCHES and not isinstance(value, bool):
        raise _wrong(key, value, "True or False")
    if key == "authors":
        return (value,) if isinstance(value, str) else tuple(str(one) for one in value)
    if key == "paper" and value not in PAPERS:
        raise _wrong(key, value, f"one of {', '.join(PAPERS)}")
    if key == "reading":
        return _readings(value)
    if key == "first" and value not in ("source", "target"):
        raise _wrong(key, value, "'source' or 'target'")
    if key == "columns" and value not in (1, 2, 3):
        raise _wrong(key, value, "1, 2 or 3")
    if key == "margin":
        return _margin(value)
    return value


def _readings(value: Any) -> tuple[str, ...]:
    several = (value,) if isinstance(value, str) else value
    if (
        not isinstance(several, list | tuple)
        or not several
        or any(one not in READINGS for one in several)
    ):
        raise _wrong("reading", value, f"one or more of {', '.join(READINGS)}")
    return tuple(dict.fromkeys(several))


def _margin(value: Any) -> dict[str, str]:
    sides = {"rest": value} if isinstance(value, str) else value
    units = ("mm", "cm", "in", "pt")
    if not isinstance(sides, Mapping) or not all(
        side in _MARGINS and _is_length(length, units) for side, length in sides.items()
    ):
        raise _wrong("margin", value, "a length such as '20mm', or sides with lengths")
    return {str(side): str(length) for side, length in sides.items()}


def _is_length(text: Any, units: tuple[str, ...]) -> bool:
    return (
        isinstance(text, str)
        and text.endswith(units)
        and text[:-2].replace(".", "", 1).strip().isdigit()
    )


def _wrong(key: str, value: Any, wanted: str) -> DiglotError:
    return DiglotError(f"its {key} is {value!r}", hint=f"{key} must be {wanted}")
