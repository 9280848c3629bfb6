"""The messages that are extracted, by ``sphinx-build -b gettext`` and by ``diglot update``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from diglot.catalog.reader import read_catalog
from diglot.sphinxext.i18n.gettext_builder import messages_by_domain
from diglot.sphinxext.run.documents import read_documents


def msgids(book: Any, domain: str) -> list[str]:
    return [entry.msgid for entry in read_catalog(book.outdir / f"{domain}.pot").entries]


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("substitutions", ["编辑", "替换页", "关于替换", "替换"]),
        ("breaks", ["换行", "第一行\\\n第二行", "第三行\\\n第四行 接着"]),
        ("figures", ["两个框", "图的说明", "表的说明", "列一", "格子", "示意图", "输入 & 输出"]),
        ("mixed", ["rST 里的 **粗体** 与 ``代码``。", "包含的*文字*。", "卡片标题", "标签页"]),
        ("glossary", ["提示词", "给模型的话", "模型", "语言"]),
        ("meta", ["一页的说明", "元数据"]),
        ("code", ["代码", "\\text{准确率} = 1"]),
        ("conf", ["译书", "译书：样本", "2023–%Y 译者", "征求意见稿", "到处"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_texts_for_readers_are_extracted(domain: str, expected: list[str], template: Any) -> None:
    extracted = msgids(template, domain)
    assert [msgid for msgid in extracted if msgid in expected] == expected


@pytest.mark.parametrize(
    ("domain", "text"), [("meta", "noindex"), ("code", "a + b"), ("substitutions", "1.2")]
)
def test_nothing_else_is_extracted(domain: str, text: str, template: Any) -> None:
    assert text not in msgids(template, domain)


def test_what_sphinx_translates_itself_is_no_message(template: Any, ours: Any) -> None:
    written = ["对象", "说一句话。", "要说的话。", "说完的话。", "照着说。", "以后再说。"]
    assert msgids(template, "objects") == [*written, "左边", "右边", "格中"]
    shown = ours.text("objects")
    for words in ("Parameters", "Returns", "Example", "Todo", "Say something."):
        assert words in shown


def test_both_ways_of_extraction_give_the_same_messages(source: Any, template: Any) -> None:
    ours = {
        domain: list(dict.fromkeys(message.msgid for message in messages))
        for domain, messages in messages_by_domain(source.env).items()
        if domain != "conf"  # the environment has the translated configuration
    }
    assert ours == {domain: msgids(template, domain) for domain in ours}


def test_references_have_paths_and_lines(template: Any) -> None:
    text = (template.outdir / "figures.pot").read_text("utf-8")
    msgids_by_line = dict(re.findall(r'#: \S+/(\S+:\d+)\nmsgid "(.+)"', text))
    assert msgids_by_line["figures.md:9"] == "图的说明"
    assert msgids_by_line["figure.svg:4"] == "示意图"


def test_templates_are_not_translated(book: Any) -> None:
    english = book("translate-faults", "-D", "language=en", builder="gettext")
    assert "引文" in msgids(english, "lists")
    assert "一页的说明" in msgids(english, "meta")
    assert "译书" in msgids(english, "conf")


@pytest.mark.parametrize(
    ("domain", "msgid", "note"),
    [
        ("headings", "标题", "page title"),
        ("headings", "第一节", "heading · 标题"),
        ("headings", "正文。", "paragraph · 标题 › 第一节"),
        ("figures", "图的说明", "figure caption · 图表"),
        ("figures", "表的说明", "table caption · 图表"),
        ("figures", "列一", "table heading · 图表"),
        ("figures", "格子", "table cell · 图表"),
        ("figures", "两个框", "alternative text · 图表"),
        ("figures", "示意图", "words of drawing figure.svg · 图表"),
        ("glossary", "给模型的话", "definition · 词汇"),
        ("glossary", "模型", "index entry · 词汇"),
        ("meta", "一页的说明", "description of the page"),
        ("substitutions", "编辑", "substitution who"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_notes_describe_the_place_of_a_message(
    domain: str, msgid: str, note: str, ours: Any
) -> None:
    # They are in the source language, also in a translated build.
    messages = messages_by_domain(ours.env)[domain]
    assert next(message.note for message in messages if message.msgid == msgid) == note


def test_comments_in_formulas_are_no_part_of_messages(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(
        'extensions = ["myst_parser", "diglot"]\nmyst_enable_extensions = ["dollarmath"]\n'
        'diglot_languages = ["zh_CN", "en"]\nlanguage = "zh_CN"\n',
        "utf-8",
    )
    formula = "$$\na = % 注释\n% 又一句\n\\text{召回率}\n%\n$$\n"
    (tmp_path / "index.md").write_text(f"# 标题\n\n{formula}", "utf-8")
    messages = read_documents(tmp_path, "zh_CN", whole=False).documents["index"].messages
    assert [message.msgid for message in messages] == ["标题", "a = \n\\text{召回率}"]
