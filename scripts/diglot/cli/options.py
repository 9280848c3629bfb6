"""The options that verbs share, and the exit codes."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from diglot.core.errors import UsageError
from diglot.core.i18n import Message, _, clauses, listed
from diglot.core.language import Language
from diglot.core.project import Project

CLEAN, PROBLEMS, USAGE = 0, 1, 2

NOT_COMPARED = _(
    "the catalogs were not compared with the sources, which may have changed since; `diglot update "
    "--check` compares them"
)
"""What is said where no build or update has read the sources as they are now."""


def add_project(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which project is meant."""
    parser.add_argument(
        "--project",
        type=Path,
        metavar="FOLDER",
        help=_("the project (default: here, or a folder above)"),
    )
    parser.add_argument(
        "--output", type=Path, metavar="FOLDER", help=_("where to build (default: build)")
    )


_FORMATS = {
    "human": _("for reading"),
    "short": _("one line per problem"),
    "json": _("for programs"),
}


def explained(choices: Mapping[str, Message]) -> str:
    """Return the help of an option: its choices, with what each is for."""
    return clauses(
        _("{choice}: {purpose}", choice=choice, purpose=purpose)
        for choice, purpose in choices.items()
    )


def add_output(parser: argparse.ArgumentParser, **more_formats: Message) -> None:
    """Add the options that say how results are shown.

    `more_formats` are formats that only this verb has, with what each is for.
    """
    formats = {**_FORMATS, **more_formats}
    parser.add_argument(
        "--format",
        choices=tuple(formats),
        default="human",
        help=explained(formats),
    )
    parser.add_argument("-q", "--quiet", action="store_true", help=_("show problems only"))
    parser.add_argument("-v", "--verbose", action="store_true", help=_("show every step"))


def add_strict(parser: argparse.ArgumentParser) -> None:
    """Add the option that makes warnings fail the command."""
    parser.add_argument("--strict", action="store_true", help=_("fail on warnings, too"))


def add_language(parser: argparse.ArgumentParser) -> None:
    """Add the option that narrows a verb to one language."""
    parser.add_argument(
        "--language", metavar="LANGUAGE", help=_("only this language (default: all)")
    )


def add_port(parser: argparse.ArgumentParser) -> None:
    """Add the option that says at which port of this machine a verb answers browsers."""
    parser.add_argument(
        "--port",
        type=int,
        default=0,
        metavar="N",
        help=_("the port (default: the first free one from 8000)"),
    )


def add_dry_run(parser: argparse.ArgumentParser) -> None:
    """Add the option that only shows what would be done."""
    parser.add_argument("--dry-run", action="store_true", help=_("only show what would be done"))


def percentage(text: str) -> float:
    """Return the number that a text such as ``95`` or ``95%`` stands for. Raises ValueError."""
    return float(text.removesuffix("%"))


def require_percentage(value: float | None) -> None:
    """Raise UsageError for a number that is no percentage; None is none that was asked for."""
    if value is not None and not 0 <= value <= 100:
        raise UsageError(
            _("--fail-under {number:g} is not a percentage", number=value),
            hint=_("name a number from 0 to 100"),
        )


def load(arguments: argparse.Namespace) -> Project:
    """Return the project that the arguments name."""
    from diglot.sphinxext.config.load import load_project
    from diglot.sphinxext.config.root import project_root

    stated: Path | None = arguments.project
    output: Path | None = arguments.output
    return load_project(
        stated.resolve() if stated else project_root(Path.cwd()),
        builddir=output.resolve() if output else None,
    )


def targets(project: Project, tag: str | None) -> tuple[Language, ...] | None:
    """Return the target language that `tag` names; None, for all, where it names none."""
    if tag is None:
        return None
    wanted = tag.lower().replace("_", "-")
    chosen = tuple(language for language in project.targets if language.slug == wanted)
    if not chosen:
        known = listed(language.tag for language in project.targets) or _("none yet")
        raise UsageError(
            _("{language!r} is not a target language of this project", language=tag),
            hint=_(
                "target languages: {known}; `diglot init {language}` begins a new one",
                known=known,
                language=tag,
            ),
        )
    return chosen
