"""The judges of one project, made from its settings and its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from weakref import WeakKeyDictionary

from myst_parser.config.main import (
    MdParserConfig,
    TopmatterReadError,
    merge_file_level,
    read_topmatter,
)
from sphinx.config import Config

from diglot.catalog.effects import Judge
from diglot.core.errors import DiglotError
from diglot.sphinxext.safety.judge import (
    MarkupJudge,
    all_of,
    definitions_in,
    everything_goes,
    page_text_judge,
)
from diglot.sphinxext.safety.myst import MystEffects, myst_effects
from diglot.sphinxext.safety.rst import RstEffects
from diglot.sphinxext.safety.settings import myst_config
from diglot.sphinxext.safety.sources import Files, read_sources

RST = "restructuredtext"


class Judges:
    """Makes the judges of a project.

    `suffixes` are those of its documents with the names of their parsers, `myst` is MyST's
    configuration, None where the project does without. All translations are taken if the project
    `trusts` its translators. `links_words` is `MystEffects`'.
    """

    def __init__(
        self,
        suffixes: Mapping[str, str | None],
        myst: MdParserConfig | None,
        *,
        trusts: bool,
        links_words: bool = False,
    ) -> None:
        self._suffixes, self._config, self._trusts = suffixes, myst, trusts
        self._rst = RstEffects()
        self._links_words = links_words
        self._myst = self._effects(myst) if myst and not trusts else None
        self._judges: dict[Path, tuple[Files, Judge]] = {}

    def of_document(self, docname: str, srcdir: Path) -> Judge:
        """Return the judge for the messages of a document, read anew where it is a new page."""
        if self._trusts:
            return everything_goes
        for suffix, parser in self._suffixes.items():
            path = srcdir / f"{docname}{suffix}"
            if path.is_file():
                known = self._judges.get(path)
                if known is None or not known[0].are_current:
                    texts, files = read_sources(path, srcdir)
                    known = files, self._judge_of(texts, is_rst=(parser or RST) == RST)
                    self._judges[path] = known
                return known[1]
        return self.of_unknown()

    def of_unknown(self) -> Judge:
        """Return the judge for messages whose document is not there."""
        return everything_goes if self._trusts else MarkupJudge((self._myst or self._rst,))

    def of_page_texts(self) -> Judge:
        """Return the judge for what stands around the pages' own text: conf.py's, templates'."""
        if self._trusts:
            return everything_goes
        return all_of((page_text_judge, self.of_unknown()))

    def _judge_of(self, texts: Sequence[str], *, is_rst: bool) -> Judge:
        if is_rst or self._myst is None:
            reads_myst = any(":parser: myst" in text or ".md\n" in text for text in texts)
            return MarkupJudge(
                (self._rst, self._myst) if self._myst and reads_myst else (self._rst,)
            )
        finder = self._of_page(texts[0], self._myst)
        reads_rst = any("{eval-rst}" in text or ":parser:" in text for text in texts)
        finders = (finder, self._rst) if reads_rst else (finder,)
        return MarkupJudge(finders, definitions_in("\n\n".join(texts)))

    def _of_page(self, text: str, usual: MystEffects) -> MystEffects:
        """Return what reads a page whose front matter may set MyST's settings for itself."""
        if self._config is None or not text.startswith("---") or "myst" not in text:
            return usual
        try:
            front_matter = read_topmatter(text) or {}
        except TopmatterReadError:
            return usual
        return self._effects(merge_file_level(self._config, front_matter, lambda *_: None))

    def _effects(self, myst: MdParserConfig) -> MystEffects:
        return myst_effects(myst, links_words=self._links_words)


_judges: WeakKeyDictionary[Config, Judges] = WeakKeyDictionary()


def judges_of(config: Config) -> Judges:
    """Return the judges of a build; the same as long as the build has its configuration."""
    if not isinstance(config.source_suffix, dict):
        # The texts of conf.py are judged before Sphinx has put its own form of this setting there.
        return _made(config)
    if config not in _judges:
        _judges[config] = _made(config)
    return _judges[config]


def stock_judges(config: Config) -> Judges:
    """Return the judges of a build in which Sphinx translates, which makes links of words."""
    return _made(config, links_words=True)


def _made(config: Config, *, links_words: bool = False) -> Judges:
    trusts = config.diglot_trust_translations
    return Judges(config.source_suffix, _myst_of(config), trusts=trusts, links_words=links_words)


def _myst_of(config: Config) -> MdParserConfig | None:
    if "myst_enable_extensions" not in config:
        return None
    try:
        return myst_config(config)
    except DiglotError:
        return MdParserConfig()  # what MyST itself does with settings that it does not accept
