"""Two parallel trees become a project in a folder of its own; nothing of them is changed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from diglot.actions.adopt_report import report_of
from diglot.actions.language_data import locales, read_language_data
from diglot.actions.new import clear, require_empty
from diglot.actions.update import update
from diglot.adopt.blocks import CODE
from diglot.adopt.books import ReadBook, adopt_catalog, adopt_documents, read_book
from diglot.adopt.dialect import Dialect
from diglot.adopt.entries import Adopted
from diglot.adopt.extensions import added_for, is_installed, package_of
from diglot.adopt.files import files_in
from diglot.adopt.page_catalogs import catalog_of
from diglot.adopt.plan import Plan, Tree, plan
from diglot.adopt.settings import TRANSLATED
from diglot.adopt.trees import Trees
from diglot.catalog.edit import replace_entries
from diglot.catalog.entry import Catalog, Entry
from diglot.catalog.memory import remember
from diglot.catalog.reader import read_catalog
from diglot.core.diagnostic import Report
from diglot.core.errors import DiglotError
from diglot.core.files import write_bytes, write_text
from diglot.core.i18n import _
from diglot.core.language import language
from diglot.core.languages import Languages, languages_of
from diglot.core.locales import catalog_path, memory_path
from diglot.core.project import Project
from diglot.sphinxext.config.load import load_project
from diglot.sphinxext.i18n.config_texts import DOMAIN
from diglot.sphinxext.run.documents import read_documents
from diglot.starter.project import Kind, conf_text, frame

_MYST = frozenset({"attrs_inline", "colon_fence", "deflist"})
"""MyST's extensions that read what no other Markdown means otherwise."""

_FALSE_ALARMS = {"strikethrough": "myst.strikethrough"}
"""Warnings that come with an extension of MyST and do not hold here: struck text prints as such."""

_PACKAGED_THEMES = frozenset({"", "furo", "alabaster"})
"""Themes that come with diglot or Sphinx, and none."""

_ANCHORS = {"myst_heading_anchors": 6}
"""Every generator lets links lead to headings of any level."""


def adopt_trees(folder: Path, trees: Trees, dialect: Dialect, into: Path) -> Report:
    """Make a project of two trees, in Markdown of `dialect`, in a folder that is empty or new.

    The report's results hold ``blocks``, how many blocks the target's tree had, and of them
    ``confirmed``, ``fuzzy``, ``same`` (equal in both, so that nobody had translated them) and
    ``left`` (in the memory alone); ``differences``, where the new text of the target differs from
    the old one, and of its ``texts`` those ``unchanged``; ``rewritten``, by old path, the lines
    whose markup was rewritten, and as what; ``settings``, the old file of settings, the names of
    those that were ``taken`` over and of those ``left``. Its diagnostics name each block that
    found no partner, and markup that nothing reads. Raises UsageError for a folder that holds
    something, DiglotError where Sphinx cannot read the pages.
    """
    require_empty(into)
    everything = files_in(folder)
    made = plan(folder, trees, everything, dialect, into.name)
    _require(made.sphinx)
    catalog = catalog_of(everything, trees)
    try:
        return _adopt(made, trees, into, read_catalog(folder / catalog) if catalog else None)
    except BaseException:
        # All that is there was written just now, and the next run wants an empty folder.
        clear(into)
        raise


def _adopt(made: Plan, trees: Trees, into: Path, catalog: Catalog | None) -> Report:
    languages = languages_of((language(trees.source), language(trees.target)))
    _write_tree(into, made.source)
    _write_frame(into, languages, made)
    source = read_book(into, languages, 0)
    if added := frozenset(filter(None, (added_for(found.name) for found in source.unknown))):
        made = replace(made, added=added)
        _write_frame(into, languages, made)
        source = read_book(into, languages, 0)
    with tempfile.TemporaryDirectory() as scratch:
        old = Path(scratch)
        _write_tree(old, made.target)
        write_text(old / "conf.py", _conf(languages, made, {}))
        target = read_book(old, languages, 1)
        # Its pages are looked at again here: for their markup, and what their links are called.
        if catalog:
            blocks = sum(
                bool(entry.translation and not entry.obsolete) for entry in catalog.entries
            )
            adopted = adopt_catalog(trees, languages, source, catalog)
        else:
            blocks = sum(len(document.messages) for document in target.documents.values())
            adopted = adopt_documents(trees, languages, source, target, made.titles)
    write_text(into / "conf.py", _conf(languages, made, _settings(source, adopted)))
    project = load_project(into)
    memories = {name: page.memory for name, page in adopted.items()}
    if catalog:
        # What the pages say otherwise now finds its old translation there.
        _remember(project, memories)
    update(project)
    homeless = _fill(project, adopted)
    _fill_conf(project, made)
    _remember(project, homeless)
    if not catalog:
        _remember(project, memories)
    built = read_documents(into, trees.target, whole=False).documents
    shutil.rmtree(project.builddir / "adopt")
    return report_of(made, source, target, built, adopted, blocks)


def _write_frame(into: Path, languages: Languages, made: Plan) -> None:
    theme = made.settings[0].values.get("html_theme", "")
    packages = filter(None, map(package_of, {*made.sphinx, str(theme)} - _PACKAGED_THEMES))
    for path, text in frame(languages, into.name, packages).items():
        write_text(into / path, text)
    write_text(into / "conf.py", _conf(languages, made, {}))


def _write_tree(root: Path, tree: Tree) -> None:
    for path, text in tree.pages.items():
        write_text(root / "docs" / path, text, sync=False)
    for path, old in tree.files.items():
        new = root / "docs" / path
        new.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(old, new)


def _require(extensions: Iterable[str]) -> None:
    for name in sorted(extensions):
        if not is_installed(name):
            raise DiglotError(
                _("the pages need the Sphinx extension {name}, which is not installed", name=name),
                hint=_("run `pip install {package}`", package=package_of(name)),
            )


def _conf(languages: Languages, made: Plan, settings: Mapping[str, object]) -> str:
    myst = _MYST | made.myst
    about = made.settings[0].values
    if alarms := [warning for name, warning in _FALSE_ALARMS.items() if name in myst]:
        given = about.get("suppress_warnings")
        silenced = dict.fromkeys([*(given if isinstance(given, list) else ()), *alarms])
        about = {**about, "suppress_warnings": list(silenced)}
    return conf_text(
        languages,
        Kind.BOOK,
        extensions=made.sphinx,
        myst=myst,
        about=about,
        settings={**_ANCHORS, **settings},
    )


def _settings(source: ReadBook, adopted: Mapping[str, Adopted]) -> dict[str, object]:
    """Return the settings that let code and raw HTML be translated, where that is done."""
    changed = {
        message.kind
        for name, page in adopted.items()
        for message in source.messages(name, "")
        if message.kind in CODE
        and (entry := page.translations.get(message.msgid))
        and entry.translation != message.msgid
    }
    return {
        **({"diglot_code": "whole"} if "code block" in changed else {}),
        **({"gettext_additional_targets": ["raw"]} if "raw text" in changed else {}),
    }


def _fill(project: Project, adopted: Mapping[str, Adopted]) -> dict[str, list[Entry]]:
    """Put translations into the catalogs, and return those that have no place there."""
    folder, tag = locales(project), project.targets[0].tag
    homeless = {}
    for name, page in adopted.items():
        path = catalog_path(folder, tag, name)
        known = _fill_catalog(path, page.translations) if path.exists() else frozenset()
        homeless[name] = [
            entry
            for msgid, entry in page.translations.items()
            if msgid not in known and entry.translation != msgid
        ]
    return homeless


def _fill_conf(project: Project, made: Plan) -> None:
    """Put what the other tree's settings say into the catalog of conf.py."""
    ours, theirs = (settings.values for settings in made.settings)
    pairs = {
        str(ours[name]): Entry(str(ours[name]), (str(theirs[name]),), 0, (0, 0))
        for name in TRANSLATED
        if name in ours and name in theirs
    }
    path = catalog_path(locales(project), project.targets[0].tag, DOMAIN)
    if pairs and path.exists():
        _fill_catalog(path, pairs)


def _remember(project: Project, left: Mapping[str, Iterable[Entry]]) -> None:
    """Put entries into the memory, by the names of their documents."""
    target = project.targets[0]
    stored = read_language_data(project, target)
    added = [(name, entry) for name, entries in left.items() for entry in entries]
    if memory := remember(stored.memory, stored.header, added):
        write_bytes(memory_path(locales(project), target.tag), memory)


def _fill_catalog(path: Path, translations: Mapping[str, Entry]) -> frozenset[str]:
    """Put translations into a catalog, and return the messages that it has."""
    catalog = read_catalog(path)
    edits = {}
    for entry in catalog.entries:
        if new := translations.get(entry.msgid):
            extracted = (*entry.comments.extracted, *new.comments.extracted)
            edits[entry.span] = replace(
                entry,
                msgstr=new.msgstr,
                flags=entry.flags | new.flags,
                comments=replace(entry.comments, extracted=extracted),
            )
    write_bytes(path, replace_entries(catalog, edits))
    return frozenset(entry.msgid for entry in catalog.entries)
