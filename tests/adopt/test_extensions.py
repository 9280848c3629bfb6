from __future__ import annotations

import pytest

from diglot.adopt.extensions import added_for, extension_of, is_installed, package_of


@pytest.mark.parametrize(
    ("directive", "extension", "package"),
    [
        ("tab-set", "sphinx_design", "sphinx-design"),
        ("tabs", "sphinx_tabs.tabs", "sphinx-tabs"),
        ("mermaid", "sphinxcontrib.mermaid", "sphinxcontrib-mermaid"),
        ("prf:theorem", "sphinx_proof", "sphinx-proof"),
        ("automodule", "sphinx.ext.autodoc", ""),
        ("frobnicate", "", ""),
    ],
)
def test_a_directive_leads_to_a_package(directive: str, extension: str, package: str) -> None:
    assert extension_of(directive) == extension
    assert package_of(extension) == package


def test_what_runs_code_or_hides_words_is_never_added() -> None:
    # All three are installed here.
    assert all(map(is_installed, ("sphinx_tabs.tabs", "sphinxcontrib.mermaid", "sphinx_design")))
    assert [added_for(name) for name in ("tabs", "mermaid", "automodule", "frobnicate")] == [""] * 4
    assert added_for("grid") == "sphinx_design"
    assert added_for("prf:proof") == "sphinx_proof"
    assert added_for("todo") == "sphinx.ext.todo"


def test_a_package_that_is_not_there_is_not_installed() -> None:
    assert not is_installed("no_such_package")
    assert not is_installed("no_such_package.inside")
