"""The packages that know Sphinx and docutils: everything diglot adds to a build."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from diglot import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# In the order in which they are set up; each module has a `register(app)`. They are named, not
# imported, so that a command that only reads conf.py does not pay for them all.
MODULES = tuple(
    f"diglot.sphinxext.{name}"
    for name in (
        "config.declare",
        "config.faults",
        "reporting.setting_names",
        "reporting.looping_links",
        "reporting.unreadable_pages",
        "reporting.toctrees",
        "config.defaults",
        "caching",
        "i18n.config_texts",
        "i18n.template_texts",
        "i18n.labels",
        "i18n.quotation_marks",
        "i18n.index_entries",
        "transforms.emphasis",
        "transforms.anchors",
        "i18n.translate.install",
        "i18n.gettext_builder",
        "i18n.stale_catalogs",
        "html.navigation",
        "transforms.shared_nodes",
        "transforms.soft_breaks",
        "transforms.ruby",
        "transforms.stated_language",
        "reporting.progress",
        "transforms.image_lines",
        "transforms.image_names",
        "transforms.conditions",
        "compat.sphinx_proof",
        "compat.myst_nb",
        "transforms.exercise_titles",
        "incremental.problems",
        "incremental.project_code",
        "incremental.changed_inputs",
        "incremental.section_numbers",
        "incremental.picture_names",
        "incremental.removed_files",
        "incremental.search_terms",
        "html.site",
        "html.search",
        "incremental.outdated_pages",
        "html.popovers",
        "epub",
        "parallel.partner",
        "parallel.html",
        "parallel.epub",
        "typst",
        "parallel.typst",
    )
)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register every module of the extension."""
    for name in MODULES:
        import_module(name).register(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
