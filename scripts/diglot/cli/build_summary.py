"""What `diglot build` prints at its end: each edition, what failed, what to open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.table import Table

from diglot.cli.language import shown
from diglot.cli.output import Output, counts
from diglot.core.diagnostic import Report
from diglot.core.events import Built, Crashed
from diglot.core.i18n import Message, _, clauses, listed, ngettext
from diglot.core.project import Edition, Format, Project

FORMATS = {
    Format.SITE: _("site"),
    Format.HANDOUTS: _("handouts"),
    Format.EPUB: _("epub"),
}


def print_crashes(crashes: Sequence[Crashed], output: Output) -> None:
    """Print the traceback of each crash to the error channel."""
    for crash in crashes:
        bug = _("{language}: a bug in diglot or an extension", language=crash.language)
        output.errors.print(bug, style="bold red")
        output.errors.print(crash.trace)


def print_summary(project: Project, report: Report, seconds: float, output: Output) -> None:
    """Print a line an edition, the number of problems by file, and what came of the build."""
    built: list[Built] = report.results["built"]
    failed: list[Edition] = report.results["failed"]
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for column in ("edition", "outputs", "seconds", "place"):
        table.add_column(column, justify="right" if column in ("outputs", "seconds") else "left")
    for result in built:
        table.add_row(*_row(project, result))
    for edition in failed:
        table.add_row(label(project, edition), _("not built"), "", "")
    output.table(table)
    if report.diagnostics:
        output.say(_by_file(report))
    output.say(clauses(_last_line(project, report, seconds)))


def place_of(project: Project, edition: Edition) -> Path:
    """Return the folder where what readers get of an edition lies."""
    if edition.format is Format.HANDOUTS:
        return project.handoutsdir
    if edition.format is Format.EPUB:
        return project.epubdir
    return project.outdir(edition)


def path_from_here(path: Path) -> str:
    """Return a path relative to the current folder, if it lies inside."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def label(project: Project, edition: Edition) -> Message:
    """Return an edition as its readers call it, such as “English handouts”."""
    reading, format_ = project.name(edition), FORMATS[edition.format]
    return _("{reading} {format}", reading=reading, format=format_)


def _row(project: Project, built: Built) -> tuple[str, str, str, str]:
    count = built.outputs
    if built.edition.format is Format.HANDOUTS:
        number = ngettext("{number} PDF", "{number} PDFs", count)
    else:
        number = ngettext("{number} page", "{number} pages", count)
    if built.failed:
        failed = ngettext("{number} failed", "{number} failed", len(built.failed))
        outputs = listed([number, failed])
    else:
        outputs = number if count else _("up to date")
    where = path_from_here(place_of(project, built.edition))
    return label(project, built.edition), outputs, _seconds(built.seconds), where


def _seconds(seconds: float) -> Message:
    return _("{seconds:.1f} s", seconds=seconds)


def _by_file(report: Report) -> str:
    tally = Counter(
        diagnostic.location.path if diagnostic.location else shown(_("(no file)"))
        for diagnostic in report.diagnostics
    )
    return "\n".join(f"{number:>4}  {place}" for place, number in tally.items())


def _last_line(project: Project, report: Report, seconds: float) -> Iterator[str]:
    """Yield the parts of the last line: time and problems, what failed, what to open."""
    built: list[Built] = report.results["built"]
    failures: list[str] = [label(project, edition) for edition in report.results["failed"]]
    failures += [
        _("{edition} {handout}", edition=label(project, result.edition), handout=name)
        for result in built
        for name in result.failed
    ]
    # A process may meet its end when all that it had to build is there.
    failures = failures or [crash.language for crash in report.results["crashed"]]
    # Where something failed, nobody has looked at all of it for warnings.
    problems = [counts(report)] if report.diagnostics or not failures else []
    yield listed([_seconds(seconds), *problems])
    to_open = _to_open(project, report)
    if failures:
        names = listed(failures)
        if to_open:
            yield _("{editions} failed, see above", editions=names)
        else:
            yield _("nothing was built: {editions} failed, see above", editions=names)
    if to_open:
        yield _("open {path}", path=path_from_here(to_open))


def _to_open(project: Project, report: Report) -> Path | None:
    """Return what a reader would open first of this build: it is there, and of this build."""
    built: list[Built] = report.results["built"]
    failed: list[Edition] = report.results["failed"]
    made = [result.edition for result in built if result.outputs or not result.failed]
    sites = [edition for edition in made if edition.format is Format.SITE]
    candidates = [project.outdir(edition) / "index.html" for edition in sites]
    if sites and not any(edition.format is Format.SITE for edition in failed):
        # The page above the languages leads to all of them.
        candidates.insert(0, project.sitedir / "index.html")
    candidates += [place_of(project, edition) for edition in made]
    return next((path for path in candidates if path.exists()), None)
