"""Pages that are not in UTF-8, such as ones that an old editor saved as GBK.

Sphinx would stop at the first one with a traceback. All are named instead, and left out as if they
were not there; what an earlier build has read of them stays.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from diglot.core.codes import Code
from diglot.core.encoding import encoding_fault
from diglot.sphinxext.reporting.warn import place, warn


def register(app: Sphinx) -> None:
    """Look at pages before they are read."""
    app.connect("env-before-read-docs", _leave_out)


def _leave_out(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    for docname in list(docnames):
        path = Path(env.doc2path(docname))
        fault = encoding_fault(path.read_bytes(), env.settings["input_encoding"])
        if fault is None:
            continue
        warn(
            Code.UNREADABLE_PAGE,
            fault.message(),
            at=place(path, fault.line),
            hint=fault.hint(path.name),
        )
        docnames.remove(docname)
        if docname not in env.all_docs:
            env.found_docs.discard(docname)
