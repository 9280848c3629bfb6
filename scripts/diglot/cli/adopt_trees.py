"""What `diglot adopt` says of two parallel trees of pages, and does with them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from diglot.cli.output import Output
from diglot.core.diagnostic import Report, Severity
from diglot.core.errors import UsageError
from diglot.core.i18n import _, ngettext

if TYPE_CHECKING:
    from diglot.adopt.survey import Survey
    from diglot.adopt.trees import Trees

_MOST_SHOWN = 10


def tell(found: Survey, output: Output) -> None:
    """Say what a folder holds."""
    from diglot.adopt.dialect import Dialect
    from diglot.adopt.survey import Kind

    if found.trees and found.kind is Kind.PAGE_CATALOGS:
        _tell_page_catalog(found, found.trees, output)
    elif found.trees:
        _tell_trees(found, found.trees, output)
    else:
        output.say(_("no page was found in two languages"))
        if found.dialect is Dialect.SPHINX:
            output.say(
                _(
                    "next: a Sphinx project in one language needs only `diglot` among its "
                    "extensions, `diglot_languages` in conf.py, and then `diglot init LANGUAGE`"
                )
            )


def _tell_page_catalog(found: Survey, trees: Trees, output: Output) -> None:
    output.say(
        _(
            "pages in {source} in {folder}, with a catalog in {target}",
            folder=found.folder / trees.root,
            source=trees.source,
            target=trees.target,
        )
    )
    output.say(_("markup: {dialect}", dialect=str(found.dialect)))
    output.say(ngettext("{number} page", "{number} pages", len(trees.pages)))


def _tell_trees(found: Survey, trees: Trees, output: Output) -> None:
    output.say(
        _(
            "two parallel trees in {folder}: {source} and {target}",
            folder=found.folder / trees.root,
            source=trees.source,
            target=trees.target,
        )
    )
    output.say(_("markup: {dialect}", dialect=str(found.dialect)))
    number = len(trees.paired)
    output.say(ngettext("{number} page in both", "{number} pages in both", number))
    alone = {trees.source: trees.only_source, trees.target: trees.only_target}
    for tag, paths in alone.items():
        if paths:
            output.say(
                ngettext(
                    "{number} page in {language} alone:",
                    "{number} pages in {language} alone:",
                    len(paths),
                    language=tag,
                )
            )
            _list(paths, output)
    if trees.outside:
        output.say(_("left out, since they lie elsewhere:"))
        _list([f"{pair.source}, {pair.target}" for pair in trees.outside], output)


def _list(paths: list[str], output: Output) -> None:
    shown = paths if output.verbose else paths[:_MOST_SHOWN]
    for path in shown:
        output.say(f"  {path}")
    if more := len(paths) - len(shown):
        output.say(_("  and {number} more, which --verbose shows", number=more))


def tell_next(trees: Trees, arguments: argparse.Namespace, output: Output) -> None:
    """Say what ``--write`` would do, and how to ask for it."""
    output.say(
        _(
            "--write --into NEW makes a project in the folder NEW: the pages in {source} become "
            "its docs/, what there is in {target} its catalogs; nothing changes here, so deleting "
            "NEW is the way back",
            source=trees.source,
            target=trees.target,
        )
    )
    output.say(
        _(
            "next: `diglot adopt {folder} --languages {source},{target} --write --into NEW`",
            folder=arguments.folder,
            source=trees.source,
            target=trees.target,
        )
    )


def write(found: Survey, looked: Report, arguments: argparse.Namespace, output: Output) -> Report:
    """Make the project, and say what became of the blocks of the other tree."""
    from diglot.actions.adopt_trees import adopt_trees

    if found.trees is None:
        raise UsageError(
            _("there are no two trees in {folder}", folder=arguments.folder),
            hint=_("name the two languages with --languages, or another folder"),
        )
    if arguments.languages is None or arguments.into is None:
        raise UsageError(
            _("--write needs --languages and --into"),
            hint=_(
                "name the language of the sources first, and a new folder for the project; the "
                "one here stays as it is"
            ),
        )
    report = adopt_trees(found.folder, found.trees, found.dialect, arguments.into.resolve())
    if output.verbose:
        output.diagnostics(report.diagnostics)
    _tell_rewritten(report, output)
    _tell_settings(report.results["settings"], output)
    _tell_result(report.results, found.trees, output)
    output.say(
        _(
            "the old pages are as they were, deleting {folder} is the way back",
            folder=arguments.into,
        )
    )
    output.say(_("next: `diglot build --project {folder}`", folder=arguments.into))
    return Report(report.diagnostics, {**looked.results, **report.results})


def _tell_rewritten(report: Report, output: Output) -> None:
    rewritten = report.results["rewritten"]
    changes = sum(map(len, rewritten.values()))
    if changes:
        output.say(
            ngettext(
                "{number} piece of markup was rewritten into MyST",
                "{number} pieces of markup were rewritten into MyST",
                changes,
            )
        )
    if output.verbose:
        for path, lines in rewritten.items():
            for line in lines:
                output.say(f"  {path}:{line['line']}: {line['what']}")
    if unknown := report.count(Severity.WARNING):
        output.say(
            ngettext(
                "{number} piece of markup was left, because MyST does not read it",
                "{number} pieces of markup were left, because MyST does not read them",
                unknown,
            )
        )


def _tell_settings(settings: dict[str, Any], output: Output) -> None:
    path, taken, left = settings["path"], settings["taken"], settings["left"]
    if taken:
        output.say(_("taken over from {path}: {names}", path=path, names=", ".join(taken)))
    if left:
        output.say(
            _(
                "left in {path}: {names}; copy what the new project needs into its conf.py",
                path=path,
                names=", ".join(left),
            )
        )


def _tell_result(results: dict[str, Any], trees: Trees, output: Output) -> None:
    counts = {
        "confirmed": _("confirmed"),
        "fuzzy": _("fuzzy: somebody has to look at them"),
        "same": _("equal in both languages, so not translated yet"),
        "left": _("without a partner, in memory.po alone"),
    }
    output.say(_("{number} blocks in {language}:", number=results["blocks"], language=trees.target))
    for name, meaning in counts.items():
        output.say(_("  {number} {meaning}", number=results[name], meaning=meaning))
    if not results["texts"]:
        return  # pages in this language were never files
    output.say(
        _(
            "of the {texts} texts that readers saw in {language}, {unchanged} are the same in the "
            "new project",
            texts=results["texts"],
            unchanged=results["unchanged"],
            language=trees.target,
        )
    )
    if not results["differences"]:
        return
    if not output.verbose:
        output.say(_("--verbose or --format json names each difference"))
        return
    for difference in results["differences"]:
        output.say(f"{difference['document']}:")
        for sign, side in (("-", "before"), ("+", "now")):
            for text in difference[side]:
                output.say(f"  {sign} {text}")
