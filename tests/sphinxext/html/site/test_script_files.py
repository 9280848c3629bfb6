"""Scripts that themes and extensions write into pages become files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from diglot.sphinxext.html.site.script_files import with_script_files, without_evaluation
from site_books import Site, elements


def pathto(name: str, *, resource: bool) -> str:
    assert resource
    return f"../{name}"


def moved(page: str, outdir: Path) -> str:
    return with_script_files(page, outdir, {"pathto": pathto})


def test_a_script_becomes_a_file(tmp_path: Path) -> None:
    page = moved("<p>a</p><script async data-x='1'>a < b;\n// </b>\n</script>", tmp_path)
    found = re.fullmatch(
        r"<p>a</p><script data-x='1' src=\"\.\./(_scripts/\w+\.js)\"></script>", page
    )
    assert found
    assert (tmp_path / found[1]).read_text("utf-8") == "a < b;\n// </b>\n"


@pytest.mark.parametrize(
    "kept",
    [
        '<script src="a.js"></script>',
        '<script type="application/ld+json">{"a": 1}</script>',
        '<script type="module">import "./beside.js";</script>',
        '<script id="loaded-later"></script>',
        "<p>onclick=&quot;go()&quot;</p>",
    ],
)
def test_what_is_no_script_inside_a_page_stays(tmp_path: Path, kept: str) -> None:
    assert moved(kept, tmp_path) == kept
    assert not list(tmp_path.iterdir())


def test_scripts_in_attributes_are_listened_for(tmp_path: Path) -> None:
    page = moved('<body><a title="a > b" onclick="go(&quot;x&quot;)">a</a></body>', tmp_path)
    ((_, _), (_, link), (_, script)) = elements(page)
    assert "onclick" not in link
    text = (tmp_path / script["src"].removeprefix("../")).read_text("utf-8")
    assert 'go("x")' in text
    assert link["data-diglot-onclick"] in text


def test_the_words_of_scripts_are_evaluated_by_nobody(salon: Site) -> None:
    script = (salon.root / "zh-cn" / "_static" / "translations.js").read_text("utf-8")
    assert "PLURAL_EXPR: (n) => (0)" in script
    assert "\\u641c\\u7d22" in script
    assert without_evaluation(script) == script


def test_no_page_of_a_site_has_a_script_inside(salon: Site) -> None:
    for path in salon.pages():
        page = path.read_text("utf-8")
        assert moved(page, path.parent / "new") == page, path
        for name, attributes in elements(page):
            if name == "script" and path.name != "404.html":
                source = attributes["src"].partition("?")[0]
                assert (path.parent / source).is_file(), (path, source)
