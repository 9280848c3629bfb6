"""Taking back the section numbers of documents that no numbered toctree holds any more.

Sphinx numbers all documents anew in every build, but leaves the old numbers where it gives no new.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

_NUMBER = "secnumber"


def register(app: Sphinx) -> None:
    """Forget all section numbers before Sphinx, whose handler has priority 500, assigns them."""
    app.connect("env-get-updated", _take_back, priority=400)


def _take_back(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    for docname in env.toc_secnumbers.keys() & env.tocs.keys():
        for title in (env.titles.get(docname), env.longtitles.get(docname)):
            if title is not None:
                title.attributes.pop(_NUMBER, None)
        for reference in env.tocs[docname].findall(nodes.reference):
            reference.attributes.pop(_NUMBER, None)
    return []
