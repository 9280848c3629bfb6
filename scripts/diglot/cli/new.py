"""diglot new: a project from nothing, asked for or named by options."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from diglot.cli import options
from diglot.cli.language import shown
from diglot.cli.output import Output
from diglot.core.errors import UsageError
from diglot.core.i18n import _, choice_of, listed
from diglot.core.language import language
from diglot.core.languages import Languages, languages_of

if TYPE_CHECKING:
    from diglot.starter.project import Kind, NewProject

_KINDS = ("talk", "book")
Ask = Callable[[str, str], str]
"""Asks a question and returns the answer, or what was proposed where there is none."""

DESCRIPTION = _(
    "Start a project: conf.py, a first page in the language of the sources with its translation, "
    "and the files that git, pip and publishing services need. Asks for whatever no option "
    "states; an empty answer takes the value in brackets."
)
EXAMPLES = {
    "diglot new salon": _("ask for languages, name and kind"),
    "diglot new salon --languages zh_CN,en --name 沙龙 --name Salon --kind talk --yes": _(
        "ask nothing"
    ),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER", help=_("where to begin; it must be empty or new")
    )
    parser.add_argument(
        "--languages",
        metavar="LIST",
        help=_("Sphinx's language tags, that of the sources first: zh_CN,en"),
    )
    parser.add_argument(
        "--name",
        action="append",
        metavar="NAME",
        help=_("the name; once for each language, in the order of --languages"),
    )
    parser.add_argument(
        "--kind", choices=_KINDS, help=_("one page for one talk, or pages in chapters")
    )
    parser.add_argument("--yes", action="store_true", help=_("ask nothing; take the defaults"))
    options.add_output(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Write the project and say what to do next."""
    from diglot.actions.new import new, require_empty
    from diglot.starter.requirement import is_out_of_reach

    folder: Path = arguments.folder.resolve()
    require_empty(folder)
    ask = _asking(arguments, output)
    wanted = _wanted(arguments, folder, ask or _proposed)
    report = new(folder, wanted)
    output.diagnostics(report.diagnostics)
    for path in report.results["files"]:
        output.say(path)
    if not ask:
        _say_names(output, wanted, len(arguments.name or ()))
    if english := report.results["english"]:
        output.say(
            _("there is no first page in {languages} yet: it is English", languages=listed(english))
        )
    if is_out_of_reach():
        output.say(
            _("before others build it: see in requirements.txt where they get this diglot from")
        )
    output.say(_("next: `diglot build --project {folder}`", folder=arguments.folder))
    output.data(report.results)
    return options.CLEAN


def _say_names(output: Output, wanted: NewProject, stated: int) -> None:
    """Name the languages whose name nobody has stated; the first `stated` ones have theirs."""
    for language_ in [*wanted.languages][stated:]:
        if name := wanted.names.get(language_.tag):
            sentence = _("the name in {language} is {name!r}", language=language_.name, name=name)
        else:
            sentence = _("there is no name in {language} yet", language=language_.name)
        output.say(sentence)
    if len(wanted.languages) > stated:
        output.say(_("--name once for each language, in the order of --languages, states another"))


def _proposed(_question: str, proposed: str) -> str:
    """Answer a question where nobody is asked."""
    return proposed


def _asking(arguments: argparse.Namespace, output: Output) -> Ask | None:
    """Return what asks a person; None where none is there or wants to be asked."""
    if arguments.yes or output.is_json:
        return None
    if not sys.stdin.isatty():
        named = (arguments.languages, arguments.name, arguments.kind)
        if all(named):
            return None
        raise UsageError(
            _("there is nobody to ask: the input is not a terminal"),
            hint=_("name --languages, --name and --kind, or take the defaults with --yes"),
        )
    return lambda question, proposed: _answer(output, question, proposed)


def _answer(output: Output, question: str, proposed: str) -> str:
    try:
        given = output.console.input(f"{shown(question)} [{proposed}] ", markup=False)
    except EOFError:
        return proposed
    return given.strip() or proposed


def _wanted(arguments: argparse.Namespace, folder: Path, ask: Ask) -> NewProject:
    from diglot.starter.project import NewProject

    stated: str = arguments.languages or ask(
        _("Which languages, that of the sources first?"), _usual_languages()
    )
    languages = _languages(stated)
    names = _names(arguments.name, languages, folder.name, ask)
    return NewProject(languages, _kind(arguments.kind, ask), names)


def _kind(stated: str | None, ask: Ask) -> Kind:
    from diglot.starter.project import Kind

    kind = stated or ask(_("One page for a talk, or a book? (talk, book)"), _KINDS[0])
    if kind not in _KINDS:
        raise UsageError(
            _("{kind!r} is not a kind of project", kind=kind),
            hint=_("kinds are {kinds}", kinds=choice_of(_KINDS)),
        )
    return Kind(kind)


def _usual_languages() -> str:
    """Return the language of the person at the terminal, and another one."""
    from diglot.cli.language import user_language

    own = user_language()
    return f"{own},zh_CN" if own == "en" else f"{own},en"


def _languages(stated: str) -> Languages:
    from diglot.sphinxext.config.language_tags import is_tag, wrong_tag

    tags = list(dict.fromkeys(re.findall(r"[^\s,，、]+", stated)))
    for tag in tags:
        if not is_tag(tag):
            message, hint = wrong_tag(tag)
            raise UsageError(message, hint=hint)
    if len(tags) < 2:
        raise UsageError(
            _("a project has two languages or more, not {stated!r}", stated=stated),
            hint=_("name the language of the sources and one to translate into: zh_CN,en"),
        )
    return languages_of(tuple(map(language, tags)))


def _names(
    stated: Sequence[str] | None, languages: Languages, folder: str, ask: Ask
) -> dict[str, str]:
    """Return the names by tag; a language without one of its own is missing.

    What is asked for is proposed: the folder's name for the sources; for another language the
    name in that of the sources, or else the folder's, where its letters are such that everybody
    can read them.
    """
    given = [" ".join(name.split()) for name in stated or ()]
    if len(given) > len(languages):
        raise UsageError(
            _("there are more names than languages"),
            hint=_("name --name once for each language, in the order of --languages"),
        )
    if given:
        given[0] = given[0] or folder
    for language_ in [*languages][len(given) :]:
        question = _("What is it called in {language}?", language=language_.name)
        proposed = next((name for name in (*given[:1], folder) if name.isascii()), "")
        given.append(ask(question, proposed if given else folder))
    return {language.tag: name for language, name in zip(languages, given, strict=True) if name}
