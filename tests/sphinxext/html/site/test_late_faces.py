"""Faces of a theme that come late, as its style sheets declare them."""

from diglot.sphinxext.html.site.late_faces import with_optional_faces

SHEET = """
@font-face{font-family:Lato;src:url(fonts/lato.woff2);font-style:normal;font-display:block}
@font-face {
  font-family: "Source Serif";
  src: url(fonts/serif.woff2);
  font-display: swap;
}
@font-face{font-family:"Font Awesome 6";font-display:block;src:url(icons.woff2)}
@font-face{font-family:Plain;src:url(plain.woff2)}
.note{content:"font-display:block"}
"""


def test_faces_of_text_are_shown_where_they_are_there_in_time() -> None:
    changed = with_optional_faces(SHEET)
    assert "font-style:normal;font-display:optional}" in changed
    assert "  font-display:optional;\n" in changed
    assert changed.count("optional") == 2
    # Icons are waited for.
    assert 'Font Awesome 6";font-display:block' in changed
    assert changed.splitlines()[-1] == '.note{content:"font-display:block"}'
