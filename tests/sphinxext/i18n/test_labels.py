"""Every catalog of labels has all that pages and handouts say in its language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import furo  # type: ignore[import-untyped]  # Furo ships no types
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract
from sphinx import package_dir
from sphinx.config import Config

import diglot.sphinxext
from diglot.core.language import Language, language
from diglot.sphinxext.html.patches import PatchLog
from diglot.sphinxext.html.site.template_patches import translatable
from diglot.sphinxext.i18n import labels

PACKAGE = Path(diglot.sphinxext.__file__).parent
LOCALE = Path(labels.__file__).parent / "locale"
TEMPLATE = LOCALE / "labels.pot"
CATALOGS = sorted(LOCALE.glob("*.po"))
FURO = Path(furo.__file__).parent / "theme" / "furo"

# What our code calls with a message, and our templates: also in patches of Furo's.
TRANSLATING: dict[str, None] = {
    "gettext": None,
    "say": None,
    "sphinx_text": None,
    "translate": None,
}
SAYING = TRANSLATING | {"_": None}
IN_TEMPLATES = re.compile(r"""(?:\.translate|\{\{ _)\((["'])(.+?)\1\)""")
# The parts of Sphinx whose messages readers see; other parts speak to those who build.
SPOKEN = ("directives", "domains", "environment", "ext", "roles.py", "writers/html5.py")
# What only one of the releases of Sphinx that we support says.
OF_OTHER_RELEASES = {"(in %s %s)", "(in %s v%s)"}
SPOKEN_TEMPLATES = ("themes/basic", "themes/epub", "templates/epub3")


def own_messages() -> Iterator[str]:
    """Yield what diglot's code and templates say, some of it in Sphinx's words."""
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text("utf-8")
        # What `_` of `core.i18n` says is said to those who build.
        saying = TRANSLATING if "from diglot.core.i18n import" in text else SAYING
        found = extract("python", BytesIO(text.encode()), saying)
        yield from (str(message) for _line, message, *_rest in found)
        yield from (found[1] for found in IN_TEMPLATES.findall(text))
    for path in PACKAGE.rglob("*.html"):
        yield from in_template(path.read_text("utf-8"))
        yield from (found[1] for found in IN_TEMPLATES.findall(path.read_text("utf-8")))


def furo_messages() -> Iterator[str]:
    for path in FURO.rglob("*.html"):
        name = path.relative_to(FURO).as_posix()
        yield from in_template(translatable(name, path.read_text("utf-8"), PatchLog()))


def in_template(text: str) -> Iterator[str]:
    found = babel_extract(BytesIO(text.encode()), ["_", "gettext"], [], {"silent": "false"})
    for _line, _name, message, _comments in found:
        parts = [message] if isinstance(message, str) else message or ()
        yield from (part for part in parts if part)


@cache
def needed() -> frozenset[str]:
    """Return the messages that are not Sphinx's own."""
    said = {*own_messages(), *furo_messages()}
    return frozenset(label for label in said if label.strip() and label not in all_of_sphinx())


@cache
def all_of_sphinx() -> frozenset[str]:
    return ids(package_dir / "locale/sphinx.pot")


@cache
def sphinx_messages() -> frozenset[str]:
    """Return what readers see of Sphinx's own."""
    found: set[str] = set()
    for part in SPOKEN:
        place = package_dir / part
        for path in [place] if place.is_file() else place.rglob("*.py"):
            with path.open("rb") as file:
                for _line, message, *_ in extract("python", file, {"_": None, "l_": None}):
                    found |= {message} if isinstance(message, str) else {*message}
    for part in SPOKEN_TEMPLATES:
        for path in (package_dir / part).rglob("*.html"):
            # What Sphinx's command `changes` reports is for those who write.
            if path.parent.name != "changes":
                found |= {*in_template(path.read_text("utf-8"))}
    return frozenset(
        label for label in found if label.strip() and not label.startswith("glossary ")
    )


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def translated(path: Path) -> frozenset[str]:
    """Return the messages that a catalog translates."""
    return frozenset(
        str(message.id) for message in read(path) if message.string and not message.fuzzy
    )


def listed() -> frozenset[str]:
    """Return what the template lists."""
    return ids(TEMPLATE)


def ids(path: Path) -> frozenset[str]:
    """Return the messages of a catalog; of those with a plural, both forms."""
    found = (message.id for message in read(path) if message.id)
    return frozenset(
        part for labels in found for part in ([labels] if isinstance(labels, str) else labels)
    )


def fields(text: str) -> Counter[str]:
    return Counter(re.findall(r"%\(\w+\)[sd]|%[sd%]|<<|>>|(?<!<)</?\w+", text))


def test_the_template_has_what_catalogs_need(regenerate: bool) -> None:
    if regenerate:
        template = Catalog()
        for message in sorted(needed() | listed()):
            template.add(message)
        with TEMPLATE.open("wb") as file:
            write_po(file, template, width=0, omit_header=True)
    # Some are of other releases of Furo.
    assert needed() <= listed()


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_a_catalog_is_complete(path: Path) -> None:
    messages = {str(message.id): message for message in read(path) if message.id}
    sphinx = translated(package_dir / "locale" / path.stem / "LC_MESSAGES/sphinx.po")
    assert listed() <= messages.keys() <= listed() | all_of_sphinx() | OF_OTHER_RELEASES
    assert not sphinx_messages() - sphinx - messages.keys()
    for message in messages.values():
        assert message.string
        assert not message.fuzzy
        assert fields(str(message.string)) == fields(str(message.id)), message.id
        assert str(message.id).count("\n") == str(message.string).count("\n"), message.id


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("zh_CN", "zh_CN"),
        ("zh", "zh_CN"),
        ("zh_SG", "zh_CN"),
        ("zh_Hans_HK", "zh_CN"),
        ("zh_HK", "zh_TW"),
        ("zh_Hant", "zh_TW"),
        ("fr_CA", "fr"),
        ("pt", "pt_BR"),
        ("pt_PT", "pt_BR"),
        ("es_419", "es"),
        ("en", None),
        ("en_GB", None),
        ("tlh", None),
    ],
)
def test_each_reader_finds_the_nearest_catalog(tag: str, expected: str | None) -> None:
    path = labels.catalog_of(tag)
    assert (path.stem if path else None) == expected


@pytest.mark.parametrize(
    ("tag", "message", "expected"),
    [
        ("zh_CN", "Table of Contents", "目次"),  # Sphinx: 目录, which is a catalog
        ("zh_SG", "Table of Contents", "目次"),
        ("zh_TW", "Table of Contents", "目錄"),
        ("fr_CA", "Contents", "Sommaire"),
        ("pt_BR", "Todo", "A fazer"),
        ("pt_PT", "Todo", "Por fazer"),  # what Sphinx has for Portugal, not what we have for Brazil
        ("en", "Contents", "Contents"),
        ("tlh", "Contents", "Contents"),
    ],
)
def test_our_words_come_before_sphinx_s_of_the_same_region(
    tag: str, message: str, expected: str
) -> None:
    assert labels.translator_for(tag, LOCALE, []).gettext(message) == expected


def test_the_project_s_words_come_first(tmp_path: Path) -> None:
    catalog = Catalog("zh_CN")
    catalog.add("Table of Contents", "全书目录")
    compiled = tmp_path / "locales/zh_CN/LC_MESSAGES/sphinx.mo"
    compiled.parent.mkdir(parents=True)
    with compiled.open("wb") as file:
        write_mo(file, catalog)
    translator = labels.translator_for("zh_CN", tmp_path, ["locales"])
    assert translator.gettext("Table of Contents") == "全书目录"
    assert translator.gettext("Contents") == "目次"


@pytest.mark.parametrize(
    ("named", "reader", "expected"),
    [
        (language("zh_CN"), "en", "Simplified Chinese"),
        (language("zh_TW"), "en_GB", "Traditional Chinese"),
        (language("zh"), "en", "Chinese"),
        (language("en"), "zh_CN", "英文"),
        (language("pt_BR"), "zh_CN", "巴西葡萄牙文"),
        (language("eo"), "zh_CN", "世界语"),
        (language("zh_TW"), "zh_CN", "繁体中文"),
        (language("en"), "zh_HK", "英文"),
        (language("pt_BR"), "fr", "portugais brésilien"),
        (language("de_AT"), "ja", "ドイツ語"),
        (Language("en", "Plain English"), "de", "Plain English"),
        (language("en"), "tlh", "English"),
        (language("tlh"), "xx", "tlh"),
    ],
)
def test_languages_are_called_by_their_readers_names(
    named: Language, reader: str, expected: str
) -> None:
    assert labels.name_in(named, reader) == expected


@pytest.mark.parametrize(
    ("tag", "listing", "equation"),
    [
        ("zh_CN", "代码 %s", "（{number}）"),
        ("zh_TW", "程式碼 %s", "（{number}）"),
        ("zh_HK", "程式碼 %s", "（{number}）"),
        ("ja", None, None),
    ],
)
def test_listings_are_not_called_lists(tag: str, listing: str | None, equation: str | None) -> None:
    config = Config({}, {"language": tag})
    labels.set_chinese_forms(config)
    assert config.numfig_format.get("code-block") == listing
    assert config.math_eqref_format == equation
