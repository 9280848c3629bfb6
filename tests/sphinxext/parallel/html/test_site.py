"""The parallel-text site of a tiny book, as `sphinx-build -b parallelhtml` writes it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from diglot.actions.build import build
from diglot.core.language import language
from diglot.core.project import Edition, Format
from diglot.sphinxext.config.load import load_project
from diglot.sphinxext.html.site.front import LanguageChoice, chooser_page
from parallel_books import BOTH
from site_books import Site, elements

PAGES = ["index.html", "blocks.html", "terms.html"]
Copy = Callable[[str], Path]


def article(page: str) -> str:
    return page.partition("<article")[2].partition("</article>")[0]


def texts(html: str) -> list[str]:
    """Return what stands between the tags of a page, in order."""
    html = re.sub(r"<(script|style|annotation).*?</\1>", "", html, flags=re.DOTALL)
    return [
        " ".join(line.split()) for line in unescape(re.sub(r"<[^>]+>", "\n", html)).splitlines()
    ]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("slug", ["zh-cn", "en"])
def test_every_word_of_both_languages_is_there(pairs: Site, slug: str, page: str) -> None:
    alone = {text for text in texts(article(pairs.read(f"{slug}/{page}"))) if text}
    both = set(texts(article(pairs.read(f"{BOTH}/{page}"))))
    assert alone <= both


@pytest.mark.parametrize("page", PAGES)
def test_links_within_the_site_lead_somewhere(pairs: Site, page: str) -> None:
    targets = {
        name: {attrs.get("id") for _tag, attrs in pairs.parse(f"{BOTH}/{name}")} for name in PAGES
    }
    links = [
        attrs["href"]
        for tag, attrs in elements(article(pairs.read(f"{BOTH}/{page}")))
        if tag == "a" and ":" not in attrs["href"]
    ]
    assert links
    for link in links:
        path, _, place = link.partition("#")
        assert not place or unquote(place) in targets[path or page]


def test_ids_are_of_pairs_and_stand_once(pairs: Site) -> None:
    page = article(pairs.read(f"{BOTH}/blocks.html"))
    ids = [attrs["id"] for _tag, attrs in elements(page) if "id" in attrs]
    # Furo's wrappers repeat the ids of tables and formulas.
    wrapped = {"tab-one"}
    assert len([node_id for node_id in ids if node_id not in wrapped]) == len(set(ids) - wrapped)
    assert {"blocks", "named", "fig-one", "one"} <= set(ids)


def test_sides_name_their_language(pairs: Site) -> None:
    sides = [
        (attrs["data-side"], attrs["lang"])
        for _tag, attrs in elements(article(pairs.read(f"{BOTH}/blocks.html")))
        if "diglot-side" in attrs.get("class", "")
    ]
    assert set(sides) == {("source", "zh-CN"), ("target", "en")}
    assert sides[::2] == [("source", "zh-CN")] * (len(sides) // 2)


@pytest.mark.parametrize(
    "once", ["这一段还没有译文。", 'src="_images/figure.svg"', 'class="nb">print<', "<math"]
)
def test_what_is_the_same_stands_once(pairs: Site, once: str) -> None:
    assert article(pairs.read(f"{BOTH}/blocks.html")).count(once) == 1


def test_each_language_links_its_own_picture(pairs: Site) -> None:
    page = article(pairs.read(f"{BOTH}/terms.html"))
    linked = re.findall(r'<a [^>]*image-reference" href="(.*?)"><img alt="(.*?)" src="(.*?)"', page)
    assert linked == [
        ("_images/words.svg", "一张画", "_images/words.svg"),
        ("_images/en-words.svg", "A drawing", "_images/en-words.svg"),
        ("https://example.org/words", "一张画", "_images/words.svg"),
        ("https://example.org/words", "A drawing", "_images/en-words.svg"),
        ("https://example.org/figure", "一张画 / A drawing", "_images/figure.svg"),
    ]


def test_what_is_not_translated_is_marked(pairs: Site) -> None:
    page = article(pairs.read(f"{BOTH}/blocks.html"))
    assert re.search(r'<p [^>]*class="diglot-untranslated"[^>]*>这一段还没有译文。', page)


def test_numbers_and_labels_are_in_each_language(pairs: Site) -> None:
    page = article(pairs.read(f"{BOTH}/blocks.html"))
    for number in ("图 1 ", "Fig. 1 ", "表 1 ", "Table 1 ", "代码 1 ", "Listing 1 "):
        assert f'<span class="caption-number">{number}</span>' in page
    # The caption is a file's name, the same in both.
    for number, lang in (("代码 2 ", "zh-CN"), ("Listing 2 ", "en")):
        assert f'lang="{lang}"><span class="caption-number">{number}</span></span>' in page
    for title in ("备注", "Note"):
        assert f">{title}</span>" in page


def test_sources_of_quotations_have_the_dash_of_their_language(pairs: Site) -> None:
    found = {
        folder: re.findall(r"(?<=>)—+[^<]+", pairs.read(f"{folder}/blocks.html"))
        for folder in ("zh-cn", "en", BOTH)
    }
    assert found == {
        "zh-cn": ["——作者", "——无名氏"],
        "en": ["—The author", "——无名氏"],  # the second is not translated
        BOTH: ["——作者", "—The author", "——无名氏"],
    }


def test_titles_and_contents_are_in_both(pairs: Site) -> None:
    page = pairs.read(f"{BOTH}/blocks.html")
    assert re.search(r"<title [^>]*>各种段落 · Blocks of All Kinds - 对读</title>", page)
    contents = page.partition('class="toc-tree"')[2].partition("</ul>")[0]
    assert "列表" in contents
    assert "Lists" in contents
    assert contents.count("<a ") == 3


@pytest.mark.parametrize("page", [*PAGES, "search.html", "genindex.html"])
def test_what_is_around_the_text_is_in_both(pairs: Site, page: str) -> None:
    html = pairs.read(f"{BOTH}/{page}")
    sidebar = html.partition('class="sidebar-tree">')[2].partition("</aside>")[0]
    assert [text for text in texts(sidebar) if text] == [
        *("各种段落", "·", "Blocks of All Kinds"),
        *("术语", "·", "Terms"),
    ]
    accessible = [attrs for _tag, attrs in elements(html) if "data-diglot-words" in attrs]
    placeholders = {attrs["placeholder"] for attrs in accessible if "placeholder" in attrs}
    assert placeholders == {"搜索 · Search"}
    # The image of a page's logo aside, nothing is read out in one language alone.
    labels = [
        (attrs["aria-label"], json.loads(attrs["data-diglot-words"])["aria-label"])
        for attrs in accessible
        if "aria-label" in attrs
    ]
    assert labels
    for label, (source, target, together) in labels:
        assert label == together == f"{source} · {target}"


def test_tooltips_in_the_text_are_in_both(pairs: Site) -> None:
    titles = {
        attrs["title"]
        for _tag, attrs in elements(article(pairs.read(f"{BOTH}/blocks.html")))
        if "title" in attrs and "data-diglot-words" in attrs
    }
    # Sphinx 8.2 says it in other words.
    assert titles & {
        f"{words} · Link to this heading" for words in ("链接到此标题。", "链接到本节")
    }
    reason = "Not translated yet: this is the original, in Simplified Chinese."
    assert f"尚未翻译：这是简体中文原文。 · {reason}" in titles


@pytest.mark.parametrize("page", [*PAGES, "search.html", "genindex.html"])
def test_ids_of_a_page_stand_once(pairs: Site, page: str) -> None:
    found = {
        slug: [attrs["id"] for _tag, attrs in pairs.parse(f"{slug}/{page}") if "id" in attrs]
        for slug in ("zh-cn", BOTH)
    }
    # Furo's wrappers repeat the ids of tables and formulas, in any language.
    again = {
        slug: {node_id for node_id in ids if ids.count(node_id) > 1} for slug, ids in found.items()
    }
    assert again[BOTH] <= again["zh-cn"]


def test_no_sign_of_the_way_is_left(pairs: Site) -> None:
    for path in (pairs.root / BOTH).rglob("*"):
        if path.suffix in (".html", ".js", ".css", ".xml", ".txt", ".inv"):
            assert not re.search("[\ufdd0-\ufdef]", path.read_text("utf-8", errors="replace")), path


def test_the_index_has_a_part_for_each_language(pairs: Site) -> None:
    html = article(pairs.read(f"{BOTH}/genindex.html"))
    parts = re.split(r'<div class="diglot-side" data-side="(\w+)" lang="([\w-]+)">', html)
    assert parts[1::3] == ["source", "target"]
    assert parts[2::3] == ["zh-CN", "en"]
    source, target = texts(parts[3]), texts(parts[6])
    assert "显存" in source
    assert "显存" not in target
    assert "video memory" in target


def test_the_switcher_offers_all_three(pairs: Site) -> None:
    for here, links in {
        "zh-cn": ["../en/blocks.html", f"../{BOTH}/blocks.html"],
        "en": ["../zh-cn/blocks.html", f"../{BOTH}/blocks.html"],
        BOTH: ["../zh-cn/blocks.html", "../en/blocks.html"],
    }.items():
        found = [
            attrs["href"]
            for tag, attrs in pairs.parse(f"{here}/blocks.html")
            if tag == "a" and "data-diglot-language" in attrs
        ]
        assert list(dict.fromkeys(found)) == links
        assert all((pairs.root / here / link).resolve().is_file() for link in links)


def test_its_search_brings_both_languages(pairs: Site) -> None:
    for slug, word in {"zh-cn": "第一段有", "en": "The first has"}.items():
        data = pairs.read(f"{BOTH}/_search/{slug}/texts/blocks.js")
        assert word in data
        assert '"blocks.html"' in data
    page = pairs.parse(f"{BOTH}/search.html")
    settings = next(
        json.loads(attrs["data-settings"]) for _, attrs in page if "data-settings" in attrs
    )
    roots = {site["slug"]: site["root"] for site in [settings, *settings["siblings"]]}
    assert roots["zh-cn"] == roots["en"] == "_search/"


def test_it_leaves_the_facts_of_the_languages_alone(pairs: Site) -> None:
    assert not (pairs.root / BOTH / "sitemap.xml").exists()
    assert (pairs.root / BOTH / "404.html").is_file()


EDITS = {
    'msgid "这一段还没有译文。"\nmsgstr ""': 'msgid "这一段还没有译文。"\nmsgstr "Now."',
    'msgstr "Lists"': 'msgstr "Enumerations"',
    'msgstr "Blocks of All Kinds"': 'msgstr "All Kinds"',
}


@pytest.mark.usefixtures("warmed")
def test_incremental_builds_equal_a_clean_one(copy_pairs: Path, tmp_path: Path) -> None:
    def built(folder: Path) -> Path:
        project = load_project(copy_pairs, builddir=folder)
        report = build(project, project.select(["parallel"]))
        assert (report.diagnostics, report.results["crashed"]) == ((), [])
        return folder / "site" / BOTH

    built(tmp_path / "first")
    catalog = copy_pairs / "locales/en/LC_MESSAGES/blocks.po"
    for old, new in EDITS.items():
        text = catalog.read_text("utf-8")
        assert old in text
        catalog.write_text(text.replace(old, new), "utf-8")
        site = built(tmp_path / "first")
        shown = new.partition('msgstr "')[2][:-1]
        assert shown in (site / "blocks.html").read_text("utf-8")
    clean = built(tmp_path / "clean")
    for page in PAGES:
        assert (site / page).read_text("utf-8") == (clean / page).read_text("utf-8")


@pytest.mark.usefixtures("warmed")
def test_the_command_builds_it_beside_the_languages(copy_pairs: Path) -> None:
    project = load_project(copy_pairs)
    assert Edition("zh_CN", Format.SITE, "en") in project.editions
    report = build(project, project.select(["parallel"]))
    assert (report.diagnostics, report.results["crashed"]) == ((), [])
    assert [built.edition.reading for built in report.results["built"]] == ["zh_CN+en"]
    page = (copy_pairs / "build" / "site" / BOTH / "blocks.html").read_text("utf-8")
    assert "The first has" in article(page)
    again = build(project, project.select(["parallel"]))
    assert [built.outputs for built in again.results["built"]] == [0]


def test_a_project_may_do_without(copy_pairs: Path) -> None:
    conf = copy_pairs / "conf.py"
    conf.write_text(conf.read_text("utf-8") + "diglot_parallel = False\n", "utf-8")
    assert not [edition for edition in load_project(copy_pairs).all_editions if edition.partner]


def test_the_chooser_offers_it_where_it_is() -> None:
    choices = [LanguageChoice(language(tag), tag) for tag in ("zh_CN", "en")]
    link = f'href="{BOTH}/index.html"'
    assert link in chooser_page(choices, parallel=BOTH)
    assert f'data-known="zh-cn en" data-parallel="{BOTH}"' in chooser_page(choices, parallel=BOTH)
    assert link not in chooser_page(choices)
