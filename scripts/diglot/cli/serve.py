"""diglot serve: live preview in the browser."""

from __future__ import annotations

import argparse
import webbrowser
from pathlib import Path

from diglot.cli import options
from diglot.cli.output import Output
from diglot.core.i18n import _, listed
from diglot.core.project import Edition, Format, Project
from diglot.core.updates import Applied, Opened, ServeEvent

EXAMPLES = {
    "diglot serve": _("serve all sites, and open the page above them in the browser: --open"),
    "diglot serve en": _("serve the English site"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    parser.add_argument(
        "editions", nargs="*", metavar="EDITION", help=_("a language (default: all of them)")
    )
    options.add_project(parser)
    parser.add_argument(
        "--port", type=int, default=0, metavar="N", help=_("the port (default: from 8000)")
    )
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="NAME",
        help=_("the address to listen on (default: this machine alone)"),
    )
    parser.add_argument("--open", action="store_true", help=_("open the browser"))
    options.add_output(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Serve the sites until Ctrl-C; say what changed and how long it took."""
    from diglot.server.run import serve

    project = options.load(arguments)
    editions = [
        edition
        for edition in project.select(arguments.editions)
        if edition.format is Format.SITE and not edition.partner
    ]

    def start(address: str) -> None:
        output.say(_("{address} (stop with Ctrl-C)", address=address))
        if arguments.open:
            webbrowser.open(address)

    serve(
        project,
        editions,
        host=arguments.host,
        port=arguments.port,
        on_start=start,
        on_event=lambda event: _tell(event, project, output),
    )
    return options.CLEAN


def _tell(event: ServeEvent, project: Project, output: Output) -> None:
    name = project.name(_edition(event, project))
    if event.fault:
        output.say(_("{language}: {fault}", language=name, fault=event.fault))
        return
    match event:
        case Opened(seconds=seconds):
            output.say(_("{language}: ready after {seconds:.1f} s", language=name, seconds=seconds))
        case Applied(paths=paths, stale=stale, seconds=seconds):
            shown = listed([project.shown(Path(path)) for path in paths[:3]])
            output.say(
                _(
                    "{language}: {paths}: {pages} pages, {milliseconds} ms",
                    language=name,
                    paths=shown,
                    pages=stale,
                    milliseconds=round(seconds * 1000),
                )
            )
            output.diagnostics(event.problems)


def _edition(event: ServeEvent, project: Project) -> Edition:
    return next(edition for edition in project.all_editions if edition.reading == event.reading)
