"""diglot adopt, of a Sphinx project with catalogs: what was found, what changes, how to go back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from diglot.catalog.progress import Progress
from diglot.cli import options
from diglot.cli.output import Output
from diglot.core.diagnostic import Severity
from diglot.core.errors import UsageError
from diglot.core.i18n import _, listed, ngettext

_MOST_SHOWN = 5


def run(folder: Path, output: Output, *, write: bool, into: Path | None = None) -> int:
    """Say what becomes of the project, and do it where that is asked for: in a copy, or there."""
    from diglot.actions.adopt_catalogs import adopt_catalogs, as_data, copied
    from diglot.adopt.catalog_project import catalog_project
    from diglot.adopt.committed import uncommitted, way_back
    from diglot.adopt.files import files_in

    found = catalog_project(folder, files_in(folder))
    if found is None:
        raise UsageError(
            _("no conf.py belongs to the catalogs in {folder}", folder=folder),
            hint=_("name the folder of the Sphinx project"),
        )
    output.say(_("a Sphinx project with catalogs"))
    output.say(_("  settings: {path}", path=found.conf))
    output.say(_("  catalogs: {path}", path=found.locales))
    if found.strange:
        output.say(
            _("  left out, since no language has this name: {names}", names=listed(found.strange))
        )
    lacking = uncommitted(folder, found)
    if write and not into:
        _require_committed(folder, lacking)
    back = way_back(folder, found) if lacking == [] and not (write and into) else ()
    if write and into:
        with copied(folder, into) as copy:
            report = adopt_catalogs(copy.folder, found, write=True)
            copy.is_wanted = report.results["written"]
    else:
        report = adopt_catalogs(folder, found, write=write)
    output.diagnostics(report.diagnostics)
    _tell(report.results, output)
    _tell_next(report.results, into or folder, back, output, write=write)
    output.data(
        {
            **as_data(report.results),
            "way_back": back,
            "diagnostics": [diagnostic.as_dict() for diagnostic in report.diagnostics],
        }
    )
    return options.PROBLEMS if report.count(Severity.ERROR) else options.CLEAN


def _tell(results: dict[str, Any], output: Output) -> None:
    if results["languages"]:
        source, *targets = results["languages"]
        output.say(_("languages: {source} into {targets}", source=source, targets=listed(targets)))
    _tell_counts(results["catalogs"], output)
    if number := len(results["repaired"]):
        output.say(
            ngettext("{number} catalog is repaired", "{number} catalogs are repaired", number)
        )
    if number := len(results["diffs"]):
        output.say(ngettext("{number} catalog changes", "{number} catalogs change", number))
    for path, text in results["diffs"].items():
        if output.verbose:
            output.say(text.rstrip("\n"))
        else:
            output.say(f"  {path}")
    if results["conf"]:
        output.say(results["conf"].rstrip("\n"))


def _tell_counts(catalogs: list[Any], output: Output) -> None:
    """Say how many messages there are before and afterwards, and of which catalogs that changes."""
    before = sum((catalog.before for catalog in catalogs if catalog.before), Progress())
    after = sum((catalog.after for catalog in catalogs if catalog.after), Progress())
    number = sum(catalog.before is not None for catalog in catalogs)
    output.say(
        ngettext(
            "{number} catalog: {counts}", "{number} catalogs: {counts}", number,
            counts=_counts(before),
        )
    )  # fmt: skip
    if after != before:
        output.say(_("with what the sources have now: {counts}", counts=_counts(after)))
        for catalog in catalogs if output.verbose else ():
            old, new = catalog.before or Progress(), catalog.after or Progress()
            if old.translated != new.translated:
                output.say(
                    _(
                        "  {path}: {before} translated, then {after}",
                        path=catalog.path,
                        before=old.translated,
                        after=new.translated,
                    )
                )


def _counts(progress: Progress) -> str:
    return _(
        "{translated} translated, {fuzzy} fuzzy, {untranslated} untranslated, {obsolete} obsolete",
        translated=progress.translated,
        fuzzy=progress.fuzzy,
        untranslated=progress.untranslated,
        obsolete=progress.obsolete,
    )


def _require_committed(folder: Path, lacking: list[str] | None) -> None:
    """Raise UsageError where git could not take back what is written."""
    hint = _("commit the project as it is first, or make it in a copy: --into NEW")
    if lacking is None:
        raise UsageError(
            _("{folder} is in no git repository, so nothing could take this back", folder=folder),
            hint=hint,
        )
    if lacking:
        raise UsageError(
            ngettext(
                "git could not take this back, since it does not have this file as it is: {paths}",
                "git could not take this back, since it does not have {number} files as they are: "
                "{paths}",
                len(lacking),
                paths=listed(lacking[:_MOST_SHOWN]),
            ),
            hint=hint,
        )


def _tell_next(
    results: dict[str, Any], folder: Path, back: Sequence[str], output: Output, *, write: bool
) -> None:
    """Say what was done or would be; `back` are the commands that take back what is done here."""
    if results["lost"]:
        output.say(_("these translations would be nowhere any more, so nothing was written:"))
        for path, msgid in results["lost"]:
            output.say(f"  {path}: {msgid}")
        return
    if results["languages"] and not (results["conf"] or results["diffs"]):
        output.say(_("there is nothing to do: this is a project of diglot's already"))
        return
    output.say(_("no translation is lost: what left a catalog is obsolete in it or in memory.po"))
    if results["written"]:
        output.say(
            _("written; `git diff` shows it")
            if back
            else _("written; the old project is as it was, deleting the new one is the way back")
        )
    elif write:
        output.say(_("nothing was written, since the project cannot be read"))
    else:
        output.say(_("nothing was written; --write does it, --verbose shows each catalog's diff"))
    if back and (results["written"] or not write):
        output.say(_("to take back all that --write does here:"))
        for command in back:
            output.say(f"  {command}")
    elif not write:
        output.say(_("nothing could take it back here: commit the project first, or use --into"))
    if results["written"]:
        output.say(_("next: `diglot build --project {folder}`", folder=folder))
