"""The pages above the languages, and what search engines are told."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sphinx.config import Config

from diglot.core.language import language
from diglot.sphinxext.config.addresses import DEFAULT
from diglot.sphinxext.html.site.addresses import address_of_language
from diglot.sphinxext.html.site.front import LanguageChoice, chooser_page, not_found_page
from diglot.sphinxext.html.site.head import open_graph_locale
from diglot.sphinxext.html.site.site_summary import SiteSummary
from diglot.sphinxext.html.site.sitemap import sitemap
from folders import PROJECTS
from site_books import Site, build_site, elements, sphinx_build

CHOICES = [LanguageChoice(language("zh_CN"), "书 & <画>"), LanguageChoice(language("en"), "Book")]
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("published")
    options = ["-D", "html_baseurl=https://example.org/book"]
    return build_site("site-salon", folder, ("zh_CN", "en"), *options)


def heads(site: Site, page: str, **wanted: str) -> list[dict[str, str]]:
    return [
        attrs
        for name, attrs in site.parse(page)
        if name in ("link", "meta") and wanted.items() <= attrs.items()
    ]


def test_titles_are_escaped() -> None:
    for page in (chooser_page(CHOICES), not_found_page(CHOICES)):
        assert "书 &amp; &lt;画&gt;" in page
        assert "<画>" not in page


def test_the_chooser_has_a_plain_link_for_each_language(salon: Site) -> None:
    links = [attrs for name, attrs in salon.parse("index.html") if name == "a"]
    assert [(link["href"], link["lang"]) for link in links] == [
        ("zh-cn/index.html", "zh-CN"),
        ("en/index.html", "en"),
    ]
    assert all((salon.root / link["href"]).is_file() for link in links)
    assert "A Small Book of a Salon" in salon.read("index.html")


def test_the_chooser_has_no_script_inside(salon: Site) -> None:
    (script,) = (attrs for name, attrs in salon.parse("index.html") if name == "script")
    assert (salon.root / script["src"]).is_file()


def test_titles_of_the_site_are_in_its_language(salon: Site) -> None:
    assert "<title>A Small Book of a Salon</title>" in salon.read("en/index.html")
    assert "<title>沙龙小书</title>" in salon.read("zh-cn/index.html")


def test_without_an_address_nothing_names_one(salon: Site) -> None:
    assert not heads(salon, "en/index.html", rel="canonical")
    assert not heads(salon, "en/index.html", rel="alternate")
    assert not (salon.root / "sitemap.xml").exists()


READ_THE_DOCS = "{language}/latest"


@pytest.mark.parametrize(
    ("base", "pattern", "expected"),
    [
        ("https://example.org", DEFAULT, "https://example.org/en/"),
        ("https://example.org/book/", DEFAULT, "https://example.org/book/en/"),
        ("https://example.org/book/zh-cn/", DEFAULT, "https://example.org/book/en/"),
        ("https://example.org/en/", DEFAULT, "https://example.org/en/"),
        ("https://b.example/zh-cn/latest/", READ_THE_DOCS, "https://b.example/en/latest/"),
        ("https://b.example/", READ_THE_DOCS, "https://b.example/en/latest/"),
    ],
)
def test_each_language_has_its_address(base: str, pattern: str, expected: str) -> None:
    config = Config({"html_baseurl": base, "diglot_addresses": pattern})
    config.add("html_baseurl", "", "", (str,))
    config.add("diglot_addresses", "", "", (str,))
    assert address_of_language(config, "en", {"zh-cn", "en"}) == expected


@pytest.fixture(scope="module")
def versioned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English site as Read the Docs asks for it: each language is built alone."""
    out = tmp_path_factory.mktemp("versioned") / "build" / "site" / "html"
    options = [
        "-D",
        "html_baseurl=https://book.example/en/latest/",
        "-D",
        f"diglot_addresses={READ_THE_DOCS}",
    ]
    assert not sphinx_build(PROJECTS / "site-salon", "en", out, *options)
    return out


def test_addresses_with_versions(versioned: Path) -> None:
    site = Site(versioned, ("en",))
    page = "talks/gpu.html"
    assert heads(site, page, rel="canonical")[0]["href"] == f"https://book.example/en/latest/{page}"
    assert {link["hreflang"]: link["href"] for link in heads(site, page, rel="alternate")} == {
        "zh-CN": f"https://book.example/zh-cn/latest/{page}",
        "en": f"https://book.example/en/latest/{page}",
        "x-default": f"https://book.example/zh-cn/latest/{page}",
    }
    (switcher,) = {
        attrs["href"] for _name, attrs in site.parse(page) if "data-diglot-language" in attrs
    }
    assert switcher == f"../../../zh-cn/latest/{page}"
    listed = [
        attrs["href"]
        for _name, attrs in site.parse("index.html")
        if attrs.get("type") == "application/pdf" and "hreflang" in attrs
    ]
    # Each language is published alone, with its handouts inside.
    assert listed[:2] == [
        "handouts/salon.en.pdf",
        "../../zh-cn/latest/handouts/salon.zh-cn.pdf",
    ]
    links = {attrs["href"] for name, attrs in site.parse("404.html") if name == "a"}
    assert links == {"/en/latest/index.html", "/zh-cn/latest/index.html"}
    (script,) = (attrs for name, attrs in site.parse("404.html") if name == "script")
    assert (script["src"], script["data-up"]) == ("/en/latest/diglot-not-found.js", "../../")


def test_a_page_names_itself_and_its_counterparts(published: Site) -> None:
    page = "en/talks/gpu.html"
    base = "https://example.org/book"
    assert heads(published, page, rel="canonical")[0]["href"] == f"{base}/{page}"
    alternates = heads(published, page, rel="alternate")
    assert {link["hreflang"]: link["href"] for link in alternates} == {
        "zh-CN": f"{base}/zh-cn/talks/gpu.html",
        "en": f"{base}/en/talks/gpu.html",
        "x-default": f"{base}/zh-cn/talks/gpu.html",
    }


def test_the_chooser_is_for_readers_of_other_languages(published: Site) -> None:
    for page in ("index.html", "en/index.html", "zh-cn/index.html"):
        (default,) = heads(published, page, hreflang="x-default")
        assert default["href"] == "https://example.org/book/"


def test_a_page_has_its_card(published: Site) -> None:
    def card(name: str) -> str:
        return heads(published, "en/talks/gpu.html", property=f"og:{name}")[0]["content"]

    assert card("title") == "Technology: GPUs and Their Memory"
    assert card("site_name") == "A Small Book of a Salon"
    assert card("locale") == "en_US"
    assert card("url") == "https://example.org/book/en/talks/gpu.html"
    assert card("description").startswith("The memory has to hold all parameters")


@pytest.mark.parametrize(
    ("tag", "locale"),
    [("zh_CN", "zh_CN"), ("zh_Hant", "zh_TW"), ("en", "en_US"), ("pt_BR", "pt_BR"), ("eo", "eo")],
)
def test_locales_of_cards_have_a_territory(tag: str, locale: str) -> None:
    assert open_graph_locale(tag) in (locale, f"{tag}_001")


def data_of(site: Site, page: str) -> dict[str, Any]:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', site.read(page))
    found: dict[str, Any] = json.loads(text)
    return found


def test_programs_learn_what_a_page_is_translated_from(published: Site) -> None:
    base, page = "https://example.org/book", "talks/gpu.html"
    source, target = data_of(published, f"zh-cn/{page}"), data_of(published, f"en/{page}")
    there = {"@type": "Chapter", "@id": f"{base}/en/{page}", "inLanguage": "en"}
    assert source["workTranslation"] == [there]
    assert "workTranslation" not in target
    assert target["translationOfWork"]["@id"] == source["@id"] == f"{base}/zh-cn/{page}"
    assert target["isPartOf"]["@id"] == data_of(published, "en/index.html")["@id"]
    assert data_of(published, "en/index.html")["@type"] == "Book"


def test_no_id_stands_twice_on_a_page(published: Site) -> None:
    """Furo gives what it wraps in a box the ids of the box."""
    for page in published.pages():
        ids = Counter(
            attrs["id"] for _name, attrs in elements(page.read_text("utf-8")) if "id" in attrs
        )
        assert not [name for name, count in ids.items() if count > 1], page


def test_a_page_has_one_description(published: Site) -> None:
    for page in ("zh-cn/index.html", "en/talks/gpu.html"):
        assert len(heads(published, page, name="description")) == 1
    text = heads(published, "zh-cn/index.html", name="description")[0]["content"]
    assert text.startswith("机器学会了写和画")


@pytest.mark.parametrize("page", ["sitemap.xml", "en/sitemap.xml"])
def test_the_sitemap_has_each_page_with_its_counterparts(published: Site, page: str) -> None:
    root = ET.fromstring(published.read(page))  # noqa: S314 - our own file
    pages = {url.findtext("s:loc", "", SITEMAP): url for url in root.findall("s:url", SITEMAP)}
    languages = ["en"] if page.startswith("en/") else ["zh-cn", "en"]
    documents = ["index", "talks/draft", "talks/gpu", "talks/index", "terms"]
    assert sorted(pages) == sorted(
        f"https://example.org/book/{language}/{document}.html"
        for language in languages
        for document in documents
    )
    entry = pages["https://example.org/book/en/talks/gpu.html"]
    assert {link.get("hreflang") for link in entry.findall("x:link", SITEMAP)} == {
        "zh-CN",
        "en",
        "x-default",
    }


def test_the_sitemap_has_the_dates_that_are_known() -> None:
    pages = {"index": "index.html", "new": "new.html"}
    dates = {"index": "2023-11-04T00:00:00+00:00"}
    site = SiteSummary("书", "https://example.org/", pages, dates)
    root = ET.fromstring(sitemap({language("zh_CN"): site}, {}))  # noqa: S314 - our own text
    assert [url.findtext("s:lastmod", None, SITEMAP) for url in root] == [dates["index"], None]


def test_each_language_has_a_404_page_of_its_own(salon: Site) -> None:
    assert salon.read("en/404.html").index("Page not found") < salon.read("en/404.html").index(
        "找不到页面"
    )
    assert "noindex" in salon.read("en/404.html")
    scripts = [attrs for name, attrs in salon.parse("en/404.html") if name == "script"]
    assert (salon.root / "en" / scripts[0]["src"]).is_file()


def test_the_404_page_of_a_site_with_an_address_names_its_script_there(published: Site) -> None:
    for page, name in (("404.html", "book/"), ("en/404.html", "book/en/")):
        (script,) = (attrs for tag, attrs in published.parse(page) if tag == "script")
        assert script["src"] == f"/{name}diglot-not-found.js"
        assert (published.root / script["src"].removeprefix("/book/")).is_file()


def test_a_page_404_of_the_book_is_kept(copy_book: Path) -> None:
    (copy_book / "docs" / "404.md").write_text("---\norphan: true\n---\n# 迷路了\n", "utf-8")
    out = copy_book.parent / "site" / "zh-cn"
    sphinx_build(copy_book, "zh_CN", out)
    assert "迷路了" in (out / "404.html").read_text("utf-8")


def test_files_of_the_project_are_kept(copy_book: Path) -> None:
    out = copy_book.parent / "site" / "zh-cn"
    sphinx_build(copy_book, "zh_CN", out)
    assert "找不到页面" in (out / "404.html").read_text("utf-8")
    extra = copy_book / "extra"
    extra.mkdir()
    for name in ("404.html", "sitemap.xml"):
        (extra / name).write_text("自己的", "utf-8")
    conf = copy_book / "conf.py"
    conf.write_text(conf.read_text("utf-8") + 'html_extra_path = ["extra"]\n', "utf-8")
    sphinx_build(copy_book, "zh_CN", out)
    for name in ("404.html", "sitemap.xml"):
        assert (out / name).read_text("utf-8") == "自己的"


def test_each_language_is_written_from_its_own_side() -> None:
    choices = [LanguageChoice(language(tag), tag) for tag in ("ar", "en")]
    for page in (chooser_page(choices), not_found_page(choices)):
        assert '<html lang="ar" dir="rtl">' in page
        assert 'lang="en" dir="ltr"' in page
