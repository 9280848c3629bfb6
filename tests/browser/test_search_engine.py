"""What the engine of the search finds, and in which order."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from browser.answers import answer
from browser.search_books import SCRIPTS, Texts, find, open_engine, stem, stemmer_of, write_index
from diglot.sphinxext.html.search.words import fold, words_of
from diglot.typeset.han import simplified_forms
from folders import ROOT
from site_books import Site

# A page shows its first results when it has the texts of three.
FIRST_RESULTS = """
async ([query, language]) => {
  const { own } = await diglotSearch.find(query, [language]);
  const index = await diglotSearch.indexOf(language);
  const texts = await Promise.all(own.slice(0, 3).map(({ name }) => index.text(name)));
  return texts.filter(({ sections }) => sections.length).length;
}"""

# A file that is asked for while another one is on its way belongs to the same turn.
ASKED_IN_TURN = """
async ([query, languages]) => {
  const turns = [];
  let coming = 0;
  const nameOf = (script) => decodeURI(script.src).match(/_search\\/(.+)\\.js/)[1];
  new MutationObserver((changes) => {
    for (const script of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (!coming) turns.push([]);
      coming += 1;
      turns.at(-1).push(nameOf(script));
    }
  }).observe(document.head, { childList: true });
  const { take } = diglotSearch;
  diglotSearch.take = (name, value) => {
    coming -= 1;
    take(name, value);
  };
  await diglotSearch.find(query, languages);
  return turns.map((turn) => turn.sort());
}"""

Ask = Callable[..., dict[str, Any]]

CHINESE: Texts = {
    "body": [("甲", "显存 显存 显存。用 GPU 训练。工具由人来用。")],
    "heading": [("乙", "无。训练时要推理，GPU显存要够。"), ("显存", "无")],
    "title": [("显存", "2019 年的判决。")],
    "liu": [("刘一鸣：技术是地基", "推理和训练。著作权。"), ("重庆", "长春")],
    "code": [("丙", "命令 diglot --strict 和 lm_eval，不是 lm eval。C++、C。")],
    "far": [("丁", "GPU。" + "很长的一段话。" * 40 + "显存。")],
}
ENGLISH: Texts = {
    "body": [("A", "We train a model. NVIDIA’s cards. The base of a hole.")],
    "heading": [("B", "Paint the pretrained whole; the word AI stands here.")],
    "title": [("C", "It was translated; translating takes time, says Amélie.")],
    "liu": [("Liu Yiming", "Training and inference. Copyright, a copy right; a cluster.")],
    "code": [("D", "Use parallel text, text in parallel.")],
    "far": [("E", "Parallel. Here is another text about strict memory.")],
}


@pytest.fixture(scope="module")
def ask(
    launched: Browser, salon: Site, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, str], dict[str, Any]]:
    folder = tmp_path_factory.mktemp("engine")
    tab = launched.new_page()
    open_engine(tab, folder)
    stemmer = stemmer_of(salon)
    chinese, english = (
        write_index(folder / tag, tag, pages, stemmer)
        for tag, pages in (("zh_CN", CHINESE), ("en", ENGLISH))
    )

    def ask(site: str, query: str) -> dict[str, Any]:
        order = (chinese, english) if site == "zh" else (english, chinese)
        return find(tab, query, *order)

    return ask


@pytest.mark.parametrize(
    ("site", "query", "own"),
    [
        # Titles before headings before text.
        ("zh", "显存", ["title", "heading", "body", "far"]),
        # Scripts beside each other are two words; the nearer they stand, the better.
        ("zh", "GPU显存", ["heading", "body", "far"]),
        ("zh", "２０１９年判决", ["title"]),
        # A phrase as a whole; where it is nowhere, its parts.
        ("zh", "推理和训练", ["liu"]),
        ("zh", "训练和推理", ["liu", "heading"]),
        # Quotes hold words together.
        ("en", "“parallel text”", ["code"]),
        ("en", '"copy right"', ["liu"]),
        ("zh", "“训练和推理”", []),
        # The form that is typed comes first, the other forms behind it.
        ("en", "translating", ["title"]),
        ("en", "training", ["liu", "body"]),
        ("en", "holes", ["body"]),
        ("en", "bases", ["body"]),
        ("en", "NVIDIA's", ["body"]),
        ("en", "nvidia", ["body"]),
        ("en", "Amelie", ["title"]),
        # Whole words, not parts of words.
        ("en", "AI", ["heading"]),
        # Signs of code count.
        ("zh", "--strict", ["code"]),
        ("zh", "lm_eval", ["code"]),
        ("zh", "C++", ["code"]),
        # Traditional signs, typing errors, pinyin.
        ("zh", "著作權", ["liu"]),
        ("zh", "顯存", ["title", "heading", "body", "far"]),
        ("en", "trainnig", ["liu", "body"]),
        ("en", "modek", ["body"]),
        ("zh", "liuyiming", ["liu"]),
        ("zh", "liu yiming", ["liu"]),
        ("zh", "Liu Yi", ["liu"]),
        ("zh", "lym", ["liu"]),
        ("zh", "chongqing", ["liu"]),
        ("zh", "jishu", ["liu"]),
    ],
)
def test_what_is_found(ask: Ask, site: str, query: str, own: list[str]) -> None:
    assert ask(site, query)["own"] == own


@pytest.mark.parametrize(
    ("site", "query", "other"),
    [
        ("zh", "inference", ["liu"]),
        ("en", "著作權", ["liu"]),
        ("en", "训练和推理", ["liu", "heading"]),
        ("en", "clusters 地基", ["liu"]),
        ("zh", "cluster 地基", ["liu"]),
    ],
)
def test_what_another_language_has(ask: Ask, site: str, query: str, other: list[str]) -> None:
    found = ask(site, query)
    assert (found["own"], found["other"]) == ([], other)


def test_parts_of_words_come_last_and_only_from_four_letters(ask: Ask) -> None:
    assert ask("en", "train")["inside"] == ["heading"]
    assert ask("en", "hole")["inside"] == ["heading"]
    assert ask("en", "AI")["inside"] == []
    found = ask("en", "pretrai")
    assert (found["own"], found["notes"]) == (
        ["heading"],
        [{"typed": "pretrai", "instead": "pretrained"}],
    )


def test_what_was_looked_for_instead_is_said(ask: Ask) -> None:
    assert ask("zh", "xiancun")["notes"] == [{"typed": "xiancun", "instead": "显存"}]
    assert ask("zh", "训练和推理")["notes"] == [{"typed": "训练和推理", "instead": "训练 推理"}]
    assert ask("zh", "显存")["notes"] == []


def test_where_no_page_has_all_some_have_a_part(ask: Ask) -> None:
    found = ask("en", "nvidia inference")
    assert (set(found["own"]), found["some"]) == ({"body", "liu"}, True)
    assert ask("en", "xyzzyplugh")["own"] == []


@pytest.mark.parametrize(
    ("text", "patterns", "marked"),
    [
        ("用 GPU 训练", [["gpu"]], ["GPU"]),
        ("ＧＰＵ显存", [["gpu"]], ["ＧＰＵ"]),
        ("ﬁne eﬃcient", [["efficient"]], ["eﬃcient"]),
        ("甲乙丙", [["甲", "乙"], ["乙", "丙"]], ["甲乙丙"]),
        ("𠮷野家 吉野", [["𠮷", "野"]], ["𠮷野"]),
        ("Paint AI", [["ai"]], ["AI"]),
        ("see conf.py", [["conf", "py"]], ["conf.py"]),
        ("顯存", [["显", "存"]], ["顯存"]),
    ],
)
def test_marks_fit_the_original(
    chromium: Browser, tmp_path: Path, text: str, patterns: list[list[str]], marked: list[str]
) -> None:
    tab = chromium.new_page()
    open_engine(tab, tmp_path)
    places = tab.evaluate(
        """([text, patterns]) => diglotSearch.places(text, patterns, new Map([["顯", "显"]]))
             .map(([start, end]) => text.slice(start, end))""",
        [text, patterns],
    )
    assert places == marked


def book_lines() -> list[str]:
    """The book's sources and catalogs, and what is odd."""
    paths = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "locales").rglob("*.po")]
    lines = [line for path in sorted(paths) for line in path.read_text("utf-8").splitlines()]
    return [
        *lines,
        "don't l'été NAÏVE Ⅷ ½ ﬁ İ",
        "a--b __init__ ::x C# 5% x=1 → 😀 a.b.c",
        "ไทย 한국어 カナ",
    ]


def test_a_browser_splits_texts_as_the_build_does(
    chromium: Browser, salon: Site, tmp_path: Path
) -> None:
    tab = chromium.new_page()
    open_engine(tab, tmp_path)
    tab.add_script_tag(content=stemmer_of(salon))
    lines = book_lines()
    # As JSON: Playwright takes long over many values.
    forms = simplified_forms()
    there = json.loads(
        tab.evaluate(
            """(sent) => {
             const [lines, from, to] = JSON.parse(sent);
             const simplified = new Map([...from].map((sign, at) => [sign, to[at]]));
             const stemmer = new Stemmer();
             const isInflected = (word) => word.length > 2 && /^\\p{L}+$/u.test(word);
             const stem = (word) => isInflected(word) ? stemmer.stemWord(word) : word;
             return JSON.stringify(lines.map(
               (line) => diglotSearch.units(diglotSearch.fold(line, simplified))
                 .map(([unit, place]) => [unit, place, stem(unit)])));
           }""",
            json.dumps([lines, "".join(map(chr, forms)), list(forms.values())]),
        )
    )
    assert len(lines) > 3000
    for line, units in zip(lines, there, strict=True):
        here = set(words_of(fold(line, forms), 0))
        alone = {place: word for word, place in here}
        assert len({place for _, place in here}) == len({place for _, place, _ in units}), line
        for unit, place, stemmed in units:
            if (unit, place) in here:
                assert stem(unit) == stemmed, unit
            else:
                assert alone[place].startswith(unit), (line, unit)


def requests_of(tab: Page) -> list[str]:
    """Return a list that gets the address of each request of a page."""
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    return asked


def test_a_thousand_pages_weigh_little(chromium: Browser, salon: Site, tmp_path: Path) -> None:
    """What a reader's browser loads until the first results stand there, in bytes."""
    random = Random(2023)  # noqa: S311 - texts, not secrets
    lines = [line for line in book_lines() if len(line) > 20]
    pages = {f"page-{at}": [("显存", "\n".join(random.choices(lines, k=25)))] for at in range(1000)}
    index = write_index(tmp_path, "zh_CN", pages, stemmer_of(salon))
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.js")) > 3_000_000
    for query in ("显存", "训练和推理", "memory", "GPU显存", "trainnig", "xiancun"):
        tab = chromium.new_page()
        asked = requests_of(tab)
        open_engine(tab, tmp_path)
        shown = answer(tab, FIRST_RESULTS, [query, index])
        loaded = {Path(unquote(urlsplit(url).path)) for url in asked} - {tmp_path / "engine.html"}
        weight = sum(path.stat().st_size for path in [*SCRIPTS, *loaded])
        tab.close()
        assert (shown, weight < 300_000) == (3, True), (query, weight)


def test_no_more_answers_are_waited_for_in_turn(
    chromium: Browser, salon: Site, tmp_path: Path
) -> None:
    """What a step of a search asks for, it asks for at once, in one turn."""
    chinese = write_index(tmp_path / "zh", "zh_CN", CHINESE, stemmer_of(salon))
    english = write_index(tmp_path / "en", "en", ENGLISH, stemmer_of(salon))
    tab = chromium.new_page()
    open_engine(tab, tmp_path)
    turns = answer(tab, ASKED_IN_TURN, ["trainnig", [chinese, english]])
    assert turns[:2] == [["zh-cn/index"], ["zh-cn/words-0"]]
    # The vocabulary of the first language may come while those of the other are asked for.
    rest = [name for turn in turns[2:] for name in turn]
    assert sorted(rest) == ["en/index", "en/vocabulary", "en/words-0", "zh-cn/vocabulary"]
    assert {"en/index", "zh-cn/vocabulary"} <= set(turns[2])
    assert len(turns) <= 4
