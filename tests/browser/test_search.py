"""Searching as readers do: everything is found, and nothing else."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.chromium import Watch
from browser.server import serve
from diglot.sphinxext.html import search
from folders import ROOT
from site_books import Site, build_site

pytestmark = pytest.mark.browser
ENGINE = Path(search.__file__).parent / "static" / "diglot-search.js"


def open_search(chromium: Browser, watch: Watch, site: Site, slug: str, query: str) -> Page:
    page = watch.on(chromium.new_context().new_page())
    page.goto((site.root / slug / "search.html").as_uri() + f"?q={query}")
    expect(page.locator("#diglot-search[data-ready]")).to_be_visible()
    return page


# --- the engine on the texts of the real book


def book_pages() -> dict[str, str]:
    """The sources and the catalogs of the book: real Chinese and real English."""
    paths = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "locales").rglob("*.po")]
    return {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in sorted(paths)}


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def queries(pages: dict[str, str]) -> list[str]:
    """Twenty-five Chinese, English and mixed queries each, drawn from the texts."""
    draw = random.Random(2023)  # noqa: S311 - a sample, not a secret
    text = "\n".join(pages.values())
    han = [found[0] for found in re.finditer(r"[一-鿿]{6,}", text)]
    chinese = []
    for _ in range(25):
        run = draw.choice(han)
        start = draw.randrange(len(run) - 3)
        chinese.append(run[start : start + draw.randint(2, 4)])
    english = draw.sample(sorted(set(re.findall(r"[A-Za-z]{4,}", text))), 25)
    mixed = [f"{word} {other}" for word, other in zip(chinese, english, strict=True)]
    spaced = [found[0] for found in re.finditer(r"[一-鿿]{2} [A-Z]{3,}", text)]
    return [*chinese, *english, *mixed, *spaced[:10], "２０２３", "gpu 显存", "“", "100%", "C++"]


def found_by_engine(tab: Page, query: str) -> set[str]:
    found = tab.evaluate(
        "query => diglotSearch.find(query, 'x').own.map(({ page }) => page.docname)", query
    )
    return set(found)


def test_nothing_is_missed_and_nothing_is_added(chromium: Browser, watch: Watch) -> None:
    pages = book_pages()
    tab = watch.on(chromium.new_page())
    tab.add_script_tag(path=ENGINE)
    documents = [[name, name, "", [["", "", text]]] for name, text in pages.items()]
    tab.evaluate("documents => diglotSearch.add('x', documents)", documents)
    asked = queries(pages)
    assert len(asked) >= 75
    right = given = wanted = 0
    for query in asked:
        words = folded(query).split()
        truth = {
            name for name, text in pages.items() if all(word in folded(text) for word in words)
        }
        found = found_by_engine(tab, query)
        assert truth <= found, query
        right, given, wanted = right + len(truth & found), given + len(found), wanted + len(truth)
    assert wanted > len(asked)
    assert right / given >= 0.98


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("用 GPU 训练", "用gpu", ["用 GPU"]),
        ("ＧＰＵ显存", "gpu", ["ＧＰＵ"]),
        ("ﬁne eﬃcient", "fi", ["ﬁ", "ﬃ"]),
        ("aaa", "aa", ["aa"]),
        ("甲乙丙", "甲乙 乙丙", ["甲乙丙"]),
        ("𠮷野家 吉野", "𠮷", ["𠮷"]),
    ],
)
def test_marks_fit_the_original(
    chromium: Browser, watch: Watch, text: str, query: str, marked: list[str]
) -> None:
    tab = watch.on(chromium.new_page())
    tab.add_script_tag(path=ENGINE)
    places = tab.evaluate(
        """([text, query]) => diglotSearch.places(text, query.toLowerCase().split(" "))
             .map(([start, end]) => text.slice(start, end))""",
        [text, query],
    )
    assert places == marked


def test_ranks_title_heading_body(chromium: Browser, watch: Watch) -> None:
    tab = watch.on(chromium.new_page())
    tab.add_script_tag(path=ENGINE)
    documents = [
        ["body", "", "甲", [["", "甲", "显存 显存 显存"]]],
        ["heading", "", "乙", [["", "乙", "无"], ["s", "显存", "无"]]],
        ["title", "", "显存", [["", "显存", "无"]]],
    ]
    tab.evaluate("documents => diglotSearch.add('x', documents)", documents)
    order = "diglotSearch.find('显存', 'x').own.map(({ page }) => page.docname)"
    assert tab.evaluate(order) == ["title", "heading", "body"]


def test_a_form_of_a_word_is_found_where_the_word_is_not(chromium: Browser, watch: Watch) -> None:
    tab = watch.on(chromium.new_page())
    tab.add_script_tag(path=ENGINE)
    documents = [["a", "", "A", [["", "A", "We train a model."]]]]
    tab.evaluate("documents => diglotSearch.add('x', documents)", documents)
    for query in ("training", "models", "trained MODEL's"):
        assert found_by_engine(tab, query) == {"a"}
    assert found_by_engine(tab, "trainer model") == {"a"}
    assert found_by_engine(tab, "planes") == set()


# --- the page


def test_a_hit_leads_to_its_section(chromium: Browser, watch: Watch, salon: Site) -> None:
    page = open_search(chromium, watch, salon, "zh-cn", "装下全部参数")
    expect(page.get_by_role("status")).to_have_text("找到 1 个页面。")
    expect(page.locator("mark").first).to_have_text("装下全部参数")
    page.locator(".diglot-hit-heading a").click()
    expect(page).to_have_url(re.compile(r"/zh-cn/talks/gpu\.html#.+"))


def test_either_language_finds_the_page(chromium: Browser, watch: Watch, salon: Site) -> None:
    page = open_search(chromium, watch, salon, "zh-cn", "enough memory")
    other = page.locator(".diglot-other")
    expect(other.locator("h2 a").first).to_have_text("技术：GPU 与显存")
    expect(other.locator(".diglot-hit-heading").first).to_have_text("显存够不够")
    expect(other.locator("[lang=en] mark").first).to_have_text("enough")
    page = open_search(chromium, watch, salon, "en", "显存够不够")
    expect(page.locator(".diglot-other h2 a").first).to_have_text(
        "Technology: GPUs and Their Memory"
    )


def test_words_of_two_languages_in_one_query(chromium: Browser, watch: Watch, salon: Site) -> None:
    page = open_search(chromium, watch, salon, "en", "显卡 graphics")
    expect(page.locator(".diglot-found h2 a").first).to_have_text("Terms")


def test_markup_in_a_query_or_a_text_stays_text(
    chromium: Browser, watch: Watch, salon: Site
) -> None:
    page = open_search(chromium, watch, salon, "en", "%3Cimg src=x onerror=alert(1)%3E")
    expect(page.get_by_role("status")).to_have_text("Nothing was found.")
    assert page.locator("img[src=x]").count() == 0
    page.evaluate(
        "diglotSearch.add('en', [['x', 'x.html', '<b>t</b>', [['', '<i>h</i>', '<u>body</u>']]]])"
    )
    page.get_by_role("searchbox").last.fill("<u>body")
    expect(page.locator(".diglot-found h2")).to_have_text("<b>t</b>")
    assert page.locator(".diglot-found u").count() == 0


def test_by_keyboard_alone(chromium: Browser, watch: Watch, salon: Site) -> None:
    with serve(salon.root) as root:
        page = watch.on(chromium.new_context().new_page())
        page.goto(f"{root}en/talks/gpu.html")
        page.keyboard.press("/")
        page.keyboard.type("memory")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/en/search\.html\?q=memory"))
        expect(page.locator(".diglot-own h2").first).to_be_visible()
        page.keyboard.press("/")
        page.keyboard.press("ArrowDown")
        expect(page.locator(".diglot-own a").first).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/en/talks/gpu\.html"))


def test_the_other_language_keeps_the_query(chromium: Browser, watch: Watch, salon: Site) -> None:
    page = open_search(chromium, watch, salon, "en", "GPU")
    page.locator("a[data-diglot-language]:visible").click()
    expect(page).to_have_url(re.compile(r"/zh-cn/search\.html\?q=GPU$"))
    expect(page.locator(".diglot-own h2").first).to_contain_text("GPU")


def test_pages_in_folders(chromium: Browser, watch: Watch, tmp_path: Path) -> None:
    site = build_site("site-salon", tmp_path, ("zh_CN", "en"), builder="dirhtml")
    with serve(site.root) as root:
        page = watch.on(chromium.new_context().new_page())
        page.goto(f"{root}en/search/?q=显存够不够")
        page.locator(".diglot-other h2 a").first.click()
        expect(page).to_have_url(f"{root}en/talks/gpu/")


def test_without_scripts_the_page_says_so(chromium: Browser, salon: Site) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto((salon.root / "zh-cn/search.html").as_uri())
    expect(page.get_by_text("请启用 JavaScript")).to_be_visible()
    expect(page.locator("#diglot-search")).to_be_hidden()


def test_two_hundred_pages_are_all_shown(chromium: Browser, watch: Watch, salon: Site) -> None:
    page = open_search(chromium, watch, salon, "en", "")
    documents = [[f"p{n}", f"p{n}.html", f"Page {n}", [["", "", "甲" * 8000]]] for n in range(200)]
    page.evaluate(f"diglotSearch.add('en', {json.dumps(documents)})")
    page.locator("#diglot-search input").fill("甲甲")
    expect(page.get_by_role("status")).to_have_text("200 pages were found.")
    expect(page.locator(".diglot-own > li")).to_have_count(200)
