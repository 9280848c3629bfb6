"""The cases of the checks in `tests/cases/checks`, and what checks them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx.config import Config

import contexts
import folders
from diglot.catalog.glossary import Term
from diglot.catalog.tokens import Tokenizer
from diglot.checks.message import Context
from diglot.sphinxext.markup.myst import MystTokenizer, myst_parser_of
from diglot.sphinxext.markup.rst import RstTokenizer
from diglot.sphinxext.safety.settings import myst_config

CASES = folders.CASES / "checks"
NAMES = sorted(path.stem for path in CASES.glob("*.txt"))
EXTENSIONS = ["attrs_inline", "dollarmath", "substitution"]
MYST = MystTokenizer(
    myst_parser_of(myst_config(Config({"myst_enable_extensions": EXTENSIONS}))), as_blocks=True
)
RST = RstTokenizer()

# A case: its title, then source, translation and findings, each closed by a line with a dot.
CASE = re.compile(
    r"(?P<title>.+)\n\.\n(?P<source>.*)\n\.\n(?P<target>.*)\n\.\n(?P<found>(?:(?!\.\n).*\n)*)\.\n"
)
_LANGUAGES = re.compile(r"\((\w+) → (\w+)\)")


@dataclass(frozen=True)
class Case:
    title: str
    source: str
    target: str
    found: str

    @property
    def languages(self) -> tuple[str, str]:
        stated = _LANGUAGES.search(self.title)
        return (stated[1], stated[2]) if stated else ("zh_CN", "en")

    @property
    def tokenizer(self) -> Tokenizer:
        return RST if "(rst)" in self.title else MYST


def cases(name: str) -> Iterator[Case]:
    for match in CASE.finditer((CASES / f"{name}.txt").read_text("utf-8")):
        yield Case(match["title"], match["source"], match["target"], match["found"])


def context(source: str = "zh_CN", target: str = "en") -> Context:
    terms: tuple[Term, ...] = (
        Term("推理", "", never=("reasoning",)),
        Term("显存", "GPU memory", also=("memory",)),
    )
    pairs = {"训练": "training", "推理": "inference", "大语言模型": "large language model"}
    pairs |= {"语言": "speech", "GPU": "GPU"}
    if source == "en":
        terms, pairs = (), {"GPU": "图形处理器"}
    return contexts.context(source, target, terms, pairs, frozenset({"modell"}))
