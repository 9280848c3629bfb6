"""What `diglot build` says at its end, above all where something failed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import run_module
from diglot.cli.build_summary import print_summary
from diglot.cli.console import PlainConsole
from diglot.cli.output import Output
from diglot.core.diagnostic import Report
from diglot.core.events import Built, Crashed
from diglot.sphinxext.config.load import load_project

Copy = Callable[[str], Path]

CRASH = """
from sphinx.transforms import SphinxTransform
class Bug(SphinxTransform):
    default_priority = 1
    def apply(self):
        if self.config.language in {languages!r}:
            raise RuntimeError("a bug")
def setup(app):
    app.{registers}(Bug)
"""


# As if all handouts were long; none is typeset beside what Sphinx holds.
LONG_HANDOUTS = """
import diglot.sphinxext.typst.build.turns as turns
turns.is_large = lambda demand: True
turns.CompilerProcess = None
"""


def build(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_module("diglot", "build", *arguments, cwd=root)


def add_to_conf(root: Path, text: str) -> None:
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(text)


def crash(root: Path, *languages: str, registers: str = "add_transform") -> None:
    """Let the build of these languages crash while a page is read, or resolved to be written."""
    add_to_conf(root, CRASH.format(languages=languages, registers=registers))


def end(done: subprocess.CompletedProcess[str]) -> str:
    """Return the last line without the time, which no test knows."""
    return done.stdout.splitlines()[-1].partition(" s")[2]


def test_all_crash(copy_project: Copy) -> None:
    root = copy_project("minimal")
    crash(root, "zh_CN", "en")
    done = build(root)
    assert done.returncode == 1
    assert end(done) == "; nothing was built: 简体中文 site, English site failed, see above"
    assert done.stderr.count("RuntimeError: a bug") == 2
    assert done.stdout.count("not built") == 2


def test_a_crash_is_told_last_whatever_was_built(
    copy_project: Copy, capsys: pytest.CaptureFixture[str]
) -> None:
    project = load_project(copy_project("minimal"))
    built = [Built(edition, 2, 1.0) for edition in project.editions]
    crashed = [Crashed("en", "its process ended early")]
    report = Report(results={"built": built, "failed": [], "crashed": crashed})
    print_summary(project, report, 1.0, Output(PlainConsole(sys.stdout), PlainConsole(sys.stderr)))
    assert capsys.readouterr().out.splitlines()[-1].endswith("en failed, see above")


def test_one_crashes(copy_project: Copy) -> None:
    root = copy_project("minimal")
    assert end(build(root)) == ", no warnings; open build/site/index.html"
    (root / "docs/chapter.md").write_text("# 改了\n", "utf-8")
    crash(root, "en")
    done = build(root)
    assert done.returncode == 1
    # The page above the languages still leads to the English site of the first build.
    # The catalog has not followed the page that was read.
    assert end(done) == (
        ", 1 warning; English site failed, see above; open build/site/zh-cn/index.html"
    )
    assert (root / "build/site/index.html").is_file()


def test_a_build_is_not_clean_whose_catalogs_are_behind(copy_project: Copy) -> None:
    root = copy_project("minimal")
    (root / "docs/chapter.md").write_text("# 改了\n", "utf-8")
    # The English site alone reads no messages; whoever wants a clean one has them read.
    assert build(root, "en").returncode == 0
    for arguments in (["en", "--strict"], ["--strict"], ["--strict"], []):
        done = build(root, *arguments)
        assert done.returncode == bool(arguments)
        assert "locales/en/LC_MESSAGES/chapter.po: warning: 1 message of the source" in done.stderr
        assert "[stale-catalog]\n  next: run `diglot update`" in done.stderr
    catalog = root / "locales/en/LC_MESSAGES/chapter.po"
    with catalog.open("a", encoding="utf-8") as file:
        file.write('\nmsgid "改了"\nmsgstr "Changed"\n')
    assert "stale-catalog" not in build(root).stderr


def test_what_crashed_is_tried_again(copy_project: Copy) -> None:
    root = copy_project("minimal")
    crash(root, "en")
    build(root)
    again = build(root)
    assert again.returncode == 1
    assert "RuntimeError: a bug" in again.stderr
    assert "简体中文 site  up to date" in again.stdout
    assert end(again) == "; English site failed, see above; open build/site/zh-cn/index.html"


def test_what_crashed_has_its_warnings_still_when_it_is_mended(copy_project: Copy) -> None:
    root = copy_project("minimal")
    conf = (root / "conf.py").read_text("utf-8")
    with (root / "docs/chapter.md").open("a", encoding="utf-8") as page:
        page.write("\n{nosuchrole}`词`\n")
    crash(root, "zh_CN", "en", registers="add_post_transform")
    assert "nosuchrole" in build(root).stderr
    (root / "conf.py").write_text(conf, "utf-8")
    mended = build(root)
    assert "nosuchrole" in mended.stderr
    assert end(mended).startswith(", ")
    assert end(mended).endswith("; open build/site/index.html")


def test_an_extension_that_fails_is_an_edition_that_fails(copy_project: Copy) -> None:
    root = copy_project("minimal")
    add_to_conf(root, 'extensions.append("no_such_extension")\n')
    done = build(root, "en")
    assert done.returncode == 1
    assert end(done) == ", 1 error; nothing was built: English site failed, see above"


def test_what_sphinx_tells_of_an_extension_has_its_line_and_is_told_once(
    copy_project: Copy,
) -> None:
    root = copy_project("minimal")
    handler = "def setup(app):\n    app.connect('source-read', lambda *a: 1 / 0)\n"
    add_to_conf(root, handler)
    done = build(root)
    line = 1 + (root / "conf.py").read_text("utf-8").partition("lambda")[0].count("\n")
    assert f"conf.py:{line}: error: Handler <function setup.<locals>.<lambda>>" in done.stderr
    assert done.stderr.count("division by zero") == 1


def test_a_process_that_dies_is_an_edition_that_fails(copy_project: Copy) -> None:
    root = copy_project("minimal")
    crash(root, "en")
    conf = root / "conf.py"
    dying = conf.read_text("utf-8").replace('raise RuntimeError("a bug")', "os._exit(3)")
    conf.write_text(f"import os\n{dying}", "utf-8")
    done = build(root, "en")
    assert done.returncode == 1
    assert "exit code 3" in done.stderr
    assert end(done) == "; nothing was built: English site failed, see above"


@pytest.fixture
def with_handouts(copy_project: Copy) -> Path:
    """A book with two handouts, one of which is set by a function that is not there."""
    root = copy_project("minimal")
    add_to_conf(
        root,
        'diglot_handouts = {"book": "index", "chapter": "chapter"}\n'
        f'diglot_handouts_theme = "theme.typ"\n{LONG_HANDOUTS}',
    )
    broken = '#let handout-title(..all) = if sys.inputs.handout == "/chapter.json" { nothing }\n'
    (root / "theme.typ").write_text(broken, "utf-8")
    return root


def test_handouts_fail_and_the_site_is_fine(with_handouts: Path) -> None:
    (with_handouts / "theme.typ").write_text("#let broken = nothing\n", "utf-8")
    done = build(with_handouts, "en")
    assert done.returncode == 1
    assert "English handouts  0 PDFs, 2 failed" in done.stdout
    failed = "English handouts book, English handouts chapter failed, see above"
    assert end(done).endswith(f"; {failed}; open build/site/index.html")
    again = build(with_handouts, "en/handouts")
    assert end(again).endswith(f"; nothing was built: {failed}")
    assert "up to date" not in again.stdout


def test_handouts_alone_are_opened_where_they_lie(copy_project: Copy) -> None:
    root = copy_project("minimal")
    add_to_conf(root, f'diglot_handouts = {{"book": "index"}}\n{LONG_HANDOUTS}')
    assert end(build(root, "en/handouts")) == ", no warnings; open build/site/handouts"
    assert (root / "build/site/handouts/book.en.pdf").read_bytes().startswith(b"%PDF")
    assert not (root / "build/typst/en/.postponed").exists()


def test_failures_as_json(copy_project: Copy) -> None:
    root = copy_project("minimal")
    crash(root, "en")
    done = build(root, "--format", "json")
    assert done.returncode == 1
    data = json.loads(done.stdout)
    assert [edition["language"] for edition in data["built"]] == ["zh_CN"]
    assert data["failed"] == [{"language": "en", "partner": "", "format": "site"}]
    assert [crash["language"] for crash in data["crashed"]] == ["en"]


def test_failures_as_annotations(copy_project: Copy) -> None:
    root = copy_project("minimal")
    (root / "docs/orphan.md").write_text("# 孤页\n\n{ref}`nowhere`\n", "utf-8")
    crash(root, "en")
    done = build(root, "--format", "github")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert any(line.startswith("::warning file=docs/orphan.md,") for line in lines)
    crashes = [line for line in lines if line.startswith("::error title=diglot%3A en crashed::")]
    assert len(crashes) == 1
    assert crashes[0].endswith("RuntimeError: a bug")
    assert end(done).startswith(", 3 warnings; English site failed, see above; open ")


def test_a_parallel_edition_fails_with_its_partner(copy_project: Copy) -> None:
    root = copy_project("minimal")
    add_to_conf(root, "diglot_parallel = True\n")
    built = build(root)
    assert (built.returncode, end(built)) == (0, ", no warnings; open build/site/index.html")
    page = root / "docs/chapter.md"
    page.write_text(page.read_text("utf-8").replace("第二段。", "第二段改了。"), "utf-8")
    crash(root, "en")
    done = build(root)
    assert done.returncode == 1
    assert "English site, 简体中文 / English site failed, see above" in end(done)


def test_an_environment_that_changes_brings_no_warning(
    copy_project: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_project("minimal")
    conf = (root / "conf.py").read_text("utf-8").replace("furo", "alabaster")
    (root / "conf.py").write_text(conf.replace("diglot_parallel = False\n", ""), "utf-8")
    assert build(root, "--strict").returncode == 0
    monkeypatch.setenv("FOO", "1")
    done = build(root, "--strict")
    assert (done.returncode, "warning" in done.stderr) == (0, False)
