"""Pages show formulas as MathML; what cannot be converted is shown and told."""

from __future__ import annotations

from pathlib import Path

from site_books import Site, build_site, sphinx_build


def test_the_page_has_sphinx_numbers_and_links(salon: Site) -> None:
    page = salon.read("en/talks/gpu.html")
    assert '<span class="eqno">(1)' in page
    assert 'id="equation-eq-memory"' in page
    assert '<math display="block">' in page
    assert '<annotation encoding="application/x-tex">\\sqrt{d_k}</annotation>' in page
    assert "mathjax" not in page.lower().replace("mathjax_ignore", "").replace("tex2jax", "")


def test_only_pages_with_formulas_ask_for_their_face(salon: Site) -> None:
    script = '<script src="../_static/diglot-formulas.js"></script>'
    for slug in salon.slugs:
        assert salon.read(f"{slug}/talks/gpu.html").partition("</head>")[0].count(script) == 1
        assert "diglot-formulas.js" not in salon.read(f"{slug}/index.html")


def test_a_formula_that_fails_is_shown_and_told(copy_book: Path) -> None:
    page = copy_book / "docs" / "terms.md"
    page.write_text(page.read_text("utf-8") + "\n\n$\\unheard{<x>}$\n", "utf-8")
    out = copy_book.parent / "site" / "zh-cn"
    warned = sphinx_build(copy_book, "zh_CN", out)
    assert "terms.md:" in warned
    assert "[diglot.math-not-converted]" in warned
    html = (out / "terms.html").read_text("utf-8")
    assert '<code class="diglot-latex">\\unheard{&lt;x&gt;}</code>' in html


def test_a_project_that_chose_mathjax_keeps_it(tmp_path: Path) -> None:
    site = build_site("site-salon", tmp_path, ("zh_CN",), "-D", "html_math_renderer=mathjax")
    assert "<math" not in site.read("zh-cn/talks/gpu.html")
