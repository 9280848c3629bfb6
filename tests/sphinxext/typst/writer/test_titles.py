"""What of titles stays on a line, in doctrees as docutils makes them."""

from docutils import nodes
from docutils.utils import new_document

from diglot.sphinxext.typst.writer.titles import divide_titles, title_text


def test_what_is_escaped_in_a_title_has_no_mark_of_docutils() -> None:
    document = new_document("test")
    # As reStructuredText has it of 多机 2 \\* 8 为例.
    document += nodes.section("", nodes.title("", "", nodes.Text("多机 2 \0* 8 为例")))
    divide_titles(document, is_chinese=True)
    (text,) = document.findall(title_text)
    assert "".join(text["pieces"]) == "多机 2 * 8 为例"
