"""The package's own catalogs are complete, current with the code and right."""

from __future__ import annotations

import io
import re
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from myst_parser.config.main import MdParserConfig

import own_catalogs
from diglot.catalog.glossary import Glossary
from diglot.catalog.reader import read_catalog
from diglot.checks.message import Context
from diglot.checks.run import check_catalog
from diglot.checks.table import CHECKS
from diglot.core.codes import Code
from diglot.core.diagnostic import Severity
from diglot.core.i18n import ARGPARSE
from diglot.core.language import language
from diglot.core.translations import read_own_catalog
from diglot.sphinxext.markup.myst import MystTokenizer, myst_parser_of

pytestmark = [
    pytest.mark.parametrize("tag", own_catalogs.LANGUAGES),
    pytest.mark.parametrize("domain", own_catalogs.DOMAINS),
]


def catalog_of(tag: str, domain: str) -> Catalog:
    return read_po(io.BytesIO(own_catalogs.path_of(tag, domain).read_bytes()), tag)


def test_catalogs_are_complete_and_current(tag: str, domain: str, regenerate: bool) -> None:
    if regenerate:
        own_catalogs.regenerate(tag, domain)
    catalog, template = catalog_of(tag, domain), own_catalogs.template(domain)
    wanted = {message.id for message in template if message.id}
    there = {message.id for message in catalog if message.id}
    assert not wanted - there, "run this test with --regenerate, then translate"
    assert domain == ARGPARSE or not there - wanted, "run this test with --regenerate"
    assert not catalog.obsolete
    assert not [message.id for message in catalog if message.fuzzy and message.id]
    assert not [msgids for msgids, strings in entries(tag, domain) if not all(strings)]


def entries(tag: str, domain: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the msgids and the translations of each message, a pair where it has a plural."""
    return [
        (texts(message.id), texts(message.string or ""))
        for message in catalog_of(tag, domain)
        if message.id
    ]


def texts(one_or_more: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (one_or_more,) if isinstance(one_or_more, str) else tuple(one_or_more)


def fields(text: str) -> set[str]:
    """Return the names of the fields that a sentence has for arguments."""
    if percent := re.findall(r"%(?:\(\w+\))?[srd]", text):
        return set(percent)
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return set()


def test_translations_have_the_fields_of_their_sentences(tag: str, domain: str) -> None:
    for msgids, strings in entries(tag, domain):
        for string in strings:
            assert fields(string) == fields(msgids[-1])


def test_the_quick_reader_reads_what_babel_reads(tag: str, domain: str) -> None:
    own = read_own_catalog(own_catalogs.path_of(tag, domain))
    for msgids, strings in entries(tag, domain):
        if len(msgids) == 2:
            assert own.ngettext(msgids[0], msgids[1], 3) == strings[0]
        else:
            assert own.gettext(msgids[0]) == strings[0]


# Chinese sentences for a terminal are shorter than their English, and these checks look at words
# and numbers as they stand in a book.
_OF_BOOKS = {Code.LENGTH, Code.END_STOP, Code.END_COLON, Code.NUMBERS, Code.GLOSSARY, Code.SPELLING}


def test_our_own_checks_find_nothing(tag: str, domain: str) -> None:
    catalog = read_catalog(own_catalogs.path_of(tag, domain))
    assert not catalog.problems
    english, chinese = language("en"), language(tag)
    context = Context(english, chinese, Glossary(english, chinese, (), {}))
    checks = [check for check in CHECKS if check.code not in _OF_BOOKS]
    tokenizer = MystTokenizer(myst_parser_of(MdParserConfig()))
    found = check_catalog(catalog, "own", lambda _entry: tokenizer, context, checks)
    assert not [
        f"{finding.location}: {finding.message}"
        for finding in found
        if finding.severity is not Severity.INFO
    ]
