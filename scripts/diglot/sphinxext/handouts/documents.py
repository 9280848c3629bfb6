"""The documents that handouts name: a project may exclude some of them in one language."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from diglot.core.errors import DiglotError
from diglot.core.i18n import _, choice_of
from diglot.sphinxext.config.documents import KnownDocuments
from diglot.sphinxext.config.handout_details import wrong


@dataclass(frozen=True, slots=True)
class NamedDocuments:
    """What a handout names, in order: what a language has of it, and what it excludes."""

    there: tuple[str, ...]
    excluded: tuple[str, ...]


def named_documents(key: str, named: Any, known: KnownDocuments) -> NamedDocuments:
    """Return the documents that the detail `key` of a handout names.

    Raises DiglotError where it names none, or one that no language has.
    """
    names = [named] if isinstance(named, str) else named
    if not isinstance(names, list | tuple):
        raise wrong(key, named, _("the name of a document, or a list of them"))
    if not names:
        raise DiglotError(_("it names no document"), hint=_("give it a document, such as 'index'"))
    docnames = dict.fromkeys(_docname(str(name)) for name in names)
    there = tuple(docname for docname in docnames if docname in known.own)
    excluded = tuple(docname for docname in docnames if docname not in known.own)
    for docname in excluded:
        if not known.is_elsewhere(docname):
            raise _no_document(docname, known.own)
    return NamedDocuments(there, excluded)


def _no_document(docname: str, known: Set[str]) -> DiglotError:
    last = docname.rpartition("/")[2]
    near = [other for other in sorted(known) if last in other][:3]
    return DiglotError(
        _("there is no document {document!r}", document=docname),
        hint=_("did you mean {names}?", names=choice_of(near))
        if near
        else _("correct it in conf.py"),
    )


def _docname(text: str) -> str:
    for suffix in (".md", ".rst"):
        text = text.removesuffix(suffix)
    return text.strip("/")
