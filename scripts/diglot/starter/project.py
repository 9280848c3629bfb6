"""The files of a new project, as texts by their paths."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from string import Template
from types import MappingProxyType

from diglot.core.language import Language
from diglot.core.languages import Languages
from diglot.starter.requirement import requirement
from diglot.starter.words import Words, sentences_of, words_in

FILES = Path(__file__).parent / "files"
"""The skeletons; those of pages and of the README are in English, a sentence a line."""
_AS_THEY_ARE = {
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
    ".github/workflows/pages.yml": "pages.yml",
    ".readthedocs.yaml": "readthedocs.yaml",
}


class Kind(StrEnum):
    """What a project is to become: one page, or pages in chapters."""

    TALK = "talk"
    BOOK = "book"


_PAGES = {
    Kind.TALK: {"docs/index.md": "talk.md"},
    Kind.BOOK: {"docs/index.md": "book.md", "docs/chapter.md": "chapter.md"},
}


@dataclass(frozen=True, slots=True)
class NewProject:
    """What somebody wants to begin; `names` are its names by the tags of languages."""

    languages: Languages
    kind: Kind
    names: Mapping[str, str]

    def files(self) -> dict[str, str]:
        """Return the texts of all files but the catalogs, by their paths in the project."""
        return {
            **{path: _skeleton(name) for path, name in _AS_THEY_ARE.items()},
            "conf.py": self._conf(),
            "requirements.txt": requirement(self.languages) + "\n",
            "README.md": "\n---\n\n".join(
                words.page(_skeleton("README.md")) for words in map(self.words, self.languages)
            ),
            **{
                path: self.words(self.languages.source).page(_skeleton(name))
                for path, name in _PAGES[self.kind].items()
            },
        }

    def translations(self, target: Language) -> dict[str, str]:
        """Return the translations of the pages' messages; what has none in `target` is missing."""
        source, words = self.words(self.languages.source), self.words(target)
        pages = _PAGES[self.kind].values()
        pairs = {
            source.say(sentence): words.say(sentence)
            for page in pages
            for sentence in sentences_of(_skeleton(page))
            if words.is_own and sentence != "$name"
        }
        found = {msgid: text for msgid, text in pairs.items() if text and text != msgid}
        # A name that is the same in both languages is translated, too.
        name = self.names.get(target.tag)
        return {**found, self._name(self.languages.source): name} if name else found

    def words(self, language: Language) -> Words:
        """Return the sentences in a language, with the paths and names of this project."""
        target = self.languages.targets[0]
        document = [*_PAGES[self.kind]][-1]
        domain = Path(document).stem
        fields = {
            "name": self._name(language),
            "document": document,
            "catalog": f"locales/{target.tag}/LC_MESSAGES/{domain}.po",
        }
        return words_in(language, fields)

    def _name(self, language: Language) -> str:
        return self.names.get(language.tag) or self.names[self.languages.source.tag]

    def _conf(self) -> str:
        return conf_text(self.languages, self.kind)


def conf_text(
    languages: Languages,
    kind: Kind,
    *,
    extensions: Iterable[str] = (),
    myst: Iterable[str] = ("attrs_inline", "colon_fence", "deflist", "dollarmath", "substitution"),
    about: Mapping[str, object] = MappingProxyType({}),
    settings: Mapping[str, object] = MappingProxyType({}),
) -> str:
    """Return a conf.py; `extensions` and `settings` come beside those that every project has.

    `about` are settings that come first. All values are literals.
    """
    return Template(_skeleton("conf.py.txt")).substitute(
        extensions=json.dumps(["myst_parser", *sorted(extensions), "diglot"]),
        myst=json.dumps(sorted(myst)),
        source=languages.source.tag,
        languages=json.dumps([language.tag for language in languages]),
        kind=kind,
        about=_lines(about) + "\n" if about else "",
        more=_lines(settings),
    )


def _lines(settings: Mapping[str, object]) -> str:
    return "".join(f"{name} = {_literal(value)}\n" for name, value in settings.items())


def _literal(value: object) -> str:
    """Return a value as Python writes it, strings in double quotes as formatters do."""
    if isinstance(value, bool):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def frame(languages: Languages, name: str, packages: Iterable[str]) -> dict[str, str]:
    """Return the files of a project besides its pages and conf.py, by their paths.

    `packages` are those that it needs besides diglot.
    """
    project = NewProject(languages, Kind.TALK, {languages.source.tag: name})
    pages = {*_PAGES[Kind.TALK], "conf.py"}
    files = {path: text for path, text in project.files().items() if path not in pages}
    needed = "".join(f"{package}\n" for package in sorted(packages))
    return {**files, "requirements.txt": files["requirements.txt"] + needed}


def _skeleton(name: str) -> str:
    return (FILES / name).read_text("utf-8")
