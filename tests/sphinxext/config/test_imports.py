"""No command pays for what it does not do: a build where conf.py is read, printing in a site's."""

from __future__ import annotations

import subprocess
import sys

import pytest

from diglot.sphinxext import MODULES

# Each takes longer to import than a build takes that has nothing to do.
_DEAR = ("sphinx.application", "sphinx.builders.html", "docutils.parsers.rst", "myst_parser")


# What only handouts need, and the dictionaries of pinyin and of Chinese words.
_FOR_FEW = ("typst", "segno", "tinycss2", "pyphen", "pypinyin", "rjieba")


@pytest.mark.parametrize("module", ["sphinxext.config.load", "actions.build", "cli.build"])
def test_reading_conf_py_needs_no_builder(module: str) -> None:
    assert not set(_DEAR) & loaded_by(f"diglot.{module}")


def test_the_extension_needs_nothing_that_only_some_builds_need() -> None:
    assert not set(_FOR_FEW) & loaded_by(*MODULES)


def loaded_by(*modules: str) -> set[str]:
    code = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())
