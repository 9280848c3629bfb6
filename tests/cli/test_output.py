"""What is printed is what is meant: names, whatever they hold, on whatever channel."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from commands import run_module
from diglot.cli.build_summary import print_crashes
from diglot.cli.live import follow
from diglot.cli.output import Output
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Severity
from diglot.core.errors import DiglotError
from diglot.core.events import Crashed
from diglot.sphinxext.config.load import load_project

Copy = Callable[[str], Path]

MARKUP = "[b]bold[/red] :cat: " + "long" * 30
"""A path that is markup and an emoji to rich, and longer than a line of a terminal."""


def run(
    *arguments: str, cwd: Path, stdout: int | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "diglot", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE if stdout is None else stdout,
        stderr=subprocess.PIPE,
        check=False,
    )


@pytest.fixture
def marked_up(copy_project: Copy) -> Path:
    """A book with a document, in a folder, whose names rich would take for markup."""
    root = copy_project("minimal")
    page = root / f"docs/[red]/{MARKUP}.md"
    page.parent.mkdir(parents=True)
    page.write_text("# 标题\n\n一段。\n", "utf-8")
    return root


@pytest.mark.parametrize(
    ("arguments", "channel"),
    [
        (["update"], "stdout"),
        (["update", "--dry-run"], "stdout"),
        (["build", "zh-cn"], "stderr"),
        (["build", "zh-cn"], "stdout"),
        (["build", "zh-cn", "--format", "short"], "stderr"),
        (["build", "zh-cn", "--format", "github"], "stdout"),
    ],
)
def test_names_are_printed_whole(marked_up: Path, arguments: list[str], channel: str) -> None:
    done = run_module("diglot", *arguments, cwd=marked_up)
    assert done.returncode == 0
    assert f"[red]/{MARKUP}" in getattr(done, channel).replace("%3A", ":")


def test_names_of_catalogs_are_printed_whole(marked_up: Path) -> None:
    assert run_module("diglot", "update", cwd=marked_up).returncode == 0
    sheet = str(marked_up / "sheet.xlsx")
    assert run_module("diglot", "export", "xlsx", "-o", sheet, cwd=marked_up).returncode == 0
    for arguments in (["status"], ["import", sheet], ["check", "--format", "short", "-v"]):
        done = run_module("diglot", *arguments, cwd=marked_up)
        assert done.returncode == 0
        assert f"[red]/{MARKUP}" in done.stdout + done.stderr


def plain_output(format_: str = "human") -> Output:
    return Output.for_arguments(Namespace(format=format_, quiet=False, verbose=True), sys.stdout)


@pytest.mark.parametrize("format_", ["human", "short"])
def test_control_characters_reach_no_terminal(
    format_: str, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = "[/red]\x1b]0;title\x07\x9b2J\r"
    place = Location(evil, 1, "en", evil)
    output = plain_output(format_)
    output.say(evil)
    output.diagnostics([Diagnostic(Code.SPHINX, Severity.ERROR, evil, place, (evil,))])
    output.failure(DiglotError(evil, hint=evil, location=place))
    print_crashes([Crashed("en", evil)], output)
    printed = "".join(capsys.readouterr())
    assert "\\x1b]0;title\\x07\\x9b2J" in printed
    assert not set(printed) & {"\x1b", "\x07", "\x9b", "\r"}
    assert printed.count("[/red]") >= 6


def test_progress_is_text(copy_project: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    from diglot.core.events import Noted

    project = load_project(copy_project("minimal"))
    with follow(project, plain_output()) as on_event:
        on_event(Noted(project.editions[0], "a note of [/red]"))
    assert "a note of [/red]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "encoding"),
    [
        (["status"], "latin-1"),
        (["status"], "utf-8"),
        (["check"], "ascii"),
        (["update"], "latin-1"),
        (["--help"], "ascii"),
    ],
)
def test_every_encoding_shows_something(
    copy_project: Copy, arguments: Sequence[str], encoding: str
) -> None:
    root = copy_project("minimal")
    (root / "docs/标题.md").write_text("# 标题\n", "utf-8")
    done = run(*arguments, cwd=root, PYTHONIOENCODING=encoding)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_json_is_json_in_every_encoding(copy_project: Copy, encoding: str) -> None:
    """Whatever it holds, and whatever the project's own code prints."""
    root = copy_project("minimal")
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('import os\nprint("printed")\nos.system("echo by a program")\n')
    (root / "docs/标题\U0001f600.md").write_text("# 标题\n", "utf-8")
    done = run("update", "--format", "json", cwd=root, PYTHONIOENCODING=encoding)
    paths = [change["path"] for change in json.loads(done.stdout.decode(encoding))["changes"]]
    assert "locales/en/LC_MESSAGES/标题\U0001f600.po" in paths
    assert b"printed" in done.stderr
    assert b"by a program" in done.stderr


def test_a_full_disk_behind_the_output_is_named(copy_project: Copy) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = run("status", cwd=copy_project("minimal"), stdout=full.fileno())
    assert done.returncode == 1
    assert b"No space left on device" in done.stderr
    assert b"next:" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_reader_who_has_seen_enough_hears_nothing(copy_project: Copy) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = run("status", cwd=copy_project("minimal"), stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_working_folder_that_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    command = f"rmdir '{folder}' && exec '{sys.executable}' -P -m diglot status"
    done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"not there any more" in done.stderr
    assert b"next: go to the folder" in done.stderr


def test_a_working_folder_that_goes_while_the_command_runs(
    copy_project: Copy, tmp_path: Path
) -> None:
    root, here = copy_project("minimal"), tmp_path / "here"
    here.mkdir()
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        remove = f"shutil.rmtree({str(here)!r}, ignore_errors=True)"
        conf.write(f"def setup(app):\n    import shutil\n    {remove}\n")
    done = run("build", "--project", str(root), cwd=here)
    assert done.returncode in (1, 2)  # whether a language or the command finds out
    assert b"not there any more" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("rich", ["status"]),
        ("sphinx", ["status"]),
        ("sphinx", ["build"]),
        ("furo", ["build"]),
        ("openpyxl", ["import", "locales/en/LC_MESSAGES/index.po"]),
    ],
)
def test_an_interruption_while_modules_are_imported_is_quiet(
    copy_project: Copy, tmp_path: Path, name: str, command: list[str]
) -> None:
    module = tmp_path / "first" / f"{name}.py"
    module.parent.mkdir()
    module.write_text(
        "import os, signal\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "os.kill(os.getpid(), signal.SIGINT)\n",
        "utf-8",
    )
    path = os.pathsep.join(filter(None, (str(module.parent), os.environ.get("PYTHONPATH"))))
    done = run(*command, cwd=copy_project("minimal"), PYTHONPATH=path)
    assert done.returncode == 130
    assert done.stderr.decode().splitlines()[-1].startswith("stopped;")
    assert b"Traceback" not in done.stderr


def test_the_command_needs_no_folder_of_its_own(copy_project: Copy, tmp_path: Path) -> None:
    root = copy_project("minimal")
    done = run_module("diglot", "status", "--project", str(root), cwd=tmp_path)
    assert done.returncode == 0
    shutil.rmtree(root)
    again = run_module("diglot", "status", "--project", str(root), cwd=tmp_path)
    assert again.returncode == 2
    assert "no conf.py" in again.stderr
