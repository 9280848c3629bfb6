"""Raw HTML as nodes: what a browser shows of it is in them."""

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from lxml import etree
from sphinx.util.images import parse_data_uri

from diglot.sphinxext.typst.build.passages import words_of_html
from diglot.sphinxext.typst.writer.html_inlines import expand_inline_html
from diglot.sphinxext.typst.writer.html_nodes import expand_raw_html, nodes_of


def expanded(*pieces: str) -> nodes.paragraph:
    """Return a paragraph of text and, where a piece begins so, of tags."""
    children = [
        nodes.raw("", piece, format="html") if piece.startswith("<") else nodes.Text(piece)
        for piece in pieces
    ]
    paragraph = nodes.paragraph("", "", *children)
    expand_inline_html(paragraph)
    return paragraph


def shape(node: nodes.Node) -> str:
    """Return a node as a short word, with what is in it."""
    if isinstance(node, nodes.Text):
        return str(node)
    assert isinstance(node, nodes.Element)
    name = ".".join([type(node).__name__, *node.get("classes", ())])
    address = node.get("refuri") or node.get("uri", "")
    return f"{name}({address}{' '.join(map(shape, node.children))})"


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (("H", "<sub>", "2", "</sub>", "O"), "paragraph(H subscript(2) O)"),
        (("<b>", "a", "<i>", "b", "</i>", "</b>"), "paragraph(strong(a emphasis(b)))"),
        (("<s>", "old", "</s>"), "paragraph(inline.strike(old))"),
        (("<kbd>", "Ctrl", "</kbd>"), "paragraph(literal.kbd(Ctrl))"),
        (
            ("<ruby>", "汉", "<rp>", "(", "</rp>", "<rt>", "hàn", "</rt>", "</ruby>"),
            "paragraph(ruby(汉 ruby_text(hàn)))",
        ),
        (("<a href='u'>", "x", "</a>"), "paragraph(reference(ux))"),
        (("see ", "<img src='p.png'>"), "paragraph(see  image(p.png))"),
        (("<span class='x'>", "a", "</span>", "b"), "paragraph(a b)"),
        (("a", "<sub>", "b"), "paragraph(a subscript(b))"),
        (("a", "</sub>", "b"), "paragraph(a b)"),
        (("<video src='v'>", "too old", "</video>", " end"), "paragraph(reference(vv)  end)"),
        (("<script>", "x()", "</script>"), "paragraph()"),
        (("a", "<!-- no -->", "b"), "paragraph(a b)"),
    ],
)
def test_tags_within_a_line(pieces: tuple[str, ...], shown: str) -> None:
    assert shape(expanded(*pieces)) == shown


def test_a_linked_picture_has_no_blanks_beside_it() -> None:
    document = new_document("page.md", get_default_settings())
    document += nodes.raw("", "<a href='u'>\n<img src='p.png'>\n</a>", format="html")
    expand_raw_html(document)
    assert [shape(node) for node in document.children] == ["paragraph(reference(uimage(p.png)))"]


DRAWING = '<svg width="4" viewBox="0 0 2 2"><linearGradient id="g"/><text>a &lt; b</text></svg>'


@pytest.mark.parametrize(
    "pieces",
    [
        (DRAWING,),
        (
            '<svg width="4" viewBox="0 0 2 2">',
            '<linearGradient id="g"/>',
            "<text>",
            "a < b",
            "</text>",
            "</svg>",
        ),
    ],
)
def test_a_drawing_is_a_picture_that_holds_it(pieces: tuple[str, ...]) -> None:
    (found,) = expanded(*pieces).findall(nodes.image)
    assert (found["alt"], found["width"]) == ("a < b", "4")
    held = parse_data_uri(found["uri"])
    assert held is not None
    assert held.mimetype == "image/svg+xml"
    root = etree.fromstring(held.data)
    assert root.get("viewBox") == "0 0 2 2"
    assert [etree.QName(child).localname for child in root] == ["linearGradient", "text"]
    assert etree.QName(root).namespace == "http://www.w3.org/2000/svg"


@pytest.mark.parametrize(
    ("html", "alternatives"),
    [
        ("<div>a <svg><title>T</title><text>x</text></svg> b</div>", ["T"]),
        ('<svg aria-label="L"><path d="M0 0"></svg>', ["L"]),
        ("<svg><path/></svg>", ["SVG"]),
        ('<svg style="display: none"><text>x</text></svg>', []),
        ('<svg width="0" height="0"><text>x</text></svg>', []),
        ("<svg><g><svg><text>in</text></svg></g></svg>", ["in"]),
        ("<script><svg></svg></script>", []),
    ],
)
def test_drawings_are_named_by_what_they_say(html: str, alternatives: list[str]) -> None:
    found = [image for node in nodes_of(html) for image in node.findall(nodes.image)]
    assert [image["alt"] for image in found] == alternatives
    assert "x" not in words_of_html(html)


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<iframe src="https://v" title="Film"></iframe>', "reference(https://vFilm)"),
        ('<video poster="p.png" src="v"></video>', "image(p.png) reference(vv)"),
        ('<video><source src="a"><source src="b">no video</video>', "reference(aa)"),
        ('<audio src="s">no sound</audio>', "reference(ss)"),
        ('<object data="o">no object</object>', "reference(oo)"),
        ('<embed src="e">', "reference(ee)"),
    ],
)
def test_films_and_frames_have_their_address(html: str, shown: str) -> None:
    (paragraph,) = nodes_of(html)
    assert " ".join(map(shape, paragraph.children)) == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<p align="center"><em>a</em></p>', "paragraph.text-center(emphasis(a))"),
        ('<div style="text-align: center"><p>a</p></div>', "container.text-center(paragraph(a))"),
        ("<center>a</center>", "container.text-center(paragraph(a))"),
        ('<p align="left">a</p>', "paragraph(a)"),
    ],
)
def test_what_is_in_the_middle_says_so(html: str, shown: str) -> None:
    assert [shape(node) for node in nodes_of(html)] == [shown]


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (
            "<dl><dt>a</dt><dt>b</dt><dd>c</dd><dd>d</dd></dl>",
            "definition_list(definition_list_item(term(a) term(b) "
            "definition(paragraph(c)) definition(paragraph(d))))",
        ),
        (
            "<dl><div><dt>a</dt><dd>b</dd></div><dt>c</dt></dl>",
            "definition_list(definition_list_item(term(a) definition(paragraph(b))) "
            "definition_list_item(term(c)))",
        ),
        ("<dl>a</dl>", "definition_list(definition_list_item(definition(paragraph(a))))"),
        ("<dt>a</dt>", "paragraph(a)"),
    ],
)
def test_lists_of_definitions_have_items(html: str, shown: str) -> None:
    assert [shape(node) for node in nodes_of(html)] == [shown]
