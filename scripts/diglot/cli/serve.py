"""diglot serve: live preview in the browser."""

from __future__ import annotations

import argparse
import os
import webbrowser
from pathlib import Path

from diglot.cli import options
from diglot.cli.language import shown
from diglot.cli.output import Output
from diglot.core.i18n import _, listed, ngettext
from diglot.core.project import ON_REQUEST, Edition, Format, Project
from diglot.core.updates import Applied, Completed, Opened, Printed, ServeEvent

EXAMPLES = {
    "diglot serve": _("serve the sites of all languages, and the parallel one"),
    "diglot serve en --open": _("serve the English site and open it in the browser"),
}
_EDITOR = "DIGLOT_EDITOR"
_LOOPBACK = "127.0.0.1"
_LOCAL = (_LOOPBACK, "localhost")
_MOST_PATHS = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    parser.add_argument(
        "editions", nargs="*", metavar="EDITION", help=_("a language (default: all of them)")
    )
    options.add_project(parser)
    options.add_port(parser)
    parser.add_argument(
        "--host",
        default=_LOOPBACK,
        metavar="NAME",
        help=_("the address to listen on (default: only this machine)"),
    )
    parser.add_argument(
        "--editor",
        default=os.environ.get(_EDITOR, ""),
        metavar="COMMAND",
        help=_(
            "the editor that a click on a place opens, such as {example} (default: {variable})",
            example="'code -g {file}:{line}'",
            variable=_EDITOR,
        ),
    )
    parser.add_argument("--open", action="store_true", help=_("open the browser"))
    options.add_output(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Serve the sites until Ctrl-C; say what changed and how long it took."""
    from diglot.server.run import EVERYWHERE, serve

    project = options.load(arguments)
    chosen = project.select(arguments.editions)
    editions = [edition for edition in chosen if edition.format not in ON_REQUEST]

    if arguments.host not in _LOCAL:
        host = _("this machine") if arguments.host == EVERYWHERE else arguments.host
        output.say(_("everybody who reaches {host} can read these pages", host=host))

    def start(address: str) -> None:
        output.say(_("{address} (stop with Ctrl-C)", address=address))
        if any(edition.format is Format.HANDOUTS for edition in editions):
            output.say(_("{address} (handouts)", address=f"{address}handouts/"))
        if arguments.open:
            webbrowser.open(address)

    serve(
        project,
        editions,
        host=arguments.host,
        port=arguments.port,
        editor=arguments.editor,
        on_start=start,
        on_event=lambda event: _tell(event, project, output),
        shown=shown,
    )
    return options.CLEAN


def _tell(event: ServeEvent, project: Project, output: Output) -> None:
    if isinstance(event, Printed):
        _tell_printed(event, output)
        return
    name = project.name(_edition(event, project))
    if isinstance(event, Completed):
        output.say(_completed(event, name))
    elif event.fault:
        output.say(_("{language}: {fault}", language=name, fault=event.fault))
    elif isinstance(event, Opened):
        output.say(
            _("{language}: ready after {seconds:.1f} s", language=name, seconds=event.seconds)
        )
    elif event.restart:
        path = project.shown(Path(event.restart))
        output.say(_("{language}: starts again because of {path}", language=name, path=path))
    elif event.is_of_note:
        output.say(_applied(event, name, project))
        output.diagnostics(event.problems)


def _tell_printed(event: Printed, output: Output) -> None:
    if event.fault:
        output.say(_("{handout}: {fault}", handout=event.filename, fault=event.fault))
        return
    output.say(
        _(
            "{handout}: typeset after {milliseconds} ms",
            handout=event.filename,
            milliseconds=round(event.seconds * 1000),
        )
    )
    output.diagnostics(event.problems)


def _completed(event: Completed, name: str) -> str:
    return _(
        "{language}: {page} is made of the whole site, which was built after {seconds:.1f} s",
        language=name,
        page=event.address,
        seconds=event.seconds,
    )


def _applied(event: Applied, name: str, project: Project) -> str:
    paths = [project.shown(Path(path)) for path in event.paths]
    shown = listed([*paths[:_MOST_PATHS], *["…"] * (len(paths) > _MOST_PATHS)])
    return ngettext(
        "{language}: {number} page to show anew after {milliseconds} ms ({paths})",
        "{language}: {number} pages to show anew after {milliseconds} ms ({paths})",
        event.stale,
        language=name,
        milliseconds=round(event.seconds * 1000),
        paths=shown,
    )


def _edition(event: Opened | Applied | Completed, project: Project) -> Edition:
    return next(edition for edition in project.all_editions if edition.reading == event.reading)
