"""Every command reads conf.py, most of them without a build: they must not pay for one."""

from __future__ import annotations

import subprocess
import sys

import pytest

# Each takes longer to import than a build takes that has nothing to do.
_DEAR = ("sphinx.application", "sphinx.builders.html", "docutils.parsers.rst", "myst_parser")


@pytest.mark.parametrize("module", ["sphinxext.config.load", "actions.build", "cli.build"])
def test_reading_conf_py_needs_no_builder(module: str) -> None:
    code = f"import sys, diglot.{module}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(_DEAR) & set(run.stdout.split())
