"""diglot completion: the script by which a shell completes verbs, options and codes."""

from __future__ import annotations

import argparse

from diglot.cli import options
from diglot.cli.output import Output
from diglot.core.codes import Code
from diglot.core.i18n import _
from diglot.core.project import PARALLEL, Format

DESCRIPTION = _(
    "Print the script with which a shell completes commands, options and the codes of "
    "diagnostics. The shell reads it when it starts; write it again after diglot has been "
    "updated."
)
EXAMPLES = {
    "diglot completion bash > ~/.local/share/bash-completion/completions/diglot": _("for bash"),
    "diglot completion zsh > ~/.zfunc/_diglot": _("for zsh, with fpath+=(~/.zfunc) in .zshrc"),
    "diglot completion fish > ~/.config/fish/completions/diglot.fish": _("for fish"),
}
_SHELLS = ("bash", "zsh", "fish", "tcsh", "powershell")
# What a shell can offer where an argument of this name is expected.
_WORDS = {
    "CODE": [str(code) for code in Code],
    "EDITION": [*map(str, Format), PARALLEL],
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    parser.add_argument("shell", choices=_SHELLS, metavar="SHELL", help=", ".join(_SHELLS))
    parser.set_defaults(format="human", quiet=False, verbose=False)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Print the script."""
    import shtab

    # The parser imports this module.
    from diglot.cli.parser import whole_parser

    parser = whole_parser()
    places = {"FILE": shtab.FILE, "FOLDER": shtab.DIRECTORY, "DOCUMENT": shtab.FILE}
    for action in (action for verb in parser.verbs.values() for action in verb.declared):
        if action.metavar in _WORDS:
            action.choices = _WORDS[str(action.metavar)]
        elif action.metavar in places:
            action.complete = places[str(action.metavar)]  # type: ignore[attr-defined]  # shtab's
    output.console.out(shtab.complete(parser, arguments.shell), end="", highlight=False)
    return options.CLEAN
