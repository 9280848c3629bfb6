"""The scripts that languages are set in, and the languages of runs in each of them."""

from __future__ import annotations

from collections.abc import Iterable

from diglot.core.language import Language

HAN, LATIN = "han", "latin"


def script_of(language: Language) -> str:
    """Return the script a language is set in: HAN or LATIN, which are told apart in a text."""
    return script_of_tag(language.bcp47)


def script_of_tag(tag: str) -> str:
    """Return the script of the language of a BCP 47 tag."""
    return HAN if tag.partition("-")[0] in ("zh", "ja") else LATIN


def lang_and_region(language: Language) -> tuple[str, str | None]:
    """Return a language as Typst's `text` takes it: `lang`, and `region` where it has one."""
    tag, _sep, region = language.bcp47.partition("-")
    return tag, region if len(region) == 2 else None


def languages_by_script(
    language: Language, languages: Iterable[Language]
) -> dict[str, tuple[str, str | None]]:
    """Return the `lang` and `region` of runs in each script in a document in `language`.

    They are those of the project's first language in that script, else of Chinese and English. The
    directions ``ltr`` and ``rtl`` count as scripts, too, with Arabic for the second one.
    """
    languages = list(languages)
    by_script: dict[str, tuple[str, str | None]] = {HAN: ("zh", "CN"), LATIN: ("en", None)}
    foreign = (other for other in languages if script_of(other) != script_of(language))
    if other := next(foreign, None):
        by_script[script_of(other)] = lang_and_region(other)
    for direction, usual in (("ltr", ("en", None)), ("rtl", ("ar", None))):
        first = next(
            (candidate for candidate in languages if candidate.direction == direction), None
        )
        by_script[direction] = lang_and_region(first) if first else usual
    return by_script
