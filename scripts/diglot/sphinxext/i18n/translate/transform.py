"""The transform that takes the place of Sphinx's: each message in the language of the build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar
from weakref import WeakSet

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util.logging import prefixed_warnings

from diglot.catalog.entry import State
from diglot.catalog.progress import Progress, progress_of_states
from diglot.core.language import language
from diglot.sphinxext.compat.myst import MystContext, take_contexts
from diglot.sphinxext.config.languages import languages_of
from diglot.sphinxext.i18n.lookup import NONE, Translations, translations_of
from diglot.sphinxext.i18n.record import Extracted, Record, keep_record
from diglot.sphinxext.i18n.translate.blocks import Blocks
from diglot.sphinxext.i18n.translate.code import code_messages, translate_code
from diglot.sphinxext.i18n.translate.drawings import drawing_messages, translate_drawings
from diglot.sphinxext.i18n.translate.indexes import index_messages, sort_chinese, translate_indexes
from diglot.sphinxext.i18n.translate.markups import Markups
from diglot.sphinxext.i18n.translate.messages import Message, fields_of, messages_of
from diglot.sphinxext.i18n.translate.places import Places
from diglot.sphinxext.i18n.translate.substitutions import substitution_messages
from diglot.sphinxext.transforms import order


class Translate(SphinxTransform):
    """Translates a document and records its messages and how far they are."""

    default_priority = order.TRANSLATE

    source_only: ClassVar[WeakSet[BuildEnvironment]] = WeakSet()
    """The environments of builds that make templates, which ask for the source."""

    def apply(self, **_kwargs: Any) -> None:
        """Translate the document, unless its builder asks for the source."""
        contexts = take_contexts()
        # Collected before anything is shown in another language.
        body = [*fields_of(self.document), *messages_of(self.document)]
        extracted = tuple(dict.fromkeys(self._extracted(body, contexts)))
        progress, translations = Progress(), NONE
        if self.env not in self.source_only:
            translations = translations_of(self._docname, self.config, self._srcdir)
            progress = self._translate(body, translations, contexts)
        served = tuple(map(str, translations.paths))
        keep_record(self.env, self._docname, Record(extracted, progress, served))

    @property
    def _docname(self) -> str:
        return self.env.current_document.docname

    @property
    def _srcdir(self) -> Path:
        return Path(self.env.srcdir)

    def _extracted(self, body: list[Message], contexts: list[MystContext]) -> Iterator[Extracted]:
        source, places = str(self.document["source"]), Places()
        for context in contexts:
            yield from substitution_messages(
                context, self.config.myst_substitutions, context.document["source"]
            )
        for message in body:
            node = message.node
            note = places.note(node, message.kind)
            yield Extracted(message.msgid, str(node.source or source), node.line or 1, note)
        yield from index_messages(self.document, places)
        yield from code_messages(self.document, self.config, places)
        yield from drawing_messages(self.document, self.env, places)

    def _translate(
        self,
        body: list[Message],
        translations: Translations,
        contexts: list[MystContext],
    ) -> Progress:
        here = language(self.config.language)
        source = languages_of(self.config, self._srcdir).source
        at_home = source.tag == here.tag
        progress = Progress()
        if translations.paths or not at_home:
            for path in translations.paths:
                self.env.note_dependency(path)
            markups = Markups(self.document, self.env, contexts, translations)
            marks = self.config.diglot_marks and not at_home
            blocks = Blocks(self.document, self.env, translations, markups, source, marks)
            # Each message has a prefix of its own; exchanging one is less work than adding one.
            with prefixed_warnings(""):
                states = list(self._show(body, translations, blocks))
            progress = Progress() if at_home else progress_of_states(states)
            self._note_for_sphinx(states)
        if here.is_chinese:
            sort_chinese(self.document)
        return progress

    def _show(
        self, body: list[Message], translations: Translations, blocks: Blocks
    ) -> Iterator[State]:
        translate_code(self.document, self.config, translations)
        for message in sorted(body, key=_turn):
            state = blocks.show(message)
            if state is not None:
                yield state
        translate_indexes(self.document, translations)
        translate_drawings(self.document, self.env, translations)

    def _note_for_sphinx(self, states: list[State]) -> None:
        """Leave what Sphinx's ``|translation progress|`` reads."""
        done = sum(state is State.TRANSLATED for state in states)
        self.document["translation_progress"] = {"total": len(states), "translated": done}


def _turn(message: Message) -> int:
    """Images come first: the message of the text around one shows it once more."""
    return 0 if isinstance(message.node, nodes.image) else 1
