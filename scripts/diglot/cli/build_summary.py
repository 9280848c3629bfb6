"""What `diglot build` prints at its end: each edition, what failed, what to open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.table import Table

from diglot.cli.output import Output, counts
from diglot.core.diagnostic import Report
from diglot.core.events import Built, Crashed
from diglot.core.project import Edition, Format, Project


def print_crashes(crashes: Sequence[Crashed], output: Output) -> None:
    """Print the traceback of each crash to the error channel."""
    for crash in crashes:
        output.errors.print(f"{crash.language}: a bug in diglot or an extension", style="bold red")
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
        table.add_row(label(project, edition), "not built", "", "")
    output.table(table)
    if report.diagnostics:
        output.say(_by_file(report))
    output.say("; ".join(_last_line(project, report, seconds)))


def place_of(project: Project, edition: Edition) -> Path:
    """Return the folder where what readers get of an edition lies."""
    if edition.format is Format.HANDOUTS:
        return project.handoutsdir
    if edition.format is Format.EPUB:
        return project.epubdir
    return project.outdir(edition)


def shown(path: Path) -> str:
    """Return a path relative to the current folder, if it lies inside."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def label(project: Project, edition: Edition) -> str:
    """Return an edition as its readers call it, such as “English handouts”."""
    return f"{project.name(edition)} {edition.format}"


def _row(project: Project, built: Built) -> tuple[str, str, str, str]:
    unit = "PDF" if built.edition.format is Format.HANDOUTS else "page"
    number = f"{built.outputs} {unit}{'' if built.outputs == 1 else 's'}"
    if built.failed:
        number += f", {len(built.failed)} failed"
    elif not built.outputs:
        number = "up to date"
    where = shown(place_of(project, built.edition))
    return label(project, built.edition), number, f"{built.seconds:.1f} s", where


def _by_file(report: Report) -> str:
    tally = Counter(
        diagnostic.location.path if diagnostic.location else "(no file)"
        for diagnostic in report.diagnostics
    )
    return "\n".join(f"{number:>4}  {place}" for place, number in tally.items())


def _last_line(project: Project, report: Report, seconds: float) -> Iterator[str]:
    """Yield the parts of the last line: time and problems, what failed, what to open."""
    built: list[Built] = report.results["built"]
    failures = [label(project, edition) for edition in report.results["failed"]]
    failures += [
        f"{label(project, result.edition)} {name}" for result in built for name in result.failed
    ]
    # Where something failed, nobody has looked at all of it for warnings.
    problems = f", {counts(report)}" if report.diagnostics or not failures else ""
    yield f"{seconds:.1f} s{problems}"
    to_open = _to_open(project, report)
    if failures:
        nothing = "" if to_open else "nothing was built: "
        yield f"{nothing}{', '.join(failures)} failed, see above"
    if to_open:
        yield f"open {shown(to_open)}"


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
