"""What a report tells of the pages of a book."""

from __future__ import annotations

from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Report


def of_pages(report: Report) -> tuple[Diagnostic, ...]:
    """The diagnostics of a build whose sources were edited, but for its catalogs, which were not.

    They lack what is new.
    """
    return tuple(
        finding for finding in report.diagnostics if finding.code is not Code.STALE_CATALOG
    )
