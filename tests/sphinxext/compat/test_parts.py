"""Parts of other packages are recognised by their source; unknown ones are not replaced."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import myst_parser
import pytest

from diglot.sphinxext.compat.markdown_it import EMPHASIS
from diglot.sphinxext.compat.myst import ATTRIBUTES, CONTEXTS
from diglot.sphinxext.compat.parts import Replacement, digest_of, part, unknown_parts
from diglot.sphinxext.compat.settings import RAW_CONFIG
from diglot.sphinxext.compat.sphinx import TERMS
from folders import PROJECTS


@pytest.mark.parametrize("replacement", [ATTRIBUTES, CONTEXTS, EMPHASIS, RAW_CONFIG, TERMS])
def test_the_installed_releases_are_known(replacement: Replacement) -> None:
    assert unknown_parts([replacement]) == {}
    assert replacement.fits


def test_the_digest_ignores_indentation() -> None:
    assert digest_of("    def f():\n        pass\n") == digest_of("def f():\n    pass\n")
    assert digest_of("def f():\n    pass\n") != digest_of("def f():\n    return 1\n")


@pytest.mark.parametrize("name", ["nowhere:f", "os.path:nothing", "math:pi"])
def test_a_part_without_source_is_not_known(name: str) -> None:
    assert not part(name, "000000000000").is_known


@pytest.fixture(scope="module")
def other_myst(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of MyST-Parser in which a method that diglot depends on does something else."""
    folder = tmp_path_factory.mktemp("other")
    package = folder / "myst_parser"
    shutil.copytree(Path(myst_parser.__file__).parent, package)
    module = package / "mdit_to_docutils" / "base.py"
    text = module.read_text("utf-8")
    method = re.search(r"\n    def _render_finalise\(self\) -> None:\n", text)
    assert method
    module.write_text(
        f"{text[: method.end()]}        self.other = 1\n{text[method.end() :]}", "utf-8"
    )
    return folder


def build(root: Path, other: Path, *options: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(filter(None, (str(other), os.environ.get("PYTHONPATH"))))
    return subprocess.run(
        [sys.executable, "-m", *options],
        cwd=root,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def test_sphinx_translates_with_an_unknown_myst(tmp_path: Path, other_myst: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(PROJECTS / "minimal", root)
    done = build(root, other_myst, "diglot", "build", "en/site", "--verbose")
    assert done.returncode == 0, done.stderr
    assert "DocutilsRenderer._render_finalise differs from the known releases" in done.stderr
    assert "Sphinx's own translation is used" in done.stderr
    page = (root / "build" / "site" / "en" / "index.html").read_text("utf-8")
    assert "A very small book." in page
    # It judges translations all the same, also what was compiled without it.
    catalog = root / "locales/en/LC_MESSAGES/index.po"
    text = catalog.read_text("utf-8")
    attack = "A very small book.<script>evil()</script>"
    catalog.write_text(text.replace("A very small book.", attack), "utf-8")
    subprocess.run(["msgfmt", str(catalog), "-o", str(catalog.with_suffix(".mo"))], check=True)
    for _ in range(2):
        done = build(root, other_myst, "diglot", "build", "en/site")
        assert "index.po:" in done.stderr
        assert "unsafe-translation" in done.stderr
        page = (root / "build" / "site" / "en" / "index.html").read_text("utf-8")
        assert "evil" not in page


def test_nothing_is_printed_where_all_parts_are_known(tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(PROJECTS / "minimal", root)
    done = build(root, Path(), "diglot", "build", "en/site", "--verbose")
    assert done.returncode == 0, done.stderr
    assert "differs from" not in done.stderr
