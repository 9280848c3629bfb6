from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from importlib.metadata import metadata
from pathlib import Path

import pytest

from commands import run_module
from diglot import __version__
from diglot.cli.main import main
from diglot.cli.parser import VERBS, verb_module, whole_parser

Copy = Callable[[str], Path]


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return run_module("diglot", *arguments, cwd=cwd)


def test_build_tells_what_was_built(copy_project: Copy) -> None:
    done = run("build", cwd=copy_project("minimal"))
    assert done.returncode == 0
    assert "简体中文 site  2 pages" in done.stdout
    assert "open build/site/index.html" in done.stdout
    assert "en: writing 2" in done.stderr


def test_quiet_build_is_silent(copy_project: Copy) -> None:
    done = run("build", "--quiet", cwd=copy_project("minimal"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_build_as_json(copy_project: Copy) -> None:
    done = run("build", "en", "--format", "json", cwd=copy_project("minimal"))
    data = json.loads(done.stdout)
    assert [
        (edition["language"], edition["format"], edition["outputs"]) for edition in data["built"]
    ] == [("en", "site", 2)]
    assert data["diagnostics"] == []
    assert done.stderr == ""


def test_dry_run_builds_nothing(copy_project: Copy) -> None:
    root = copy_project("minimal")
    done = run("build", "--dry-run", cwd=root)
    assert "en/site → build/site/en" in done.stdout
    assert not (root / "build").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["build", "klingon"], 2, ["'klingon'", "next:", "zh-cn, en"]),
        (["build", "handouts"], 2, ["'handouts'", "next:"]),
        (["status", "--language", "fr"], 2, ["'fr'", "diglot init fr"]),
        (["init", "zh_CN"], 2, ["the language of the sources"]),
        (["init", "../../x"], 2, ["'../../x' is no language", "'pt_BR'"]),
        (["init", ""], 2, ["'' is no language"]),
        (["init", "pt-br"], 2, ["did you mean 'pt_BR'?"]),
        (["conjure"], 2, ["no command 'conjure'", "next:", "build"]),
        (["bild"], 2, ["no command 'bild'", "did you mean build?"]),
        (["build", "--jobs", "0"], 2, ["--jobs 0", "next:"]),
    ],
    ids=[
        *("edition", "no handouts", "language", "source"),
        *("a path", "nothing", "another spelling", "verb", "a verb alike", "no jobs"),
    ],
)
def test_wrong_calls(copy_project: Copy, arguments: list[str], code: int, words: list[str]) -> None:
    root = copy_project("minimal")
    before = sorted(root.parent.rglob("*"))
    done = run(*arguments, cwd=root)
    assert done.returncode == code
    assert sorted(root.parent.rglob("*")) == before
    for word in words:
        assert word in done.stderr
    assert "Traceback" not in done.stderr


def test_no_conf(tmp_path: Path) -> None:
    done = run("build", cwd=tmp_path)
    assert done.returncode == 2
    assert "no conf.py" in done.stderr
    assert "--project" in done.stderr


def test_a_conf_that_fails(copy_project: Copy) -> None:
    root = copy_project("minimal")
    (root / "conf.py").write_text("langauge ==\n", "utf-8")
    done = run("build", cwd=root)
    assert done.returncode == 1
    assert "conf.py" in done.stderr
    assert "syntax error" in done.stderr


def test_problems_are_shown_and_counted(copy_project: Copy) -> None:
    root = copy_project("minimal")
    (root / "docs/orphan.md").write_text("# 孤页\n\n{ref}`nowhere`\n", "utf-8")
    done = run("build", cwd=root)
    assert done.returncode == 0
    assert "docs/orphan.md:3" in done.stderr
    assert "docs/orphan.md" in done.stdout
    strict = run("build", "--strict", "--fresh", "--format", "short", cwd=root)
    assert strict.returncode == 1
    lines = [line for line in strict.stderr.splitlines() if "docs/orphan.md:3: warning:" in line]
    assert len(lines) == 1


def test_interruption_leaves_no_process_and_no_trace(copy_project: Copy) -> None:
    root = copy_project("minimal")
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        # Each language says that it reads, then waits for what comes.
        conf.write(
            "import os, signal\n"
            "def wait(app, *_arguments):\n"
            "    os.write(int(os.environ['READING']), f'{app.config.language}\\n'.encode())\n"
            # Not for ever: the signal may have come just before.
            "    while True: signal.sigtimedwait((), 1)\n"
            "def setup(app):\n"
            "    app.connect('source-read', wait)\n"
        )
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "diglot", "build", "--jobs", "2"],
        cwd=root,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        pass_fds=(writing,),
        env={**os.environ, "READING": str(writing)},
        # Where the tests run in the background, their shell has them ignore the signal.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    os.close(writing)
    with os.fdopen(reading) as lines:
        assert {lines.readline().strip() for _ in range(2)} == {"zh_CN", "en"}
        os.killpg(process.pid, signal.SIGINT)
        _out, errors = process.communicate(timeout=60)
        # The pipe ends when nobody holds it any more.
        assert lines.read() == ""
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert "stopped" in errors
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    marks = [root / "build/doctrees" / tag / ".site.unfinished" for tag in ("zh_CN", "en")]
    assert all(mark.exists() for mark in marks)


def test_status_counts_fuzzy_as_undone(
    copy_project: Copy, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_project("minimal")
    catalog = root / "locales/en/LC_MESSAGES/chapter.po"
    catalog.write_text(
        catalog.read_text("utf-8").replace('msgid "第二段。"', '#, fuzzy\nmsgid "第二段。"'),
        "utf-8",
    )
    assert main(["status", "--project", str(root), "--format", "json"]) == 0
    documents = json.loads(capsys.readouterr().out)["documents"]
    chapter = next(document for document in documents if document["document"] == "chapter")
    assert (chapter["translated"], chapter["fuzzy"], chapter["total"]) == (3, 1, 4)


def test_status_names_the_fault_of_a_catalog(copy_project: Copy) -> None:
    root = copy_project("minimal")
    catalog = root / "locales/en/LC_MESSAGES/chapter.po"
    catalog.write_text(catalog.read_text("utf-8").replace('"A', "A") + 'msgid "x\n', "utf-8")
    done = run("status", cwd=root)
    assert done.returncode == 1
    assert "locales/en/LC_MESSAGES/chapter.po:" in done.stderr
    assert "next:" in done.stderr


def test_a_missing_character_fails_the_build_and_names_its_line(copy_project: Copy) -> None:
    root = copy_project("minimal")
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('diglot_handouts = {"book": "index"}\n')
    with (root / "docs/chapter.md").open("a", encoding="utf-8") as page:
        page.write("\n缺\U000f1234字。\n")
    line = len((root / "docs/chapter.md").read_text("utf-8").splitlines())
    done = run("build", "handouts", "--format", "short", cwd=root)
    assert done.returncode == 1
    assert f"docs/chapter.md:{line}: error: no font has \U000f1234 (U+F1234" in done.stderr
    assert (root / "build/site/handouts/book.zh-cn.pdf").is_file()


def test_bare_diglot_lists_the_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    bare = capsys.readouterr().out
    assert all(f"\n    {verb} " in bare for verb in VERBS)
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert (left.value.code, capsys.readouterr().out) == (0, bare)
    assert main(["help"]) == 0
    assert capsys.readouterr().out == bare


@pytest.mark.parametrize("verb", VERBS)
def test_every_help_has_examples_that_are_understood(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["help", verb])
    text = capsys.readouterr().out
    with pytest.raises(SystemExit):
        main([verb, "--help"])
    assert capsys.readouterr().out == text
    examples = verb_module(verb).EXAMPLES
    assert examples
    for call, meaning in examples.items():
        assert f"  {call}  " in text
        assert meaning in text
        program, *arguments = shlex.split(call.partition(" > ")[0])
        assert program == "diglot"
        assert whole_parser().parse_args(arguments).verb == verb


def test_help_ends_with_the_guides_address_where_there_is_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    urls = dict(line.split(", ", 1) for line in metadata("diglot").get_all("Project-URL") or [])
    address = urls.get("Documentation") or urls.get("Homepage")
    main([])
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == f"guide: {address}" if address else not last.startswith("guide")


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_the_version(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([option])
    assert (left.value.code, capsys.readouterr().out) == (0, f"diglot {__version__}\n")


def test_the_help_of_no_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "chek"]) == 2
    assert "did you mean check?" in capsys.readouterr().err


def test_a_project_is_found_from_its_folders(
    copy_project: Copy, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_project("minimal")
    monkeypatch.chdir(root / "locales/en")
    assert main(["status", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["version"] == 1
    assert main(["build", "--dry-run", "--format", "json"]) == 0
    assert [edition["language"] for edition in json.loads(capsys.readouterr().out)["editions"]] == [
        "zh_CN",
        "en",
    ]


def test_editions_that_were_meant(copy_project: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_project("minimal")
    assert main(["build", "stie", "--project", str(root)]) == 2
    assert "did you mean site? languages are" in capsys.readouterr().err
    assert main(["build", "en/stie", "--project", str(root), "--format", "json"]) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["message"] == "there is no edition 'en/stie'"
    assert error["hint"].startswith("did you mean en/site")
    assert main(["build", "en/handouts", "--project", str(root)]) == 2
    assert "diglot_handouts = {'book': 'index'}" in capsys.readouterr().err
