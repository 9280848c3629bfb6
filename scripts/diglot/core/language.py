"""A language under its three names: Sphinx's, the web's and its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_ENDONYMS = {
    "af": "Afrikaans",
    "ar": "العربية",
    "bg": "Български",
    "bn": "বাংলা",
    "ca": "Català",
    "cs": "Čeština",
    "cy": "Cymraeg",
    "da": "Dansk",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "eo": "Esperanto",
    "es": "Español",
    "et": "Eesti",
    "eu": "Euskara",
    "fa": "فارسی",
    "fi": "Suomi",
    "fr": "Français",
    "gl": "Galego",
    "he": "עברית",
    "hi": "हिन्दी",
    "hr": "Hrvatski",
    "hu": "Magyar",
    "hy": "Հայերեն",
    "id": "Bahasa Indonesia",
    "is": "Íslenska",
    "it": "Italiano",
    "ja": "日本語",
    "ka": "ქართული",
    "kk": "Қазақ тілі",
    "ko": "한국어",
    "lt": "Lietuvių",
    "lv": "Latviešu",
    "mk": "Македонски",
    "mn": "Монгол",
    "ms": "Bahasa Melayu",
    "nb": "Norsk bokmål",
    "ne": "नेपाली",
    "nl": "Nederlands",
    "nn": "Norsk nynorsk",
    "pl": "Polski",
    "pt": "Português",
    "pt_BR": "Português do Brasil",
    "ro": "Română",
    "ru": "Русский",
    "sk": "Slovenčina",
    "sl": "Slovenščina",
    "sq": "Shqip",
    "sr": "Српски",
    "sr_Latn": "Srpski",
    "sv": "Svenska",
    "sw": "Kiswahili",
    "ta": "தமிழ்",
    "th": "ไทย",
    "tr": "Türkçe",
    "uk": "Українська",
    "ur": "اردو",
    "uz": "Oʻzbek",
    "vi": "Tiếng Việt",
    "zh": "中文",
    "zh_CN": "简体中文",
    "zh_HK": "繁體中文",
    "zh_Hans": "简体中文",
    "zh_Hant": "繁體中文",
    "zh_MO": "繁體中文",
    "zh_SG": "简体中文",
    "zh_TW": "繁體中文",
}


# The languages that are written from right to left, as CLDR has them, and the scripts of others
# that may be.
_RIGHT_TO_LEFT = frozenset(
    {
        *("apc", "ar", "ary", "bal", "bgn", "bqi", "brh", "ckb", "dv", "fa", "he", "iw", "ks"),
        *("lrc", "mzn", "nqo", "ps", "rhg", "sd", "sdh", "skr", "syr", "trw", "ug", "ur", "yi"),
    }
)
_SCRIPTS_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})


def direction_of(tag: str) -> str:
    """Return how a language is written, ``ltr`` or ``rtl``; `tag` is Sphinx's or BCP 47's."""
    base, *others = tag.replace("-", "_").split("_")
    scripts = [part.title() for part in others if len(part) == 4 and part.isalpha()]
    is_rtl = scripts[0] in _SCRIPTS_RIGHT_TO_LEFT if scripts else base.lower() in _RIGHT_TO_LEFT
    return "rtl" if is_rtl else "ltr"


@dataclass(frozen=True, slots=True)
class Language:
    """One language of a project.

    `tag` is Sphinx's and gettext's spelling (``zh_CN``); `name` what its readers call it.
    """

    tag: str
    name: str

    @property
    def bcp47(self) -> str:
        """The tag for `lang` attributes, as BCP 47 spells it (``zh-CN``)."""
        return self.tag.replace("_", "-")

    @property
    def slug(self) -> str:
        """The tag as it stands in addresses and file names (``zh-cn``)."""
        return self.bcp47.lower()

    @property
    def base(self) -> str:
        """The language without its region and script (``zh``)."""
        return self.slug.partition("-")[0]

    @property
    def direction(self) -> str:
        """How the language is written: ``ltr`` or ``rtl``."""
        return direction_of(self.tag)

    @property
    def is_chinese(self) -> bool:
        """Whether the text is set by Chinese rules."""
        return self.base == "zh"


def language(tag: str, name: str | None = None) -> Language:
    """Return the language of a Sphinx tag; its own name where we know it, else the tag."""
    parts = tag.split("_")
    less_and_less_exact = ("_".join(parts[:count]) for count in range(len(parts), 0, -1))
    known = (_ENDONYMS[candidate] for candidate in less_and_less_exact if candidate in _ENDONYMS)
    return Language(tag, name or next(known, tag))


def slug_of(languages: Iterable[Language]) -> str:
    """Return one language, or two of parallel text, as it stands in addresses: ``zh-cn_en``."""
    return "_".join(language.slug for language in languages)
