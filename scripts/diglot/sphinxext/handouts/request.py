"""What conf.py asks for in ``diglot_handouts``: read, checked and completed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from diglot.core.codes import Code
from diglot.core.errors import DiglotError
from diglot.core.i18n import _, listed
from diglot.sphinxext.config.conf_lines import line_of
from diglot.sphinxext.config.documents import KnownDocuments, known_documents
from diglot.sphinxext.config.handout_details import checked
from diglot.sphinxext.config.languages import current_language, languages_of
from diglot.sphinxext.handouts.documents import named_documents
from diglot.sphinxext.handouts.handout import Handout, title_of
from diglot.sphinxext.handouts.pdf import pdfs_of
from diglot.sphinxext.handouts.selection import Selection
from diglot.sphinxext.reporting.warn import note, place, warn


def read_handouts(app: Sphinx, known: KnownDocuments) -> Iterator[Handout]:
    """Yield the handouts of ``diglot_handouts``; report each that makes no sense.

    Say also what they leave out because the language of the build excludes it.
    """
    conf = Path(app.confdir) / "conf.py"
    for handout in requested_handouts(app.config, conf, known):
        if isinstance(handout, BadHandout):
            at = place(conf, handout.line)
            say = note if handout.code is Code.EXCLUDED_DOCUMENT else warn
            say(handout.code, handout.message, at=at, hint=handout.hint)
            continue
        if handout.excluded:
            text = _(
                "the handout {name!r} is printed in {language} without {documents}, "
                "which that language excludes",
                name=handout.name,
                language=app.config.language,
                documents=listed(handout.excluded),
            )
            at = place(conf, line_of(conf, "diglot_handouts", handout.name))
            note(Code.EXCLUDED_DOCUMENT, text, at=at)
        yield handout


def titles_by_filename(app: Sphinx) -> dict[str, str]:
    """Return the titles of the handouts that begin in an application's language, by file name."""
    srcdir, own = Path(app.srcdir), current_language(app)
    pair = languages_of(app.config, srcdir).pair
    is_paired = pair and pair[0] == own and app.config.diglot_parallel is not False
    readings = [(own,), pair] if pair and is_paired else [(own,)]
    conf = Path(app.confdir) / "conf.py"
    return {
        filename: title_of(handout, app.env, srcdir)
        for handout in requested_handouts(app.config, conf, known_documents(app.env))
        if isinstance(handout, Handout)
        for languages in readings
        for pdf in pdfs_of(handout, languages)
        for filename in pdf.files.values()
    }


@dataclass(frozen=True, slots=True)
class BadHandout:
    """Why a handout is left out, its line in conf.py, and the next step, if there is one."""

    code: Code
    message: str
    line: int | None
    hint: str | None


def requested_handouts(
    config: Config, conf: Path, known: KnownDocuments
) -> Iterator[Handout | BadHandout]:
    """Yield what ``diglot_handouts`` asks for; `conf` is conf.py, `known` what there is."""
    for name, request in config.diglot_handouts.items():
        line = line_of(conf, "diglot_handouts", name)
        try:
            handout = _read(str(name), request, config.diglot_handouts_defaults, known)
        except DiglotError as error:
            text = _(
                "the handout {name!r} was left out: {message}", name=name, message=error.message
            )
            yield BadHandout(Code.BAD_HANDOUT, text, line, error.hint)
            continue
        if handout.documents:
            yield handout
            continue
        text = _(
            "the handout {name!r} was left out in {language}, which excludes all its documents",
            name=name,
            language=config.language,
        )
        yield BadHandout(Code.EXCLUDED_DOCUMENT, text, line, None)


def _read(name: str, request: Any, defaults: Mapping[str, Any], known: KnownDocuments) -> Handout:
    if not name or name.startswith(".") or any(sign in name for sign in '/\\:*?"<>|\n'):
        raise DiglotError(
            _("its name cannot be a file's name"),
            hint=_("use letters, digits and hyphens in conf.py"),
        )
    details = dict(request) if isinstance(request, Mapping) else {"documents": request}
    if "document" in details:
        details.setdefault("documents", details.pop("document"))
    # A kind that a handout has for itself knows better than what holds for all.
    merged = {**_usual(defaults), **defaults, **_usual(details), **details}
    checked_details = {key: checked(key, value) for key, value in merged.items()}
    asked = {key: value for key, value in checked_details.items() if value is not None}
    documents = named_documents("documents", asked.pop("documents", ()), known)
    if "appendix" in asked:
        # Nothing refers to what is excluded, so that nothing of it would be printed.
        asked["appendix"] = named_documents("appendix", asked["appendix"], known).there
    if "reading" in asked:
        asked["readings"] = asked.pop("reading")
    if isinstance(cover := asked.get("cover"), dict):
        asked["cover"] = True
        asked["cover_function"] = cover.pop("function", "cover")
        asked["cover_art"] = cover
    asked["selection"] = Selection(
        asked.pop("tags", ()),
        asked.pop("solutions", "show"),
        asked.pop("speaker_notes", "show"),
    )
    return Handout(name, documents.there, excluded=documents.excluded, **asked)


def _usual(details: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what goes without saying for the kind of handout that details name."""
    return _USUAL.get(str(details.get("kind")), {})


# What a kind of handout is unless conf.py says otherwise.
_USUAL: dict[str, dict[str, Any]] = {
    "slides": {
        "paper": "presentation-16-9",
        "figures": "here",
        "contents": False,
        "index": False,
        "colophon": False,
        "speaker_notes": "hide",
    }
}
