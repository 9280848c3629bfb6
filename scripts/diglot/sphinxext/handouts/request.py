"""What conf.py asks for in ``diglot_handouts``: read, checked and completed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from diglot.core.codes import Code
from diglot.core.errors import DiglotError
from diglot.core.i18n import _, choice_of, listed
from diglot.sphinxext.config.conf_lines import line_of
from diglot.sphinxext.config.readings import Reading, readings_in
from diglot.sphinxext.config.values import choices
from diglot.sphinxext.handouts.handout import Handout
from diglot.sphinxext.reporting.warn import place, warn

PAPERS = ("a3", "a4", "a5", "a6", "iso-b5", "us-letter", "us-legal")
_MARGINS = ("top", "bottom", "left", "right", "x", "y", "rest")

# The details of a handout in conf.py, by the kind of value that they have.
_TEXTS = ("title", "subtitle", "event", "date")
_SWITCHES = ("cover", "contents", "index", "notes", "large_print", "grayscale", "landscape")
_KEYS = tuple(
    "reading" if field.name == "readings" else field.name
    for field in fields(Handout)
    if field.name != "name"
)


def read_handouts(app: Sphinx, found_docs: set[str]) -> Iterator[Handout]:
    """Yield the handouts of ``diglot_handouts``; report each that makes no sense."""
    conf = Path(app.confdir) / "conf.py"
    for handout in requested_handouts(app.config, conf, found_docs):
        if isinstance(handout, Handout):
            yield handout
        else:
            at = place(conf, handout.line)
            warn(Code.BAD_HANDOUT, handout.message, at=at, hint=handout.hint)


@dataclass(frozen=True, slots=True)
class BadHandout:
    """What is wrong with a handout in conf.py, its line there, and the next step."""

    message: str
    line: int | None
    hint: str | None


def requested_handouts(
    config: Config, conf: Path, found_docs: set[str]
) -> Iterator[Handout | BadHandout]:
    """Yield what ``diglot_handouts`` asks for; `conf` is conf.py, `found_docs` what there is."""
    for name, request in config.diglot_handouts.items():
        try:
            yield _read(str(name), request, found_docs)
        except DiglotError as error:
            text = _(
                "the handout {name!r} was left out: {message}", name=name, message=error.message
            )
            yield BadHandout(text, line_of(conf, "diglot_handouts", name), error.hint)


def _read(name: str, request: Any, found_docs: set[str]) -> Handout:
    if not name or name.startswith(".") or any(sign in name for sign in '/\\:*?"<>|\n'):
        raise DiglotError(
            _("its name cannot be a file's name"),
            hint=_("use letters, digits and hyphens in conf.py"),
        )
    details = dict(request) if isinstance(request, Mapping) else {"documents": request}
    if "document" in details:
        details.setdefault("documents", details.pop("document"))
    unknown = [key for key in details if key not in _KEYS]
    if unknown:
        raise DiglotError(
            _("it has no detail {detail!r}", detail=unknown[0]), hint=choices(unknown[0], _KEYS)
        )
    checked = {key: _check(key, value) for key, value in details.items() if value is not None}
    documents = _documents("documents", checked.pop("documents", ()), found_docs)
    if "appendix" in checked:
        checked["appendix"] = _documents("appendix", checked["appendix"], found_docs)
    if "reading" in checked:
        checked["readings"] = checked.pop("reading")
    return Handout(name, documents, **checked)


def _documents(key: str, named: Any, found_docs: set[str]) -> tuple[str, ...]:
    names = [named] if isinstance(named, str) else named
    if not isinstance(names, list | tuple):
        raise _wrong(key, named, _("the name of a document, or a list of them"))
    if not names:
        raise DiglotError(_("it names no document"), hint=_("give it a document, such as 'index'"))
    docnames = [_docname(str(name)) for name in names]
    for docname in docnames:
        if docname not in found_docs:
            last = docname.rpartition("/")[2]
            near = [known for known in sorted(found_docs) if last in known][:3]
            raise DiglotError(
                _("there is no document {document!r}", document=docname),
                hint=_("did you mean {names}?", names=choice_of(near))
                if near
                else _("correct it in conf.py"),
            )
    return tuple(dict.fromkeys(docnames))


def _docname(text: str) -> str:
    for suffix in (".md", ".rst"):
        text = text.removesuffix(suffix)
    return text.strip("/")


def _check(key: str, value: Any) -> Any:
    if key in _TEXTS and not isinstance(value, str):
        raise _wrong(key, value, _("text in quotes"))
    if key in _SWITCHES and not isinstance(value, bool):
        raise _wrong(key, value, _("True or False"))
    if key == "authors":
        return _authors(value)
    if key == "paper" and value not in PAPERS:
        raise _wrong(key, value, _("one of {choices}", choices=listed(PAPERS)))
    if key == "reading":
        return _readings(value)
    if key == "first" and value not in ("source", "target"):
        raise _wrong(key, value, _("'source' or 'target'"))
    if key == "figures" and value not in ("float", "here"):
        raise _wrong(key, value, _("'float' or 'here'"))
    if key == "columns" and value not in (1, 2, 3):
        raise _wrong(key, value, _("1, 2 or 3"))
    if key == "margin":
        return _margin(value)
    return value


def _authors(value: Any) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list | tuple):
        raise _wrong("authors", value, _("a name, or a list of names"))
    return tuple(map(str, names))


def _readings(value: Any) -> tuple[Reading, ...]:
    try:
        return readings_in(value)
    except ValueError:
        raise _wrong(
            "reading", value, _("one or more of {choices}", choices=listed(map(str, Reading)))
        ) from None


def _margin(value: Any) -> dict[str, str]:
    sides = {"rest": value} if isinstance(value, str) else value
    units = ("mm", "cm", "in", "pt")
    if not isinstance(sides, Mapping) or not all(
        side in _MARGINS and _is_length(length, units) for side, length in sides.items()
    ):
        raise _wrong("margin", value, _("a length such as '20mm', or sides with lengths"))
    return {str(side): str(length) for side, length in sides.items()}


def _is_length(text: Any, units: tuple[str, ...]) -> bool:
    return (
        isinstance(text, str)
        and text.endswith(units)
        and text[:-2].replace(".", "", 1).strip().isdigit()
    )


def _wrong(key: str, value: Any, wanted: str) -> DiglotError:
    return DiglotError(
        _("its {key} is {value}", key=key, value=repr(value)),
        hint=_("{key} must be {wanted}", key=key, wanted=wanted),
    )
