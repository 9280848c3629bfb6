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
from diglot.core.i18n import _, choice_of
from diglot.sphinxext.config.conf_lines import line_of
from diglot.sphinxext.config.handout_details import checked, wrong
from diglot.sphinxext.config.languages import current_language, languages_of
from diglot.sphinxext.handouts.handout import Handout, title_of
from diglot.sphinxext.handouts.pdf import pdfs_of
from diglot.sphinxext.handouts.selection import Selection
from diglot.sphinxext.reporting.warn import place, warn


def read_handouts(app: Sphinx, found_docs: set[str]) -> Iterator[Handout]:
    """Yield the handouts of ``diglot_handouts``; report each that makes no sense."""
    conf = Path(app.confdir) / "conf.py"
    for handout in requested_handouts(app.config, conf, found_docs):
        if isinstance(handout, Handout):
            yield handout
        else:
            at = place(conf, handout.line)
            warn(Code.BAD_HANDOUT, handout.message, at=at, hint=handout.hint)


def titles_by_filename(app: Sphinx) -> dict[str, str]:
    """Return the titles of the handouts that begin in an application's language, by file name."""
    srcdir, own = Path(app.srcdir), current_language(app)
    pair = languages_of(app.config, srcdir).pair
    is_paired = pair and pair[0] == own and app.config.diglot_parallel is not False
    readings = [(own,), pair] if pair and is_paired else [(own,)]
    conf = Path(app.confdir) / "conf.py"
    return {
        filename: title_of(handout, app.env, srcdir)
        for handout in requested_handouts(app.config, conf, set(app.env.found_docs))
        if isinstance(handout, Handout)
        for languages in readings
        for pdf in pdfs_of(handout, languages)
        for filename in pdf.files.values()
    }


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
            yield _read(str(name), request, config.diglot_handouts_defaults, found_docs)
        except DiglotError as error:
            text = _(
                "the handout {name!r} was left out: {message}", name=name, message=error.message
            )
            yield BadHandout(text, line_of(conf, "diglot_handouts", name), error.hint)


def _read(name: str, request: Any, defaults: Mapping[str, Any], found_docs: set[str]) -> Handout:
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
    documents = _documents("documents", asked.pop("documents", ()), found_docs)
    if "appendix" in asked:
        asked["appendix"] = _documents("appendix", asked["appendix"], found_docs)
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
    return Handout(name, documents, **asked)


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


def _documents(key: str, named: Any, found_docs: set[str]) -> tuple[str, ...]:
    names = [named] if isinstance(named, str) else named
    if not isinstance(names, list | tuple):
        raise wrong(key, named, _("the name of a document, or a list of them"))
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
