"""Raw HTML as nodes: what a browser shows of it is in them."""

import pytest
from docutils import nodes

from diglot.sphinxext.typst.writer.html_inlines import expand_inline_html
from diglot.sphinxext.typst.writer.html_nodes import nodes_of


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
            "paragraph(inline.ruby(汉 inline.ruby-text(hàn)))",
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
