"""Words in both languages: what a page makes of them, wherever in its HTML they stand."""

from __future__ import annotations

from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.core.language import language
from diglot.sphinxext.parallel.html.bilingual import BothTranslations, both, side_of, whole
from diglot.sphinxext.parallel.html.bilingual_html import with_sides
from diglot.sphinxext.parallel.html.repair import is_cut, readable, respelled
from diglot.sphinxext.parallel.interleave import Side
from site_books import elements

LANGUAGES = {Side.SOURCE: language("zh_CN"), Side.TARGET: language("en")}
SEARCH = both("搜索", "Search")


def sides(source: str, target: str) -> str:
    return (
        f'<span class="diglot-words"><span class="diglot-side" data-side="source" lang="zh-CN">'
        f'{source}</span><span class="diglot-between"> · </span><span class="diglot-side" '
        f'data-side="target" lang="en">{target}</span></span>'
    )


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Python</p>", "<p>Python</p>"),
        (f"<p>{both('GPU', 'GPU')}</p>", "<p>GPU</p>"),
        (f"<p>{SEARCH}</p>", f"<p>{sides('搜索', 'Search')}</p>"),
        (f"{SEARCH}<br>{SEARCH}", f"{sides('搜索', 'Search')}<br>{sides('搜索', 'Search')}"),
        (f"<i>{both('<b>一</b>', '<b>1</b>')}</i>", f"<i>{sides('<b>一</b>', '<b>1</b>')}</i>"),
        (f"<p>{both(f'甲{SEARCH}', f'a {SEARCH}')}</p>", f"<p>{sides('甲搜索', 'a Search')}</p>"),
        (f'<meta content="{SEARCH}">', '<meta content="搜索 · Search">'),
        (f'<a href="{SEARCH}">', '<a href="搜索 · Search">'),
        (f"<a href='{SEARCH}'>", "<a href='搜索 · Search'>"),
        (f"<a href={SEARCH}>", '<a href="搜索 · Search">'),
        (f'<a data-a="a > b {SEARCH}">', '<a data-a="a > b 搜索 · Search">'),
        (
            f"<!-- > {SEARCH} --><p>{SEARCH}",
            f"<!-- > 搜索 · Search --><p>{sides('搜索', 'Search')}",
        ),
        (f"<script>'<' + '{SEARCH}'</script>", "<script>'<' + '搜索 · Search'</script>"),
        (f"1 < 2 {SEARCH}", f"1 < 2 {sides('搜索', 'Search')}"),
    ],
    ids=[
        "neither",
        "same",
        "text",
        "twice",
        "elements",
        "nested",
        "meta",
        "for machines",
        "single quotes",
        "no quotes",
        "sign in an attribute",
        "comment",
        "script",
        "sign in the text",
    ],
)
def test_pages(page: str, expected: str) -> None:
    assert with_sides(page, LANGUAGES) == expected


def test_attributes_hold_both_and_keep_each() -> None:
    page = f'<input class="a" title="{SEARCH}" aria-label="→ {both("&lt;一", "&quot;1")}"/>'
    ((tag, attrs),) = elements(with_sides(page, LANGUAGES))
    assert tag == "input"
    assert attrs == {
        "class": "a",
        "title": "搜索 · Search",
        "aria-label": '→ <一 · "1',
        "data-diglot-words": '{"title": ["搜索", "Search", "搜索 · Search"], '
        '"aria-label": ["→ <一", "→ \\"1", "→ <一 · \\"1"]}',
    }


def test_a_title_holds_text_alone() -> None:
    page = f"<head><title>{SEARCH} - {both('书', 'Book')}</title></head>"
    assert with_sides(page, LANGUAGES) == (
        '<head><title data-diglot-words="{&quot;text&quot;: [&quot;搜索 - 书&quot;, '
        '&quot;Search - Book&quot;, &quot;搜索 · Search - 书 · Book&quot;]}">'
        "搜索 · Search - 书 · Book</title></head>"
    )


def test_a_sentence_of_pieces_is_whole_in_each_language() -> None:
    pieces = f"{both('由 ', 'Made with ')}<a>Furo</a>{both(' 制作', '')}"
    assert with_sides(whole(pieces), LANGUAGES) == sides(
        "由 <a>Furo</a> 制作", "Made with <a>Furo</a>"
    )


def test_a_message_is_said_in_both() -> None:
    class Loud(NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper()

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            return self.gettext(super().ngettext(msgid1, msgid2, n))

    speakers = {Side.SOURCE: Loud(), Side.TARGET: NullTranslations()}
    translator = BothTranslations(lambda side: speakers[side])
    assert translator.gettext("Next") == both("NEXT", "Next")
    assert translator.ngettext("page", "pages", 2) == both("PAGES", "pages")


_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cn"]))


@given(
    st.recursive(
        _TEXTS.map(lambda text: (text, text, text)),
        lambda inner: st.tuples(inner, inner).map(
            lambda two: (both(two[0][0], two[1][0]), two[0][1], two[1][2])
        ),
    )
)
def test_each_side_is_what_went_in(texts: tuple[str, str, str]) -> None:
    together, source, target = texts
    assert side_of(together, Side.SOURCE) == source
    assert side_of(together, Side.TARGET) == target


@st.composite
def _mangled_pages(draw: st.DrawFn) -> str:
    """Draw a page whose template puts texts anywhere and may cut each of them."""
    places = (
        "<p>{}</p>",
        '<i title="{}">',
        "<b id={}>",
        "<script>{}</script>",
        "<!-- {} -->",
        "{}",
    )
    texts = (
        SEARCH,
        both("<b>一</b>", "<b>1</b>"),
        both("&lt;甲", "a"),
        both(f"甲{SEARCH}", SEARCH),
    )
    page = []
    for _ in range(draw(st.integers(1, 6))):
        text = draw(st.sampled_from(texts))
        start, end = draw(st.integers(0, 3)), draw(st.integers(-3, 0))
        page.append(draw(st.sampled_from(places)).format(text[start : end or None]))
    return "".join(page)


@given(_mangled_pages())
def test_no_sign_is_left_whatever_a_template_cuts(page: str) -> None:
    text = readable(respelled(with_sides(page, LANGUAGES)), {"title": SEARCH})
    assert not is_cut(text)


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        (f"<p>{SEARCH[:2]}…</p>", "<p>搜… · Search</p>"),
        (f"<p>{SEARCH[:3]}...</p>", "<p>搜索... · Search</p>"),
        (f"<p>{SEARCH[:-3]}</p>", "<p>搜索 · Sear</p>"),
        (f'<i title="{SEARCH[:2]}">', '<i title="搜 · Search">'),
        (f"<p>{both('别的', 'Other')[:2]}</p>", "<p>别</p>"),
    ],
    ids=["source", "all of the source", "target", "attribute", "unknown"],
)
def test_what_is_cut_is_shown_in_both_where_the_template_got_it(cut: str, expected: str) -> None:
    context = {"title": "没有", "next": {"title": SEARCH}}
    assert readable(with_sides(cut, LANGUAGES), context) == expected
