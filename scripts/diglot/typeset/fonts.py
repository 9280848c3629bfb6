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

# Packages whose folder holds fonts. Whoever has them gets the same pages on every machine.
_PACKAGES = ("pylopdf_fonts_zh_cn", "manimgx_fonts_cjk", "manimgx_fonts")

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
_LAST_RESORTS = ("Noto Sans", "Noto Sans Symbols", "Noto Emoji", "DejaVu Sans")

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
    """All fonts at hand: Typst's object, the families' names and a hash of the fonts' facts."""

    fonts: typst.Fonts
    families: frozenset[str]
    identity: str


@cache
def font_book(folders: tuple[str, ...] = ()) -> FontBook:
    """Return the fonts of `folders`, of the font packages, of Typst itself and of the system."""
    paths = [*folders, *_package_folders()]
    fonts = typst.Fonts(include_system_fonts=True, font_paths=list(paths))
    listed = fonts.fonts()
    identity = hashlib.sha256()
    for font in sorted(listed, key=lambda font: (font.family, font.style, font.weight, font.index)):
        facts = (font.family, font.style, font.weight, font.index, _size(font.path))
        identity.update(repr(facts).encode())
    return FontBook(fonts, frozenset(font.family for font in listed), identity.hexdigest())


def faces_for(
    language: str,
    families: Iterable[str],
    requested: Mapping[str, Sequence[str] | str] | None = None,
) -> Faces:
    """Return the families to set `language` (BCP 47) with, out of those there are.

    `requested` puts families before the usual ones: part (serif, sans, mono, math) to name or
    names; for Chinese, Japanese or Korean the first of several names is the Latin family.
    Raises DiglotError, with what to install, where no family can set the language or a
    request names one that is not there.
    """
    available = frozenset(families)
    own_families = {part: _names(value) for part, value in (requested or {}).items()}
    _require_families(own_families, available)
    base = language.partition("-")[0]
    han = _HAN[_han_key(language)]
    parts: dict[str, tuple[Family, ...]] = {}
    for part in ("serif", "sans", "mono"):
        latin = _present(_LATIN[part], available)
        asian = _present(han["sans" if part == "mono" else part], available)
        if base in _HAN_LANGUAGES and not asian:
            raise _missing(language, part)
        if not latin:
            raise _missing("en", part)
        own = own_families.get(part, [])
        parts[part] = _order(own, latin, asian, available, han_first=base in _HAN_LANGUAGES)
    maths = (*own_families.get("math", ()), *_present(_MATHS, available), *parts["serif"])
    return Faces(parts["serif"], parts["sans"], parts["mono"], maths)


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


def _han_key(language: str) -> str:
    base, _, region = language.partition("-")
    if base == "zh" and region in ("TW", "HK", "MO", "Hant"):
        return "zh-Hant"
    return base if base in _HAN else "zh"


def _present(names: Iterable[str], available: frozenset[str]) -> list[str]:
    return [name for name in names if name in available]


def _names(value: Sequence[str] | str) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _require_families(own_families: Mapping[str, Sequence[str]], available: frozenset[str]) -> None:
    for part, names in own_families.items():
        for name in names:
            if name not in available:
                raise DiglotError(
                    f"the {part} font {name!r} is not installed",
                    hint="install it, name the folder it lies in, or choose another: "
                    + ", ".join(sorted(available)[:12]),
                )


def _missing(language: str, part: str) -> DiglotError:
    return DiglotError(
        f"no {part} font for {language} was found",
        hint="pip install pylopdf-fonts-zh-cn manimgx-fonts-cjk, or apt install fonts-noto-cjk",
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
