"""The scripts that complete commands, by the shell that reads them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from diglot.cli.main import main

COMPLETE = """\
source "$1"; shift
COMP_WORDS=(diglot "$@"); COMP_CWORD=$#
_shtab_diglot
echo "${COMPREPLY[@]}"
"""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "tcsh", "powershell"])
def test_there_is_a_script_for_each_shell(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "merge-po" in script


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["mer"], "merge-po"),
        (["check", "--select", "numb"], "numbers numbered-anchor"),
        (["build", "han"], "handouts"),
        (["export", "xli"], "xliff xliff2"),
        (["update", "--ref"], "--refresh"),
    ],
)
def test_bash_completes_what_is_begun(
    words: list[str], completed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", "bash"]) == 0
    script = tmp_path / "diglot"
    script.write_text(capsys.readouterr().out, "utf-8")
    done = subprocess.run(
        ["bash", "-c", COMPLETE, "bash", str(script), *words],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout.strip(), done.stderr) == (completed, "")
