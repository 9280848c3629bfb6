"""What `diglot check` would say of a translation that is being written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from diglot.actions.check import known_of
from diglot.actions.desk.codes import InsertableCode, codes_of
from diglot.actions.desk.messages import DeskMessage
from diglot.actions.desk.placed_diagnostics import PlacedDiagnostic, placed_in
from diglot.actions.desk.saving import SavedMessage
from diglot.actions.glossary import glossary_file
from diglot.catalog.glossary import Term
from diglot.catalog.revise import Version, revised
from diglot.checks.plugins import load_plugins
from diglot.checks.run import Judgement, judge_entry
from diglot.checks.table import CHECKS
from diglot.checks.unsafe_translation import unsafe_entry
from diglot.core.language import Language
from diglot.core.project import Project


@dataclass(frozen=True, slots=True)
class RenderedTerm:
    """A term in a message, whether its translation renders it, and how it must not and does."""

    term: Term
    is_rendered: bool
    forbidden: tuple[str, ...]


class Checking:
    """The checks of one language, with all that they know of the project."""

    def __init__(self, project: Project, language: Language) -> None:
        from diglot.sphinxext.markup.book import Book

        self._project, self._language = project, language
        self._book = Book(project)
        known = known_of(project, language, glossary_file(project), self._book)
        self._context, self._consistency = known
        self._checks = (*CHECKS, *load_plugins().checks)
        # To find the documents of a domain, all are looked at.
        self._judge = cache(self._book.judge)

    def learn(self, saved: SavedMessage) -> bool:
        """Take in what was saved; return whether that can be done.

        It cannot where a term of the book's glossaries is translated: much depends on that.
        """
        if saved.after.msgid in self._book.terms:
            return False
        name = self._project.shown(saved.message.path)
        self._consistency.replace(saved.before, saved.after, name)
        return True

    def diagnostics(self, message: DeskMessage, version: Version) -> tuple[PlacedDiagnostic, ...]:
        """Return what is wrong with a version of a message, as if it were confirmed."""
        if message.entry is None or not all(version.msgstr):
            return ()
        entry = revised(message.entry, replace(version, fuzzy=False))
        domain, name = message.placed.domain, self._project.shown(message.path)
        tokenizer = self._book.tokenizer(domain, entry.comments.references)
        judge = self._judge(domain)
        judgements = (
            *(
                Judgement(0, diagnostic)
                for diagnostic in unsafe_entry(entry, name, judge, self._language)
            ),
            *judge_entry(entry, tokenizer, self._context, name, self._checks),
            *self._consistency.check(entry, name),
        )
        if not judgements:
            return ()
        parsed = [tokenizer(text) for text in entry.msgstr]
        return tuple(
            placed_in(judgement, entry.msgstr[judgement.form], parsed[judgement.form])
            for judgement in judgements
        )

    def terms(self, source: str, text: str) -> list[RenderedTerm]:
        """Return the terms that stand in a source, and how its translation renders them."""
        glossary = self._context.glossary
        return [
            RenderedTerm(
                term,
                any(glossary.renders(rendering, text) for rendering in term.renderings),
                tuple(wrong for wrong in term.never if glossary.renders(wrong, text)),
            )
            for term in glossary.terms_in(source)
        ]

    def codes(self, message: DeskMessage) -> list[InsertableCode]:
        """Return the markup of a source that its translation must keep."""
        references = message.entry.comments.references if message.entry else ()
        parsed = self._book.tokenizer(message.placed.domain, references)(message.placed.msgid)
        return codes_of(message.placed.msgid, parsed)
