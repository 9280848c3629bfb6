"""Nodes of another extension in handouts: its handlers, called as docutils calls visitors."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from folders import PROJECTS
from sphinxext.typst.conftest import Book, text_of

READINGS = ["book.zh-cn", "book.zh-cn_en", "book.interlinear.zh-cn_en"]


@dataclass(frozen=True)
class Handouts:
    """The handouts of the project, and what was warned of when they were built."""

    book: Book
    warned: str

    def text(self, name: str) -> str:
        return " ".join(text_of(self.book.out() / f"{name}.pdf").split())


@pytest.fixture(scope="module")
def handouts(tmp_path_factory: pytest.TempPathFactory) -> Handouts:
    folder = tmp_path_factory.mktemp("nodes") / "project"
    shutil.copytree(PROJECTS / "extension-nodes", folder)
    book = Book(folder)
    return Handouts(book, book.build())


@pytest.mark.parametrize("name", READINGS)
@pytest.mark.parametrize(
    "words",
    [
        pytest.param('一"号"框 #1', id="own code around the children"),
        pytest.param("第二段话。", id="all children"),
        pytest.param("小框 小框里的话。", id="as its base"),
        pytest.param("#no[code]: 标记", id="text stays text"),
        pytest.param("拼出-来的话。", id="the whole by visit"),
        pytest.param("照样的话。", id="departure skipped"),
        pytest.param("[zh_CN]", id="children skipped"),
        pytest.param("坏了的话。", id="handler failed"),
        pytest.param("数字旁的话。", id="handler added a number"),
        pytest.param("急躁的话。", id="handler skipped siblings"),
        pytest.param("[rubric] 小标题", id="a node of docutils"),
    ],
)
def test_a_handler_writes_its_node(handouts: Handouts, name: str, words: str) -> None:
    assert words in handouts.text(name)


@pytest.mark.parametrize("name", READINGS)
@pytest.mark.parametrize(
    "words",
    [
        pytest.param("曹雪芹名霑字梦阮，1791", id="a text node in two paragraphs"),
        pytest.param("吴承恩，1592", id="the same text node again"),
        pytest.param("Mark words in a table of autosummary.", id="derived from a comment"),
    ],
)
def test_what_extensions_build_unlike_others_is_printed(
    handouts: Handouts, name: str, words: str
) -> None:
    assert words in handouts.text(name)


@pytest.mark.parametrize("name", READINGS[1:])
@pytest.mark.parametrize(
    "words",
    [
        "Words in the box.",
        "Words of another paragraph.",
        "Words in the small box.",
        "#no[code]: mark",
        "Words-spelled-out.",
        "Words as they are.",
        "[en]",
        "Words of the broken one.",
        "Words beside a number.",
        "Impatient words.",
        "A rubric",
    ],
)
def test_the_translation_stands_there_too(handouts: Handouts, name: str, words: str) -> None:
    assert words in handouts.text(name)


@pytest.mark.parametrize("name", READINGS)
def test_what_a_handler_leaves_out_is_left_out(handouts: Handouts, name: str) -> None:
    text = handouts.text(name)
    left_out = ("网上的话", "跳过的话", "lost", "[departed]", "for the web", "skipped")
    assert [words for words in left_out if words in text] == []


def test_a_box_around_both_languages_is_written_once(handouts: Handouts) -> None:
    assert handouts.text("book.zh-cn_en").count("号") == 1


def test_a_node_with_a_label_can_be_referred_to(handouts: Handouts) -> None:
    assert "那个框（第 1 页）" in handouts.text("book.zh-cn_en").replace("\xa0", " ")


def test_a_failing_handler_is_reported_with_its_place_and_the_nodes(handouts: Handouts) -> None:
    line = 1 + (handouts.book.folder / "callouts.py").read_text("utf-8").splitlines().index(
        '    node["no such attribute"]'
    )
    assert "docs/index.md:36: WARNING: the Typst handler for 'broken' failed" in handouts.warned
    assert f"(KeyError: 'no such attribute', callouts.py, line {line})" in handouts.warned
    assert "correct the handler in callouts" in handouts.warned


@pytest.mark.parametrize(
    "reason",
    [
        "'unusable' failed (TypeError: a Markup or a string was expected, not 3, callouts.py",
        "'impatient' failed (SkipSiblings, callouts.py",
    ],
)
def test_what_a_handler_must_not_do_is_reported(handouts: Handouts, reason: str) -> None:
    assert handouts.warned.count(reason) == 2


def test_a_handler_that_is_never_called_is_reported_once(handouts: Handouts) -> None:
    assert handouts.warned.count("the Typst handler for 'list_item' is never called") == 1
    assert "give bullet_list or enumerated_list a handler" in handouts.warned
    # Besides, three handlers fail, once in one language and once in two.
    assert handouts.warned.count("WARNING") == 1 + 3 * 2


def test_a_changed_handler_is_seen(tmp_path: Path) -> None:
    shutil.copytree(PROJECTS / "extension-nodes", tmp_path / "project")
    book = Book(tmp_path / "project")
    book.build("zh_CN", "-D", "diglot_readings=single")
    extension = book.folder / "callouts.py"
    extension.write_text(extension.read_text("utf-8").replace("[rubric]", "[changed]"), "utf-8")
    book.build("zh_CN", "-D", "diglot_readings=single")
    assert "[changed]" in text_of(book.out() / "book.zh-cn.pdf")
