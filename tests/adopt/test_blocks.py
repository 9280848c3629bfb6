"""A message as pairing sees it."""

from sphinx.config import Config

from diglot.adopt.blocks import block
from diglot.adopt.pairing import CERTAIN, Block, pair
from diglot.catalog.tokens import plain
from diglot.sphinxext.markup.myst import MystTokenizer, myst_parser_of
from diglot.sphinxext.safety.settings import myst_config

MYST = MystTokenizer(myst_parser_of(myst_config(Config())))


def test_codes_addresses_and_numbers_are_anchors() -> None:
    found = block("运行 `pip` 3.11 次，见 [这里](https://a.org/)。", "paragraph · 页 › 节", MYST)
    assert found.kind == "paragraph"
    assert sorted(found.anchors) == ["3.11", "https://a.org/", "pip"]
    assert "这里" in found.text
    assert "pip" not in found.text


def test_addresses_that_name_their_language_are_the_same_anchor() -> None:
    found = [
        block(f"[a](https://a.org/{tag}/b?language={name}&id=en-1#c)", "paragraph", MYST).anchors
        for tag, name in (("zh-cn", "cn"), ("en", "en"))
    ]
    assert found[0] == found[1]
    assert "id=en-1" in found[0][0]


def test_translated_terms_are_no_anchors() -> None:
    assert block("见 {term}`模型`。", "paragraph", MYST).anchors == ()


def test_text_without_markup_is_its_own_block() -> None:
    assert block("`a` 1", "code", plain) == Block("code", "`a` 1", ("1",))


def test_a_translation_has_the_anchors_of_its_source() -> None:
    source = [
        block("先装 `uv` 0.9。", "list item · 页", MYST),
        block("再装 `git` 2.5。", "list item · 页", MYST),
    ]
    target = [block("Then install `git` 2.5.", "list item · Page", MYST)]
    (found,) = pair(source, target)
    assert (found.source, found.target) == (1, 0)
    assert found.score > CERTAIN
