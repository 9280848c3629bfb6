"""The verbs, and the parser of each: with examples, in the user's language."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from keyword import iskeyword
from typing import Any, NoReturn, Protocol

from diglot import __version__
from diglot.cli.language import shown
from diglot.cli.output import Output
from diglot.cli.wrap import HelpFormatter
from diglot.core.errors import UsageError
from diglot.core.i18n import ARGPARSE, Message, _, listed
from diglot.core.suggestions import did_you_mean

VERBS = {
    "build": _("build sites, parallel text, handouts and e-books"),
    "serve": _("preview the sites; their pages change while you write"),
    "translate": _("translate on the pages themselves, in the browser"),
    "update": _("bring the catalogs up to date with the sources"),
    "check": _("find mistakes before readers do"),
    "format": _("write the catalogs in canonical format"),
    "merge-po": _("merge catalogs for git"),
    "status": _("show how much has been translated"),
    "new": _("start a new project"),
    "adopt": _("take over what you already have in two languages"),
    "init": _("add a language"),
    "export": _("hand messages and terms to translators"),
    "import": _("bring in what translators send back"),
    "help": _("show the help of a command"),
    "completion": _("set up completion in a shell"),
}
_DOCUMENTATION = "Documentation"
"""The label under which pyproject.toml gives the guide's address."""


class Verb(Protocol):
    """What a verb's module offers; `EXAMPLES` are calls, with what each does."""

    EXAMPLES: dict[str, Message]

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what the verb understands."""

    def run(self, arguments: argparse.Namespace, output: Output) -> int:
        """Do it, and return the exit code."""


class Parser(argparse.ArgumentParser):
    """A parser that speaks the user's language and raises UsageError.

    `declared` are its arguments, `verbs` the parsers of its verbs.
    """

    def __init__(self, *, examples: dict[str, Message] | None = None, **options: Any) -> None:
        self.declared: list[argparse.Action] = []
        self.verbs: dict[str, Parser] = {}
        super().__init__(formatter_class=HelpFormatter, **options)
        self._examples = examples or {}

    def add_argument(self, *names: Any, **options: Any) -> argparse.Action:
        """Declare an argument, with its help in the user's language."""
        if options.get("help"):
            options["help"] = shown(options["help"])
        action = super().add_argument(*names, **options)
        self.declared.append(action)
        return action

    def format_help(self) -> str:
        """Return the help with examples and the guide's address at its end."""
        self.epilog = "\n".join(_epilog(self._examples))
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Raise UsageError for a wrong call."""
        raise UsageError(message, hint=_("see `{program} --help`", program=self.prog))


def whole_parser() -> Parser:
    """Return the parser of the command with all its verbs."""
    return _parser(VERBS)


def parser_for(arguments: list[str], *, in_english: bool = False) -> Parser:
    """Return a parser that understands `arguments`: with their verb alone, where there is one.

    argparse's own words are English on request, else the user's. Raises UsageError, with verbs
    that are alike, for one that is not there.
    """
    _translate_argparse(str if in_english else shown)
    verb = next((argument for argument in arguments if not argument.startswith("-")), None)
    if verb is None:
        return whole_parser()
    require_verb(verb)
    return _parser([verb])


def require_verb(verb: str) -> None:
    """Raise UsageError, with verbs that are alike, for a verb that is not there."""
    if verb not in VERBS:
        raise UsageError(
            _("there is no command {verb!r}", verb=verb),
            hint=did_you_mean(verb, VERBS) or _("the commands are {verbs}", verbs=listed(VERBS)),
        )


def _translate_argparse(show: Callable[[str], str]) -> None:
    """Have argparse ask our catalogs: the ways of gettext that it knows lead to files of its own.

    It looks these two names up whenever it has something to say.
    """

    def one(msgid: str) -> str:
        return show(Message(msgid, {}, domain=ARGPARSE))

    def several(msgid: str, plural: str, number: int) -> str:
        return show(Message(msgid, {}, plural=plural, number=number, domain=ARGPARSE))

    setattr(argparse, "_", one)  # noqa: B010 - no stub knows of it
    setattr(argparse, "ngettext", several)  # noqa: B010 - as above


def _parser(verbs: Iterable[str]) -> Parser:
    parser = Parser(
        prog="diglot",
        description=shown(
            _("One MyST source, two languages: websites, parallel text, PDF handouts and e-books.")
        ),
        examples={
            "diglot build": _("build all sites, parallel text and handouts"),
            "diglot check --explain numbers": _("explain a diagnostic"),
        },
    )
    version = f"diglot {__version__}"
    parser.add_argument(
        "-V", "--version", action="version", version=version, help=_("show the version and exit")
    )
    verb_parsers = parser.add_subparsers(dest="verb", metavar="COMMAND", parser_class=Parser)
    for name in verbs:
        module = verb_module(name)
        meaning = shown(VERBS[name])
        description = shown(getattr(module, "DESCRIPTION", VERBS[name]))
        verb = verb_parsers.add_parser(
            name, help=meaning, description=description, examples=module.EXAMPLES
        )
        module.add_arguments(verb)
        parser.verbs[name] = verb
    return parser


def verb_module(verb: str) -> Verb:
    """Return the module of a verb."""
    # A module cannot be called `import` or have a hyphen.
    name = verb.replace("-", "_") + ("_" if iskeyword(verb) else "")
    module: Verb = import_module(f"diglot.cli.{name}")
    return module


def _epilog(examples: dict[str, Message]) -> Iterator[str]:
    """Yield the examples as a paragraph, and the guide's address as another."""
    if examples:
        width = max(map(len, examples))
        yield shown(_("examples:"))
        for call, meaning in examples.items():
            yield f"  {call:<{width}}  {shown(meaning)}"
        yield ""
    if address := _guide_address():
        yield shown(_("guide: {address}", address=address))


def _guide_address() -> str:
    """Return the address that pyproject.toml states for the guide; "" where it states none."""
    # Only help pays for the import, which takes a tenth of the time of a short command.
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        labelled: list[str] = metadata("diglot").get_all("Project-URL") or []
    except PackageNotFoundError:  # the package lies on the path without having been installed
        return ""
    addresses = dict(line.split(", ", 1) for line in labelled)
    return addresses.get(_DOCUMENTATION) or addresses.get("Homepage") or ""
