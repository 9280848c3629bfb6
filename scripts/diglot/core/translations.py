"""The catalogs of this package: its sentences in the languages of its users."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, partial
from gettext import c2py
from pathlib import Path

import diglot
from diglot.core.i18n import Catalogs

LOCALE = Path(diglot.__file__).parent / "locale"
"""The folder of the catalogs."""
ENGLISH = "en"
"""The language of the sentences themselves."""

_TAIWANESE = frozenset({"tw", "hk", "mo", "hant"})
"""Regions and scripts whose readers read zh_TW more easily than zh_CN."""

_ENTRY = re.compile(
    r"^(?P<fuzzy>#, .*\bfuzzy\b.*\n)?(?:#.*\n)*"
    r'(?:msgctxt .*\n)?msgid (?P<msgid>".*"\n(?:".*"\n)*)'
    r'(?:msgid_plural ".*"\n(?:".*"\n)*)?'
    r'(?P<strings>(?:msgstr(?:\[\d\])? ".*"\n(?:".*"\n)*)+)',
    re.MULTILINE,
)
_STRING = re.compile(r'^msgstr(?:\[\d\])? (".*"\n(?:".*"\n)*)', re.MULTILINE)
_LINE = re.compile(r'"(.*)"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t"}
_PLURAL_FORMS = re.compile(r"plural=([^;\n]+)")


@dataclass(frozen=True, slots=True)
class OwnCatalog:
    """The translations of one catalog of the package."""

    strings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    plural_forms: str = "n != 1"

    def gettext(self, message: str) -> str:
        """Return the translation of a message; the message where there is none."""
        return self.strings.get(message, (message,))[0]

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the translation for a number."""
        if singular not in self.strings:
            return singular if number == 1 else plural
        return self.strings[singular][c2py(self.plural_forms)(number)]


def read_own_catalog(path: Path) -> OwnCatalog:
    """Read a catalog of this package, quickly.

    They are in canonical format, which a test holds; `diglot.catalog` reads those of users.
    """
    strings: dict[str, tuple[str, ...]] = {}
    for entry in _ENTRY.finditer(path.read_text("utf-8")):
        found = tuple(map(_unquoted, _STRING.findall(entry["strings"])))
        if all(found) and not entry["fuzzy"]:
            strings[_unquoted(entry["msgid"])] = found
    header = strings.pop("", ("",))[0]
    forms = _PLURAL_FORMS.search(header)
    return OwnCatalog(strings, forms[1] if forms else "n != 1")


def own_catalogs_of(tags: Iterable[str]) -> list[Catalogs]:
    """Return the catalogs of languages, each once; English serves those that have none."""
    languages = dict.fromkeys(serving_language(tag) or ENGLISH for tag in tags)
    return [partial(_own_catalog, language) for language in languages]


def serving_language(tag: str) -> str | None:
    """Return the language of ours whose readers read a tag's; None where there is none."""
    base, *rest = re.split(r"[_-]", tag.lower())
    if base == ENGLISH:
        return ENGLISH
    if base != "zh":
        return None
    return "zh_TW" if not _TAIWANESE.isdisjoint(rest) else "zh_CN"


@cache
def _own_catalog(language: str, domain: str) -> OwnCatalog | None:
    path = LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
    return read_own_catalog(path) if path.is_file() else None


def _unquoted(quoted: str) -> str:
    text = "".join(_LINE.findall(quoted))
    return _ESCAPE.sub(lambda match: _ESCAPES.get(match[1], match[1]), text)
