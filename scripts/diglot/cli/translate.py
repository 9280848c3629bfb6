"""diglot translate: the translator's desk in the browser."""

from __future__ import annotations

import argparse
import webbrowser

from diglot.cli import options
from diglot.cli.output import Output
from diglot.core.errors import UsageError
from diglot.core.i18n import _, listed
from diglot.core.language import Language
from diglot.core.project import Project
from diglot.core.updates import Completed, ServeEvent

EXAMPLES = {
    "diglot translate": _("translate in the browser, on the pages themselves"),
    "diglot translate en guide/index": _("begin with a page"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    parser.add_argument(
        "language",
        nargs="?",
        metavar="LANGUAGE",
        help=_("the language to translate into (needed where there are several)"),
    )
    parser.add_argument("page", nargs="?", metavar="PAGE", help=_("the page to begin with"))
    options.add_project(parser)
    options.add_port(parser)
    parser.add_argument("--no-open", action="store_true", help=_("open no browser"))
    options.add_output(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Open the desk until Ctrl-C."""
    from diglot.server.desk.run import translate

    project = options.load(arguments)
    page: str = arguments.page or ""

    def start(address: str) -> None:
        output.say(_("{address} (stop with Ctrl-C)", address=address))
        if not arguments.no_open:
            webbrowser.open(address)

    def tell(event: ServeEvent) -> None:
        if not isinstance(event, Completed) and event.fault:
            output.say(event.fault)

    translate(
        project,
        _target(project, arguments.language),
        page=page if not page or page.endswith(".html") else f"{page}.html",
        port=arguments.port,
        on_start=start,
        on_event=tell,
    )
    return options.CLEAN


def _target(project: Project, tag: str | None) -> Language:
    chosen = options.targets(project, tag) or project.targets
    if len(chosen) != 1:
        known = listed(language.tag for language in project.targets) or _("none yet")
        raise UsageError(
            _("which language do you want to translate into?"),
            hint=_("target languages: {known}", known=known),
        )
    return chosen[0]
