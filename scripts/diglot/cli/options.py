"""The options that verbs share, and the exit codes."""

from __future__ import annotations

import argparse
from pathlib import Path

from diglot.core.errors import UsageError
from diglot.core.language import Language
from diglot.core.project import Project

CLEAN, PROBLEMS, USAGE = 0, 1, 2


def add_project(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which project is meant."""
    parser.add_argument(
        "--project", type=Path, default=Path(), metavar="FOLDER", help="the project (default: here)"
    )
    parser.add_argument(
        "--output", type=Path, metavar="FOLDER", help="where to build (default: build)"
    )


_FORMATS = {
    "human": "for reading",
    "short": "a line a problem",
    "json": "for programs",
}


def add_output(parser: argparse.ArgumentParser, **more_formats: str) -> None:
    """Add the options that say how results are shown.

    `more_formats` are formats that only this verb has, with what each is for.
    """
    formats = {**_FORMATS, **more_formats}
    parser.add_argument(
        "--format",
        choices=tuple(formats),
        default="human",
        help="; ".join(f"{name}: {purpose}" for name, purpose in formats.items()),
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="show problems only")
    parser.add_argument("-v", "--verbose", action="store_true", help="show every step")


def add_strict(parser: argparse.ArgumentParser) -> None:
    """Add the option that makes warnings fail the command."""
    parser.add_argument("--strict", action="store_true", help="warnings fail the command too")


def add_language(parser: argparse.ArgumentParser) -> None:
    """Add the option that narrows a verb to one language."""
    parser.add_argument("--language", metavar="LANGUAGE", help="only this language (default: all)")


def add_dry_run(parser: argparse.ArgumentParser) -> None:
    """Add the option that only shows what would be done."""
    parser.add_argument("--dry-run", action="store_true", help="show what would be done, only")


def load(arguments: argparse.Namespace) -> Project:
    """Return the project that the arguments name."""
    from diglot.sphinxext.config.load import load_project

    output: Path | None = arguments.output
    return load_project(arguments.project.resolve(), builddir=output.resolve() if output else None)


def targets(project: Project, tag: str | None) -> tuple[Language, ...] | None:
    """Return the target language that `tag` names; None, for all, where it names none."""
    if tag is None:
        return None
    wanted = tag.lower().replace("_", "-")
    chosen = tuple(one for one in project.targets if one.slug == wanted)
    if not chosen:
        known = ", ".join(one.tag for one in project.targets) or "none yet"
        raise UsageError(
            f"{tag!r} is no target language of this project",
            hint=f"target languages: {known}; `diglot init {tag}` begins a new one",
        )
    return chosen
