"""Whatever was edited and built before, outputs and problems are those of a clean build."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.histories import History
from diglot.actions.build import build
from diglot.actions.build_cache import open_build_cache
from diglot.core.codes import Code
from diglot.core.diagnostic import Report
from diglot.core.files import now
from diglot.core.project import Format
from diglot.sphinxext.config.load import load_project
from reports import of_pages
from tools import require

# MyST-Parser 5 still asks transforms for their application, which Sphinx 9 deprecates.
pytestmark = pytest.mark.filterwarnings("ignore::PendingDeprecationWarning:myst_parser")

Copy = Callable[[str], Path]


@pytest.mark.slow
def test_random_histories_end_like_clean_builds(tmp_path: Path) -> None:
    history = History(tmp_path, seed=5)
    for _ in range(2):
        assert history.step() == [], history.log


def build_formats(root: Path, *formats: Format) -> Report:
    project = load_project(root)
    edited = time.time_ns()
    while now() <= edited:
        pass  # a build cannot tell what is so new from what changes while it reads
    asked = [edition for edition in project.all_editions if edition.format in formats]
    return build(project, asked or project.editions)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def is_fresh(root: Path) -> bool:
    project = load_project(root)
    cache = open_build_cache(project)
    return all(map(cache.is_fresh, project.editions))


@pytest.mark.parametrize("first", [Format.HANDOUTS, Format.EPUB])
def test_each_format_takes_in_what_another_has_read(copy_project: Copy, first: Format) -> None:
    root = copy_project("parallel-salon")
    build_formats(root, *Format)
    replace(root / "locales/en/LC_MESSAGES/talk.po", "Train first.", "Training first.")
    replace(root / "docs/chart.svg", "#1f4e79", "#123456")
    with (root / "docs/terms.md").open("a", encoding="utf-8") as page:
        page.write("\n新的一句。\n")
    build_formats(root, first)
    report = build_formats(root, *Format)
    # What the catalogs lack shows although the sites have read nothing.
    places = [
        finding.location for finding in report.diagnostics if finding.code is Code.STALE_CATALOG
    ]
    assert any(place and Path(place.path).name == "terms.po" for place in places)
    for site in ("en", "zh-cn_en"):
        assert "Training first." in (root / f"build/site/{site}/talk.html").read_text("utf-8")
        assert "#123456" in (root / f"build/site/{site}/_images/chart.svg").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("conf.py", 'author = "某人"', 'html_title = "新题"'), ("conf.po", "The Salon", "A Salon")],
)
def test_settings_reach_the_parallel_site(
    copy_project: Copy, name: str, old: str, new: str
) -> None:
    root = copy_project("parallel-salon")
    build_formats(root, Format.SITE)
    replace(next(root.rglob(name)), old, new)
    build_formats(root, Format.SITE)
    shown = "新题" if name == "conf.py" else "A Salon"
    assert shown in (root / "build/site/zh-cn_en/talk.html").read_text("utf-8")


def test_a_problem_lasts_through_builds_that_have_no_look_at_it(copy_project: Copy) -> None:
    root = copy_project("parallel-salon")
    with (root / "docs/talk.md").open("a", encoding="utf-8") as talk:
        talk.write("\n![](nowhere.png)\n\n{ref}`nowhere`\n")
    first = of_pages(build_formats(root, Format.SITE))
    assert {diagnostic.location.path for diagnostic in first if diagnostic.location} == {
        "docs/talk.md"
    }
    replace(root / "docs/index.md", "# 沙龙", "# 新沙龙")
    assert of_pages(build_formats(root, Format.SITE)) == first
    # What was wrong when the page was read is wrong in every format.
    handouts = of_pages(build_formats(root, Format.HANDOUTS))
    assert {str(finding.code) for finding in first} <= {str(finding.code) for finding in handouts}
    assert of_pages(build_formats(root, Format.SITE)) == first
    replace(root / "docs/talk.md", "![](nowhere.png)\n\n{ref}`nowhere`\n", "")
    assert of_pages(build_formats(root, Format.SITE)) == ()


def test_what_a_program_writes_beside_a_drawing_stays_with_it(copy_project: Copy) -> None:
    require("dot")
    root = copy_project("parallel-salon")
    replace(root / "conf.py", "extensions = [", 'extensions = ["sphinx.ext.graphviz", ')
    replace(root / "docs/index.md", "# 沙龙\n", "# 沙龙\n\n```{digraph} a\na -> b\n```\n")
    build_formats(root, Format.SITE)
    drawn = sorted(path.name for path in (root / "build/site/en/_images").glob("graphviz*"))
    assert [Path(name).suffix for name in drawn] == [".png", ".map"]
    # Sphinx reads the map again, without drawing again.
    for before, after in (("# 沙龙", "# 新沙龙"), ("# 新沙龙", "# 沙龙")):
        replace(root / "docs/index.md", before, after)
        build_formats(root, Format.SITE)
    assert drawn == sorted(path.name for path in (root / "build/site/en/_images").glob("graphviz*"))


def test_what_is_dropped_goes_and_what_is_the_users_stays(copy_project: Copy) -> None:
    root = copy_project("parallel-salon")
    replace(root / "docs/index.md", "# 沙龙\n", "# 沙龙\n\n![](chart.svg)\n")
    build_formats(root, *Format)
    site = root / "build/site"
    users = [site / "en/notes.html", site / "zh-cn_en/_images/mine.png", site / "CNAME"]
    for path in users:
        path.write_text("mine", "utf-8")
    replace(root / "docs/index.md", "terms\n", "")
    (root / "docs/terms.md").unlink()
    (root / "docs/charts").mkdir()
    (root / "docs/chart.svg").rename(root / "docs/charts/chart.svg")
    replace(root / "docs/index.md", "(chart.svg)", "(charts/chart.svg)")
    replace(root / "docs/talk.md", "} chart.svg", "} charts/chart.svg")
    build_formats(root, *Format)
    assert list(site.rglob("terms*")) == []
    # While one page after the other was read, there were two pictures of this name.
    assert [path.name for path in (site / "zh-cn/_images").iterdir()] == ["chart.svg"]
    replace(root / "conf.py", '["zh_CN", "en"]', '["zh_CN"]')
    replace(root / "conf.py", '["single", "parallel", "interlinear"]', '"single"')
    replace(root / "conf.py", '"reading": "parallel", ', "")
    build_formats(root, Format.SITE)
    left = [path for path in site.rglob("*") if path.is_file() and path not in users]
    assert [path for path in left if "en" in path.relative_to(site).parts[0].split("_")] == []
    assert [path for path in left if path.name.endswith((".en.pdf", "_en.pdf", "en.epub"))] == []
    assert all(path.read_text("utf-8") == "mine" for path in users)


def test_what_conf_py_reads_or_asks_for_is_an_input(copy_project: Copy, tmp_path: Path) -> None:
    root = copy_project("minimal")
    (tmp_path / "VERSION").write_text("1", "utf-8")
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(
            "import pathlib, subprocess\n"
            "here = pathlib.Path(__file__).parent\n"
            "release = (here / '../VERSION').read_text()\n"
            "command = ['git', '-C', str(here), 'rev-parse', '--verify', '-q', 'marked']\n"
            "mark = subprocess.run(command, capture_output=True, text=True).stdout\n"
            "words = 'first'\n"
            "import multiprocessing\n"
            "edit = here / '../edit'\n"
            "if multiprocessing.parent_process() and edit.exists():\n"
            "    edit.unlink()\n"
            "    conf = pathlib.Path(__file__)\n"
            "    conf.write_text(conf.read_text().replace('second', 'third', 1))\n"
            "def setup(app):\n"
            "    app.connect('html-page-context', lambda *page: page[3].update(body=words))\n"
        )
    git(root, "init", "-q")
    build_formats(root, Format.SITE)
    assert is_fresh(root)
    (tmp_path / "VERSION").write_text("2", "utf-8")
    assert not is_fresh(root)
    build_formats(root, Format.SITE)
    assert is_fresh(root)
    # A new commit, which a handout's date follows.
    git(root, "commit", "-q", "--allow-empty", "-m", "one")
    assert not is_fresh(root)
    page = root / "build/site/zh-cn/chapter.html"
    assert "first" in page.read_text("utf-8")
    replace(root / "conf.py", "words = 'first'", "words = 'second'")
    # Edited once more when it has just been run.
    (tmp_path / "edit").touch()
    project = load_project(root)
    build(project, project.select(["zh-cn/site"]))
    assert "second" in page.read_text("utf-8")
    assert not is_fresh(root)
    build_formats(root, Format.SITE)
    assert is_fresh(root)
    assert "third" in page.read_text("utf-8")
    git(root, "tag", "marked")
    assert not is_fresh(root)


def test_times_do_not_decide(copy_project: Copy) -> None:
    root = copy_project("minimal")
    chapter, catalog = root / "docs/chapter.md", root / "locales/en/LC_MESSAGES/index.po"
    (root / "docs/.parts").mkdir()
    (root / "docs/.parts/picture.svg").write_text("<svg/>", "utf-8")
    with chapter.open("a", encoding="utf-8") as page:
        page.write("\n![图](.parts/picture.svg)\n")
    build_formats(root, Format.SITE)
    assert is_fresh(root)
    replace(chapter, "第二段。", "第二段改了。")
    catalog.write_text(catalog.read_text("utf-8") + "\n# a comment\n", "utf-8")
    (root / "docs/.parts/picture.svg").write_text("<svg />", "utf-8")
    for path in (chapter, catalog, root / "docs/.parts/picture.svg"):
        os.utime(path, (1_500_000_000, 1_500_000_000))
    assert not is_fresh(root)
    build_formats(root, Format.SITE)
    assert "第二段改了" in (root / "build/site/zh-cn/chapter.html").read_text("utf-8")
    assert (root / "build/site/en/_images/picture.svg").read_text("utf-8") == "<svg />"
    (root / "docs/.parts/picture.en.svg").write_text("<svg  />", "utf-8")
    build_formats(root, Format.SITE)
    assert "picture.en.svg" in (root / "build/site/en/chapter.html").read_text("utf-8")


def git(folder: Path, *arguments: str) -> None:
    settings = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.org"]
    subprocess.run(["git", "-C", str(folder), *settings, *arguments], check=True)


def test_sites_link_to_pages_that_another_one_got_later(copy_project: Copy) -> None:
    root = copy_project("minimal")
    replace(root / "conf.py", '["zh_CN", "en"]', '["zh_CN", "en", "de"]')
    replace(root / "conf.py", "diglot_parallel = False", "diglot_parallel = True")

    def build_sites(*names: str) -> None:
        project = load_project(root)
        build(project, project.select(list(names) or ["site"]))

    build_sites()
    (root / "docs/chapter.md").rename(root / "docs/renamed.md")
    replace(root / "docs/index.md", "chapter", "renamed")
    english, parallel = (root / f"build/site/{name}/renamed.html" for name in ("en", "zh-cn_en"))
    build_sites("en/site")
    assert "../zh-cn/renamed.html" not in english.read_text("utf-8")
    build_sites("parallel/site")
    assert "../de/renamed.html" not in parallel.read_text("utf-8")
    build_sites()
    assert "../zh-cn/renamed.html" in english.read_text("utf-8")
    assert "../de/renamed.html" in parallel.read_text("utf-8")
