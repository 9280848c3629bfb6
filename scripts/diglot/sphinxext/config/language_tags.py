"""Which tags are languages, in Sphinx's and gettext's spelling: Babel knows them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global

from diglot.core.i18n import _

# Language, script, region and, behind an @, a variant as gettext has it: sr@latin.
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(_(?P<script>[A-Z][a-z]{3}))?(_(?P<region>\w+))?(@\w+)?"
)
# As Babel spells it in the names of its data, where it heeds no case.
_TERRITORY = re.compile(r"[A-Z]{2}|[0-9]{3}")
# These say that a language is not known, or that there is none (ISO 639-2).
_NO_LANGUAGES = frozenset({"mis", "mul", "und", "zxx"})


def is_tag(text: object) -> bool:
    """Return whether a value is the tag of a language, such as ``en``, ``zh_CN`` or ``pt_BR``."""
    match = _TAG.fullmatch(text) if isinstance(text, str) else None
    if match is None or match["language"] in _NO_LANGUAGES:
        return False
    if _has_data(match["language"], match["script"], match["region"]):
        return True  # without reading all names
    names = Locale("en")
    return (
        (match["language"] in names.languages or _may_be_rare(match["language"]))
        and (not match["script"] or match["script"] in names.scripts)
        and (not match["region"] or match["region"] in names.territories)
    )


def nearest_tag(text: object) -> str:
    """Return the tag that was meant: with other case and signs, or by a name; "" for none."""
    words = str(text).strip()
    language, *others = re.split(r"[-_]", words)
    parts = [part.title() if len(part) == 4 else part.upper() for part in others]
    tag = "_".join([_aliases().get(language.lower(), language.lower()), *parts])
    return tag if is_tag(tag) else _named(words.lower()) or _of_country(words.upper())


def wrong_tag(text: object) -> tuple[str, str]:
    """Return what is wrong with a value that is no tag, and the next step."""
    near = nearest_tag(text)
    tags = _("languages have Sphinx's tags, such as 'en', 'zh_CN' or 'pt_BR'")
    if near:
        tags = _("did you mean {name!r}? {otherwise}", name=near, otherwise=tags)
    return _("{value} is no language", value=repr(text)), tags


def _has_data(language: str, script: str | None, region: str | None) -> bool:
    """Return whether Babel has data of its own for just this language, script and region."""
    if region and not _TERRITORY.fullmatch(region):
        return False
    tag = "_".join(filter(None, (language, script, region)))
    if script is None and region:
        # Chinese of China, zh_CN, lies under its script: zh_Hans_CN.
        likely = get_global("likely_subtags")
        full = likely.get(tag) or likely.get(language, "")
        if full.endswith(f"_{region}") and localedata.exists(full):
            return True
    return bool(localedata.exists(tag))


def _may_be_rare(language: str) -> bool:
    """Return whether a code may be one of the thousands of ISO 639-3 that Babel has no name for."""
    return len(language) == 3 and language not in _aliases()


def _aliases() -> Mapping[str, str]:
    """Return the two letters that stand for languages with codes of three, such as eng."""
    aliases: Mapping[str, str] = get_global("language_aliases")
    return aliases


def _of_country(code: str) -> str:
    """Return the tag of the language of a country, such as ja for JP."""
    if code not in Locale("en").territories:
        return ""
    try:
        found = Locale.parse(f"und_{code}")
    except (UnknownLocaleError, ValueError):
        return ""
    return f"zh_{code}" if found.language == "zh" else str(found.language)


def _named(name: str) -> str:
    """Return the tag of a language by its English, Chinese or own name."""
    for readers in ("en", "zh"):
        for tag, known in Locale(readers).languages.items():
            if known.lower() == name and is_tag(tag):
                return str(tag)
    own = ((tag, Locale.parse(tag).get_display_name()) for tag in localedata.locale_identifiers())
    return next((tag for tag, known in own if known and known.lower() == name and is_tag(tag)), "")
