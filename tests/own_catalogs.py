"""The sentences of diglot's own code as Babel extracts them, and the catalogs that translate them.

`pytest --regenerate tests/core/test_own_catalogs.py` brings the catalogs up to date with the code.
"""

from __future__ import annotations

import argparse
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from diglot.checks.table import CHECKS
from diglot.cli.check import explanation_of
from diglot.core.i18n import ARGPARSE, OWN
from folders import ROOT

PACKAGE = ROOT / "scripts" / "diglot"
LOCALE = PACKAGE / "locale"
LANGUAGES = ("zh_CN", "zh_TW")
DOMAINS = (OWN, ARGPARSE)

# How Babel hands on a sentence: one text, or two where it has a plural.
Found = tuple[str, str | tuple[str, ...]]

# Words about the declaration of a parser, which only its author sees; and what never comes up
# without mutually exclusive groups, files as arguments or other prefixes.
_FOR_AUTHORS = re.compile(
    r"not defined|conflicting|cannot |must be|is an invalid argument|invalid option string"
    r"|dest= is|invalid conflict|with mode|not callable|one of the arguments|not allowed with"
    r"|can't open|unexpected option|subcommands|deprecated|default: |show program|warning:"
)


@cache
def template(domain: str) -> Catalog:
    """Return the sentences of a domain as the code has them now."""
    catalog = Catalog(charset="utf-8")
    for place, msgid in _own() if domain == OWN else _argparse():
        catalog.add(msgid, locations=[(place, 1)])
    return catalog


def _own() -> Iterator[Found]:
    for path in sorted(PACKAGE.rglob("*.py")):
        # The words of pages have catalogs of their own, beside Sphinx's.
        text = path.read_text("utf-8")
        if "from diglot.core.i18n import" in text or path.name == "i18n.py":
            for msgid in _extracted(path):
                yield path.relative_to(PACKAGE).as_posix(), msgid
    for check in CHECKS:
        place = f"{check.find.__module__.removeprefix('diglot.').replace('.', '/')}.py"
        yield place, str(explanation_of(check))


def _argparse() -> Iterator[Found]:
    for msgid in _extracted(Path(argparse.__file__)):
        if not _FOR_AUTHORS.search(str(msgid)):
            yield "argparse.py", msgid


def _extracted(path: Path) -> Iterator[str | tuple[str, ...]]:
    keywords = {"_": None, "ngettext": (1, 2)}
    with path.open("rb") as file:
        for _line, msgid, _comments, _context in extract("python", file, keywords):
            yield msgid


def path_of(language: str, domain: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.po"


def regenerate(language: str, domain: str) -> None:
    """Bring a catalog up to date with the code; sentences that are gone go from it."""
    path = path_of(language, domain)
    old = read_po(io.BytesIO(path.read_bytes()), language) if path.exists() else Catalog(language)
    new = Catalog(language, project="diglot", charset="utf-8", fuzzy=False, header_comment="")
    for message in template(domain):
        if message.id:
            known = old.get(message.id[0] if isinstance(message.id, tuple) else message.id)
            new.add(
                message.id, known.string if known else None, [(p, 1) for p, _ in message.locations]
            )
    # argparse of other releases of Python says other things.
    if domain == ARGPARSE:
        for message in old:
            if message.id and message.id not in new:
                new.add(message.id, message.string, [("argparse.py", 1)])
    path.parent.mkdir(parents=True, exist_ok=True)
    written = io.BytesIO()
    write_po(written, new, width=0, sort_by_file=True, include_lineno=False, omit_header=True)
    path.write_bytes(HEADER.format(language=language).encode() + written.getvalue())


HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: diglot\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
