"""Fonts: what there is to set type with, and which families serve a language."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst

from diglot.core.errors import DiglotError
from diglot.core.i18n import _, listed

# Packages whose folder holds fonts. Whoever has them gets the same pages on every machine.
_PACKAGES = (
    "pylopdf_fonts_zh_cn",
    "pylopdf_fonts_zh_tw",
    "pylopdf_fonts_jp",
    "pylopdf_fonts_ko",
    "manimgx_fonts_cjk",
    "manimgx_fonts",
    "fontpkg_ibm_plex_sans_arabic",
)

# Families by what they can do, the best first. A name that is not there is passed over, so the
# same table serves pip, Debian and a designer's own machine.
_LATIN = {
    "serif": ("Libertinus Serif", "Noto Serif", "DejaVu Serif"),
    "sans": ("Noto Sans", "Liberation Sans", "DejaVu Sans"),
    "mono": ("DejaVu Sans Mono", "Noto Sans Mono", "Liberation Mono"),
}
_HAN: dict[str, dict[str, tuple[str, ...]]] = {
    "zh": {
        "serif": ("Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC"),
        "sans": ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "Heiti SC"),
    },
    "zh-Hant": {
        "serif": ("Noto Serif TC", "Noto Serif CJK TC", "Source Han Serif TC", "Songti TC"),
        "sans": ("Noto Sans CJK TC", "Source Han Sans TC", "Noto Sans TC", "Heiti TC"),
    },
    "ja": {
        "serif": ("Noto Serif JP", "Noto Serif CJK JP", "Source Han Serif", "Hiragino Mincho ProN"),
        "sans": ("Noto Sans CJK JP", "Source Han Sans", "Noto Sans JP", "Hiragino Sans"),
    },
    "ko": {
        "serif": ("Noto Serif KR", "Noto Serif CJK KR", "Source Han Serif K"),
        "sans": ("Noto Sans CJK KR", "Source Han Sans K", "Noto Sans KR"),
    },
}
_MATHS = ("New Computer Modern Math", "STIX Two Math", "DejaVu Math TeX Gyre")
# For whatever the families above lack: signs, emoji, other scripts.
# Noto's Arabic is no choice: it puts letters together of parts, which nobody can copy or search.
_LAST_RESORTS = (
    *("Noto Sans", "Noto Sans Symbols", "Noto Emoji", "DejaVu Sans"),
    "IBM Plex Sans Arabic",
)

_HAN_LANGUAGES = ("zh", "ja", "ko")

Family = str | dict[str, str]


@dataclass(frozen=True, slots=True)
class Faces:
    """The families of a handout by their part, each a list in order of preference.

    A dictionary is a family that is used for some characters only, as Typst spells it.
    """

    serif: tuple[Family, ...]
    sans: tuple[Family, ...]
    mono: tuple[Family, ...]
    math: tuple[Family, ...]


@dataclass(frozen=True, slots=True)
class FontBook:
    """All fonts at hand: Typst's object, the families' names and a hash of the fonts' facts.

    Of the system's fonts `families` names only those that were asked for. `folders` and `requested`
    are what `font_book` was called with.
    """

    folders: tuple[str, ...]
    requested: tuple[str, ...]
    fonts: typst.Fonts
    families: frozenset[str]
    identity: str


@cache
def font_book(folders: tuple[str, ...] = (), requested: tuple[str, ...] = ()) -> FontBook:
    """Return the fonts of `folders`, of the font packages and of Typst itself.

    The system's are among them only where one of the families `requested` is in none of these, so
    that the same sources make the same pages on every machine.
    """
    fonts = _fonts(folders, system=False)
    families = {font.family for font in fonts.fonts()}
    if others := set(requested) - families:
        fonts = _fonts(folders, system=True)
        families |= others & {font.family for font in fonts.fonts()}
    return FontBook(folders, requested, fonts, frozenset(families), _identity(fonts))


def _fonts(folders: Iterable[str], *, system: bool) -> typst.Fonts:
    paths = [*folders, *_package_folders()]
    return typst.Fonts(include_system_fonts=system, font_paths=paths)


def _identity(fonts: typst.Fonts) -> str:
    listed = fonts.fonts()
    identity = hashlib.sha256()
    for font in sorted(listed, key=lambda font: (font.family, font.style, font.weight, font.index)):
        facts = (font.family, font.style, font.weight, font.index, _size(font.path))
        identity.update(repr(facts).encode())
    return identity.hexdigest()


def faces_for(
    language: str,
    families: Iterable[str],
    requested: Mapping[str, Sequence[str] | str] | None = None,
    others: Iterable[str] = (),
) -> Faces:
    """Return the families to set `language` (BCP 47) with, out of those there are.

    `requested` puts families before the usual ones: part (serif, sans, mono, math) to name or
    names; for Chinese, Japanese or Korean the first of several names is the Latin family.
    `others` are the languages beside it: 汉字 in an English text have the forms of the first that
    is written with them. Where there is no serif for a language, its sans stands in.
    Raises DiglotError, with what to install, where no family can set the language or a
    request names one that is not there.
    """
    available = frozenset(families)
    own_families = {part: names_of(value) for part, value in (requested or {}).items()}
    _require_families(own_families, available)
    base = language.partition("-")[0]
    han = _HAN[_han_key([language, *others])]
    parts: dict[str, tuple[Family, ...]] = {}
    for part in ("serif", "sans", "mono"):
        latin = _present(_LATIN[part], available)
        sans = _present(han["sans"], available)
        asian = _present(han["serif"], available) or sans if part == "serif" else sans
        if base in _HAN_LANGUAGES and not asian:
            raise _missing(language, part)
        if not latin:
            raise _missing("en", part)
        own = own_families.get(part, [])
        parts[part] = _order(own, latin, asian, available, han_first=base in _HAN_LANGUAGES)
    maths = (*own_families.get("math", ()), *_present(_MATHS, available), *parts["serif"])
    return Faces(parts["serif"], parts["sans"], parts["mono"], maths)


# A language for each key of `_HAN`, and one that is set in an alphabet.
_TAGS = {"zh": "zh", "zh-Hant": "zh-TW", "ja": "ja", "ko": "ko", "latin": "en"}


def foreign_faces(language: str, families: Iterable[str]) -> dict[str, Faces]:
    """Return the families for words in other languages in a text in `language` (BCP 47).

    They are told apart as far as faces are: "zh", "zh-Hant", "ja", "ko" and "latin".
    """
    available = frozenset(families)
    return {key: faces_for(tag, available, others=[language]) for key, tag in _TAGS.items()}


def _order(
    own: Sequence[str],
    latin: Sequence[str],
    asian: Sequence[str],
    available: frozenset[str],
    *,
    han_first: bool,
) -> tuple[Family, ...]:
    rest = [*asian, *latin[1:], *_present(_LAST_RESORTS, available)]
    names = [*own, latin[0], *rest]
    # A single family for Chinese has 汉字 and letters; of several, the first has the letters.
    if not han_first or len(own) == 1:
        return tuple(dict.fromkeys(names))
    # Quotation marks and dashes are shared: in Chinese text they are Chinese and full-width, so
    # the Latin family may not have them.
    first: Family = {"name": names[0], "covers": "latin-in-cjk"}
    return (first, *dict.fromkeys(name for name in names[1:] if name != names[0]))


def _han_key(languages: Iterable[str]) -> str:
    """Return the key in `_HAN` of the first language that has one, else that of Chinese."""
    for language in languages:
        base, _, region = language.partition("-")
        if base == "zh" and region in ("TW", "HK", "MO", "Hant"):
            return "zh-Hant"
        if base in _HAN:
            return base
    return "zh"


def _present(names: Iterable[str], available: frozenset[str]) -> list[str]:
    return [name for name in names if name in available]


def names_of(value: Sequence[str] | str) -> list[str]:
    """Return names that conf.py gives as a list, or one without a list around it."""
    return [value] if isinstance(value, str) else list(value)


def _require_families(own_families: Mapping[str, Sequence[str]], available: frozenset[str]) -> None:
    for part, names in own_families.items():
        for name in names:
            if name not in available:
                raise DiglotError(
                    _("the {part} font {name!r} is not installed", part=part, name=name),
                    hint=_(
                        "install it, name the folder it is in, or choose another: {fonts}",
                        fonts=listed(sorted(available)[:12]),
                    ),
                )


def _missing(language: str, part: str) -> DiglotError:
    return DiglotError(
        _("no {part} font for {language} was found", part=part, language=language),
        hint=_("pip install pylopdf-fonts-zh-cn manimgx-fonts-cjk, or name a font in diglot_fonts"),
    )


def _package_folders() -> list[str]:
    folders = []
    for name in _PACKAGES:
        spec = importlib.util.find_spec(name)
        if spec and spec.origin:
            folders.append(str(Path(spec.origin).parent))
    return folders


def _size(path: str | None) -> int:
    return Path(path).stat().st_size if path else 0
