"""diglot init: empty catalogs for a language that is new to the project."""

from __future__ import annotations

import argparse

from diglot.cli import options
from diglot.cli.output import Output
from diglot.cli.update import show
from diglot.core.diagnostic import Severity
from diglot.core.errors import UsageError
from diglot.core.i18n import _
from diglot.core.language import language

EXAMPLES = {"diglot init pt_BR": _("begin with Brazilian Portuguese")}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    parser.add_argument("language", metavar="LANGUAGE", help=_("Sphinx's tag, such as en or pt_BR"))
    options.add_project(parser)
    options.add_dry_run(parser)
    options.add_output(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Write the catalogs and say what is left to do."""
    from diglot.actions.update import Options, update
    from diglot.sphinxext.config.language_tags import is_tag, wrong_tag

    project = options.load(arguments)
    if not is_tag(arguments.language):
        message, hint = wrong_tag(arguments.language)
        raise UsageError(message, hint=hint)
    new = language(arguments.language)
    if new.tag == project.source.tag:
        raise UsageError(
            _("{language} is the language of the sources", language=new.tag),
            hint=_("name a language to translate into"),
        )
    report = update(project, (new,), Options(dry_run=arguments.dry_run))
    show(report, output, dry_run=arguments.dry_run)
    tags = [known.tag for known in project.languages]
    if new.tag not in tags:
        tags.append(new.tag)
        output.say(_("next: in conf.py, set diglot_languages = {tags}", tags=tags))
    return options.PROBLEMS if report.count(Severity.ERROR) else options.CLEAN
