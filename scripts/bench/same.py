"""`make same REVISION=…`: whether a change of the code has changed what comes out of it.

The book and `tests/projects/everything` of this checkout are built twice, in folders of the same
name: by the code of REVISION and by this code. All that is published, and the Typst sources of the
handouts, is then compared byte for byte.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_PROJECTS = (Path(), Path("tests/projects/everything"))
# What is published or kept to be looked at; the rest serves the next build.
_COMPARED = ("site", "typst")
# Pages name a checksum of each script and style sheet, which are compared themselves.
_CHECKSUM = re.compile(rb"\?v=[0-9a-f]{8}")
# MyST names some formulas at random.
_NO_CHANCE = """
import itertools, uuid
numbers = itertools.count(1)
uuid.uuid4 = lambda: uuid.UUID(int=next(numbers))
"""
_NEVER_COPIED = shutil.ignore_patterns("build", ".venv", ".git", ".*_cache", "__pycache__")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("revision", nargs="?", default="HEAD")
    parser.add_argument("--keep", metavar="FOLDER", help="leave both outputs in FOLDER")
    arguments = parser.parse_args()
    revision: str = arguments.revision
    with (
        tempfile.TemporaryDirectory()
        if not arguments.keep
        else nullcontext(arguments.keep) as folder
    ):
        place = Path(folder).resolve()
        code = place / "code"
        _git("worktree", "add", "--detach", str(code), revision)
        try:
            before = _built(place, "before", code / "scripts")
            after = _built(place, "after", _ROOT / "scripts")
            differences = sorted(_differences(before, after))
        finally:
            _git("worktree", "remove", "--force", str(code))
    print(*differences, sep="\n")
    print(f"{len(differences)} differences to {revision}")
    return bool(differences)


def _built(place: Path, name: str, code: Path) -> Path:
    """Build the projects with the code in a folder; return the folder of what came out."""
    results = place / name
    (place / "sitecustomize.py").write_text(_NO_CHANCE, "utf-8")
    for at, project in enumerate(_PROJECTS):
        # Handouts and pages may name the folder they were built in.
        work = place / "work"
        shutil.copytree(_ROOT / project, work, ignore=_NEVER_COPIED)
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(code), str(place))),
            "PYTHONHASHSEED": "0",
            "SOURCE_DATE_EPOCH": "1700000000",
        }
        command = [sys.executable, "-m", "diglot", "build", "--quiet"]
        for editions in ([], ["epub"]):
            subprocess.run([*command, *editions], cwd=work, env=environment, check=False)
        shutil.move(work / "build", results / str(at))
        shutil.rmtree(work)
    return results


def _differences(before: Path, after: Path) -> Iterator[str]:
    files = _files(before) | _files(after)
    for path in files:
        pair = before / path, after / path
        if not all(place.is_file() for place in pair):
            yield f"{path}: only {'before' if pair[0].is_file() else 'after'}"
        elif _content(pair[0]) != _content(pair[1]):
            yield f"{path}: differs"
    print(f"{len(files)} files compared")


def _content(path: Path) -> bytes:
    data = path.read_bytes()
    return _CHECKSUM.sub(b"", data) if path.suffix == ".html" else data


def _files(folder: Path) -> set[Path]:
    return {
        path.relative_to(folder)
        for project in folder.iterdir()
        for part in _COMPARED
        for path in (project / part).rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def _git(*arguments: str) -> None:
    subprocess.run(["git", "-C", str(_ROOT), *arguments], check=True, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
