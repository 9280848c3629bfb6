"""The transform that translates a document, in place of Sphinx's ``Locale``."""

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
from diglot.sphinxext.i18n.lookup import NO_TRANSLATIONS, Translations, translations_of
from diglot.sphinxext.i18n.record import ExtractedMessage, TranslationRecord, store_record
from diglot.sphinxext.i18n.translate.code import code_messages, translate_code
from diglot.sphinxext.i18n.translate.drawings import drawing_messages, translate_drawings
from diglot.sphinxext.i18n.translate.indexes import (
    add_pinyin_keys,
    index_messages,
    translate_indexes,
)
from diglot.sphinxext.i18n.translate.kept import keep_if_asked
from diglot.sphinxext.i18n.translate.node_translator import NodeTranslator
from diglot.sphinxext.i18n.translate.notes import MessageNotes
from diglot.sphinxext.i18n.translate.parsers import MessageParsers
from diglot.sphinxext.i18n.translate.substitutions import substitution_messages
from diglot.sphinxext.i18n.translate.translatable import (
    TranslatableNode,
    front_matter_nodes,
    translatable_nodes,
)
from diglot.sphinxext.safety.judges import judges_of
from diglot.sphinxext.transforms import priorities


class Translate(SphinxTransform):
    """Translates a document, and records its messages and how many of them are translated."""

    default_priority = priorities.TRANSLATE

    source_only: ClassVar[WeakSet[BuildEnvironment]] = WeakSet()
    """The environments of builds that make templates, for which nothing is translated."""

    def apply(self, **_kwargs: Any) -> None:
        """Record the messages of the document and translate it."""
        contexts = take_contexts()
        # Collected before anything is translated.
        items = [*front_matter_nodes(self.document), *translatable_nodes(self.document)]
        extracted = tuple(dict.fromkeys(self._extracted(items, contexts)))
        progress, translations = Progress(), NO_TRANSLATIONS
        if self.env not in self.source_only:
            judge = judges_of(self.config).of_document(self._docname, self._srcdir)
            translations = translations_of(self._docname, self.config, self._srcdir)
            translations = translations.judged(judge, warns=True)
            progress = self._translate(items, translations, contexts)
        catalogs = tuple(map(str, translations.paths))
        store_record(self.env, self._docname, TranslationRecord(extracted, progress, catalogs))

    @property
    def _docname(self) -> str:
        return self.env.current_document.docname

    @property
    def _srcdir(self) -> Path:
        return Path(self.env.srcdir)

    def _extracted(
        self, items: list[TranslatableNode], contexts: list[MystContext]
    ) -> Iterator[ExtractedMessage]:
        source, notes = str(self.document["source"]), MessageNotes()
        yield from self._substitutions(contexts)
        for item in items:
            path, line = str(item.node.source or source), item.node.line or 1
            yield ExtractedMessage(item.msgid, path, line, notes.of(item.node, item.kind))
        yield from self._of_others(notes)

    def _substitutions(self, contexts: list[MystContext]) -> Iterator[ExtractedMessage]:
        for context in contexts:
            yield from substitution_messages(
                context, self.config.myst_substitutions, context.document["source"]
            )

    def _of_others(self, notes: MessageNotes) -> Iterator[ExtractedMessage]:
        yield from index_messages(self.document, notes)
        yield from code_messages(self.document, self.config, notes)
        yield from drawing_messages(self.document, self.env, notes)

    def _without_blocks(self, contexts: list[MystContext]) -> Iterator[str]:
        """Yield the messages that are not, or not only, those of blocks."""
        for message in (*self._substitutions(contexts), *self._of_others(MessageNotes())):
            yield message.msgid

    def _translate(
        self,
        items: list[TranslatableNode],
        translations: Translations,
        contexts: list[MystContext],
    ) -> Progress:
        target = language(self.config.language)
        source = languages_of(self.config, self._srcdir).source
        is_source = source.tag == target.tag
        progress = Progress()
        if translations.paths or not is_source:
            for path in translations.paths:
                self.env.note_dependency(path)
            parsers = MessageParsers(self.document, self.env, contexts, translations)
            marks = self.config.diglot_marks and not is_source
            translator = NodeTranslator(
                self.document, self.env, translations, parsers, source, marks
            )
            keep_if_asked(self._docname, translator, items, self._without_blocks(contexts))
            # Adding a prefix to Sphinx's warnings is slow, changing it is not. So an empty one is
            # added here, and each message changes it to the place of its catalog entry.
            with prefixed_warnings(""):
                states = list(self._translate_all(items, translations, translator))
            progress = Progress() if is_source else progress_of_states(states)
            self._note_for_sphinx(states)
        if target.is_chinese:
            add_pinyin_keys(self.document)
        return progress

    def _translate_all(
        self,
        items: list[TranslatableNode],
        translations: Translations,
        translator: NodeTranslator,
    ) -> Iterator[State]:
        """Translate everything; yield the state of each text that needs a translation."""
        translate_code(self.document, self.config, translations)
        for item in sorted(items, key=_is_no_image):
            state = translator.translate(item)
            if state is not None:
                yield state
        translate_indexes(self.document, translations)
        translate_drawings(self.document, self.env, translations)

    def _note_for_sphinx(self, states: list[State]) -> None:
        """Set what Sphinx's substitution ``|translation progress|`` shows."""
        translated = sum(state is State.TRANSLATED for state in states)
        self.document["translation_progress"] = {"total": len(states), "translated": translated}


def _is_no_image(item: TranslatableNode) -> bool:
    """Sort images before texts.

    The message of a text with an image in it contains the image's alternative text. Where the
    image has been translated already, its text is taken over (see `restore_images`).
    """
    return not isinstance(item.node, nodes.image)
