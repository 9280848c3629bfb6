"""What honest translators write is taken; what the attacks do is told from it by one rule."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from myst_parser.config.main import MdParserConfig

from attacks import Attack, attacks
from diglot.catalog.effects import Judge, sentence
from diglot.catalog.strings import escape
from diglot.catalog.suspects import may_do_more
from diglot.sphinxext.safety.judge import page_text_judge
from diglot.sphinxext.safety.judges import Judges
from folders import CASES

EXTENSIONS = {"attrs_inline", "dollarmath", "substitution"}
SUFFIXES = {".rst": "restructuredtext", ".md": "markdown"}
JUDGES = Judges(SUFFIXES, MdParserConfig(enable_extensions=EXTENSIONS), trusts=False)
CASE = re.compile(r"(?P<title>[^\n]+)\n\.\n(?P<source>.*?)\n\.\n(?P<target>.*?)\n\.\n", re.DOTALL)


def judge_of_rst() -> Judge:
    return Judges(SUFFIXES, None, trusts=False).of_unknown()


OF_KIND = {"myst": JUDGES.of_unknown(), "rst": judge_of_rst(), "page-texts": page_text_judge}


def cases(folder: str) -> list[Any]:
    return [
        pytest.param(OF_KIND[path.stem], match, id=f"{path.stem}: {match['title']}")
        for path in sorted((CASES / folder).glob("*.txt"))
        for match in CASE.finditer(path.read_text("utf-8"))
    ]


@pytest.mark.parametrize(("judge", "case"), cases("honest"))
def test_an_honest_translation_is_taken(judge: Judge, case: re.Match[str]) -> None:
    effects = judge(case["source"], case["target"])
    assert effects == (), sentence(effects)


@pytest.mark.parametrize(("judge", "case"), cases("refused"))
def test_a_translation_that_does_more_is_refused(judge: Judge, case: re.Match[str]) -> None:
    assert judge(case["source"], case["target"]) != ()
    assert may_do_more(strings(case["source"]), strings(case["target"]))


@given(st.text(max_size=80))
def test_a_text_may_do_what_it_does(text: str) -> None:
    for judge in OF_KIND.values():
        assert judge(text, f"{text} ") == ()


PIECES = st.sampled_from(
    [
        "<b>",
        "</b>",
        "[x](",
        "https://[",
        "javascript:",
        ")",
        "{{ a }}",
        "{ref}`",
        "`",
        "$",
        '"',
        "\\",
    ]
)


@given(st.text(max_size=40), st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=8))
def test_every_text_is_judged(source: str, pieces: list[str]) -> None:
    for judge in OF_KIND.values():
        effects = judge(source, "".join(pieces))
        for effect in effects:
            assert sentence((effect,)).startswith("the translation does what its source does not")
        assert may_do_more(strings(source), strings("".join(pieces))) or not effects


@given(st.lists(PIECES, max_size=4), st.lists(PIECES, max_size=4))
def test_whoever_counts_translations_asks_for_all_that_are_refused(
    source: list[str], target: list[str]
) -> None:
    for judge in OF_KIND.values():
        if judge("甲".join(source), "a".join(target)):
            assert may_do_more(strings("甲".join(source)), strings("a".join(target)))


@pytest.mark.parametrize("attack", attacks(), ids=lambda attack: f"{attack.kind}: {attack.title}")
def test_whoever_counts_translations_asks_for_every_attack(attack: Attack) -> None:
    assert may_do_more(strings(attack.source), strings(attack.target))


@pytest.mark.parametrize("sign", ["^", "*"])
def test_whoever_counts_translations_asks_for_substitutions_of_any_sign(sign: str) -> None:
    config = MdParserConfig(enable_extensions=EXTENSIONS, sub_delimiters=(sign, sign))
    text = f"{sign * 2} env {sign * 2}"
    assert Judges(SUFFIXES, config, trusts=False).of_unknown()("甲", text)
    assert may_do_more(strings("甲"), strings(text))


@pytest.mark.parametrize("text", ["one */ b(); /*", "one'+b()+'", "one*) b (*", "one\nb()"])
def test_whoever_counts_translations_asks_for_what_may_be_code(text: str) -> None:
    assert may_do_more(strings("甲"), strings(text))


@pytest.mark.parametrize("text", ["Words, and *more* words.", "It is so; isn’t it?", "一句话。"])
def test_words_need_no_judge(text: str) -> None:
    assert not may_do_more(strings("甲"), strings(text))


def strings(text: str) -> bytes:
    return f'"{escape(text)}"\n'.encode(errors="surrogateescape")


def test_a_page_may_have_settings_of_its_own(tmp_path: Path) -> None:
    settings = "---\nmyst:\n  enable_extensions: [substitution]\n---\n"
    (tmp_path / "a.md").write_text(f"{settings}\n# A\n")
    (tmp_path / "b.md").write_text("# B\n")
    (tmp_path / "c.md").write_text('---\n"myst": {enable_extensions: [substitution]}\n---\n')
    judges = Judges(SUFFIXES, MdParserConfig(), trusts=False)
    assert judges.of_document("a", tmp_path)("甲", "A {{ env }}")
    assert judges.of_document("c", tmp_path)("甲", "A {{ env }}")
    assert not judges.of_document("b", tmp_path)("甲", "A {{ env }}")


def test_a_page_with_other_markup_inside_is_judged_by_both(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\n```{eval-rst}\n甲\n```\n")
    judge = JUDGES.of_document("a", tmp_path)
    assert judge("甲", ":download:`a <b>`")
    assert judge("甲", "{download}`a <b>`")


def test_a_page_is_judged_by_the_markup_of_what_it_includes(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "page.md").write_text("# A\n\n```{include} parts/one.txt\n```\n")
    (tmp_path / "parts/one.txt").write_text("```{include} /parts/two.txt\n```\n")
    judge = JUDGES.of_document("page", tmp_path)
    assert not judge("甲", ":download:`a <b>`")
    # Of files that come later, too.
    (tmp_path / "parts/two.txt").write_text("```{eval-rst}\n甲\n```\n\n[home]: https://a.org/\n")
    judge = JUDGES.of_document("page", tmp_path)
    assert judge("甲", ":download:`a <b>`")
    assert not judge("甲 [home]", "A [home](https://a.org/)")


def test_whoever_is_trusted_is_not_judged(tmp_path: Path) -> None:
    judges = Judges(SUFFIXES, MdParserConfig(), trusts=True)
    for judge in (judges.of_document("a", tmp_path), judges.of_unknown(), judges.of_page_texts()):
        assert judge("甲", "<script>") == ()


def test_a_label_may_become_the_address_that_the_page_gives_it(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(
        "见[快速开始][Quick Start]与[首页]。\n\n"
        "[quick start]: ./开始.md\n[首页]: <https://example.org/>\n",
        "utf-8",
    )
    judge = JUDGES.of_document("page", tmp_path)
    source = "见[快速开始][Quick Start]与[首页]。"
    assert judge(source, "See [Start](./开始.md) and [home](https://example.org/).") == ()
    assert judge(source, "See [Start](./elsewhere.md) and [home](https://example.org/).") != ()
    assert judge("见[首页]。", "See [Start](./开始.md).") != ()


@pytest.mark.parametrize(
    "address", ["images/more/a.png", "images/en/b.png", "en/a.png", "images/en/en/a.png"]
)
def test_an_image_of_the_language_lies_beside_the_sources_or_right_below(address: str) -> None:
    assert OF_KIND["myst"]("![图](images/a.png)", f"![Figure]({address})") != ()
