"""A Furo that looks different: pages stay sound, and each build says once what readers miss."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from justhtml import JustHTML

from commands import run_module
from folders import PROJECTS
from other_themes import Changes, use_other_furo
from parallel_books import BOTH
from site_books import Site, elements, sphinx_log

BUILDERS = {"zh-cn": "html", BOTH: "parallelhtml"}
KNOWN = "the theme furo is not as diglot knows it: "

CHANGES: Changes = {
    "page.html": {
        '<div class="theme-toggle-container theme-toggle-header">': '<div class="toggles">',
        '<aside class="sidebar-drawer"': '<aside class="drawer"',
        ' role="main"': "",
        '<div class="left-details">': '<div class="details">',
        "</a>'s": "</a> and",
    },
    "base.html": {
        "{%- block scripts -%}": "{%- block all_scripts -%}",
        "{%- endblock scripts -%}": "{%- endblock all_scripts -%}",
    },
    "partials/icons.html": {"<title>": "<desc>", "</title>": "</desc>"},
}
# What a build says of each change; the last two concern the parallel site alone.
LOSSES = [
    "the languages are a line at the top",
    "this part of the page has no name for screen readers",
    "words of the theme may be in English",
]
PARALLEL_LOSSES = [
    "the choice of the languages shown is at its top",
    "the credits at its foot are both languages in pieces",
]


@pytest.fixture(scope="module")
def logs() -> dict[str, str]:
    return {}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, logs: dict[str, str]) -> Site:
    folder = tmp_path_factory.mktemp("other-furo")
    project = folder / "project"
    shutil.copytree(PROJECTS / "parallelsite-pairs", project)
    use_other_furo(project, CHANGES)
    root = folder / "build" / "site"
    for slug, builder in BUILDERS.items():
        logs[slug] = sphinx_log(project, "zh_CN", root / slug, builder=builder)
    return Site(root, tuple(BUILDERS))


@pytest.mark.parametrize("slug", BUILDERS)
def test_the_build_says_once_what_readers_miss(site: Site, logs: dict[str, str], slug: str) -> None:
    messages = [line for line in logs[slug].splitlines() if KNOWN in line]
    expected = LOSSES + (PARALLEL_LOSSES if slug == BOTH else [])
    for loss in expected:
        assert [loss in line for line in messages].count(True) >= 1, loss
    assert len(messages) == len(set(messages))
    assert all(any(loss in line for loss in expected) for line in messages)


@pytest.mark.parametrize("slug", BUILDERS)
def test_every_page_leads_to_the_other_languages(site: Site, slug: str) -> None:
    pages = [path for path in (site.root / slug).rglob("*.html") if path.name != "404.html"]
    assert len(pages) >= 5
    for path in pages:
        page = path.read_text("utf-8")
        assert re.search(
            r'<body>\s*(<div class="diglot-views".*?)?<nav class="diglot-l', page, re.S
        )
        assert page.count('class="diglot-languages"') == 1


@pytest.mark.parametrize("slug", BUILDERS)
def test_pages_are_valid(site: Site, slug: str) -> None:
    for path in (site.root / slug).rglob("*.html"):
        page = path.read_text("utf-8")
        assert JustHTML(page, collect_errors=True, sanitize=False).errors == [], path.name
        assert not re.search("[\ufdd0-\ufdef]", page)


def test_the_view_can_be_chosen_on_every_page(site: Site) -> None:
    for name in ("index.html", "blocks.html", "search.html", "genindex.html"):
        classes = [attrs.get("class") for _tag, attrs in elements(site.read(f"{BOTH}/{name}"))]
        assert classes.count("diglot-views") == 1


def test_the_command_shows_it_when_asked(copy_pairs: Path) -> None:
    use_other_furo(copy_pairs, {"page.html": {'<aside class="sidebar-drawer"': "<aside"}})
    shown = []
    for option in ("--fresh", "--verbose"):
        command = ("diglot", "build", "en/site", "--fresh", option)
        done = run_module(*command, cwd=copy_pairs)
        assert done.returncode == 0, done.stderr
        shown.append([line for line in done.stderr.splitlines() if KNOWN in line])
    assert shown[0] == []
    assert len(shown[1]) == 1
    assert "has no name for screen readers" in shown[1][0]


def test_the_furo_that_is_installed_misses_nothing(tmp_path: Path, copy_pairs: Path) -> None:
    for slug, builder in BUILDERS.items():
        out = tmp_path / "build" / "site" / slug
        assert KNOWN not in sphinx_log(copy_pairs, "zh_CN", out, builder=builder)
