"""Which catalogs translate a document, and what a build reads again when they change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

ENGLISH = ("-D", "language=en")
FAST = ("-b", "text")  # the fastest builder whose output has the text
CATALOG = "locales/en/LC_MESSAGES/lists.po"


def po(**messages: str) -> str:
    entries = [f'msgid "{msgid}"\nmsgstr "{msgstr}"\n' for msgid, msgstr in messages.items()]
    return "\n".join(['msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n', *entries])


def test_a_document_is_read_again_when_its_catalog_has_changed(book: Any) -> None:
    path = book("translate-faults", *FAST, *ENGLISH).root / CATALOG
    path.write_text(path.read_text("utf-8").replace("Quotation", "Saying"), "utf-8")
    assert "Saying" in book("translate-faults", *FAST, *ENGLISH).text("lists")


def test_a_catalog_may_be_removed_and_restored(book: Any) -> None:
    path = book("translate-faults", *FAST, *ENGLISH).root / CATALOG
    before = path.read_bytes()
    path.unlink()
    path.with_suffix(".mo").unlink(missing_ok=True)
    without = book("translate-faults", *FAST, *ENGLISH)
    assert "引文" in without.text("lists")
    assert f"{path}:: WARNING: 7 messages of the source are not in this catalog" in without.warnings
    path.write_bytes(before)
    restored = book("translate-faults", *FAST, *ENGLISH)
    assert "Quotation" in restored.text("lists")
    assert str(path) not in restored.warnings


def test_a_language_without_catalogs_is_said_once_in_each_build(book: Any) -> None:
    root: Path = book("translate-faults", *FAST, *ENGLISH).root
    for language, warned in (("fr", 1), ("fr", 1), ("zh_CN", 0)):
        built = book("translate-faults", *FAST, "-D", f"language={language}", name=language)
        assert built.warnings.count("[diglot.stale-catalog]") == warned
        folder = root / "locales/fr/LC_MESSAGES"
        assert built.warnings.count(f"{folder}:: WARNING: there is no catalog") == warned


@pytest.mark.parametrize(
    ("compact", "domain"),
    [("0", "lists"), ("1", "lists"), ("whole", "whole")],
    ids=["a catalog a document", "a catalog a folder", "one catalog"],
)
def test_gettext_compact(compact: str, domain: str, book: Any) -> None:
    root: Path = book("translate-faults", *FAST, name="first").root
    catalog = root / "locales/en/LC_MESSAGES" / f"{domain}.po"
    catalog.write_text(po(引文="Compact"), "utf-8")
    built = book("translate-faults", *FAST, *ENGLISH, "-D", f"gettext_compact={compact}")
    assert "Compact" in built.text("lists")


def test_the_first_of_several_locale_dirs_wins(book: Any) -> None:
    root: Path = book("translate-faults", *FAST, name="first").root
    ours = root / "more/en/LC_MESSAGES/lists.po"
    ours.parent.mkdir(parents=True)
    ours.write_text(po(引文="From the first", 解释=""), "utf-8")
    built = book("translate-faults", *FAST, *ENGLISH, "-D", "locale_dirs=../more,../locales")
    text = built.text("lists")
    assert "From the first" in text
    assert "Explanation" in text


def test_the_catalog_of_a_language_serves_its_regional_variants(book: Any) -> None:
    assert "Quotation" in book("translate-faults", *FAST, "-D", "language=en_GB").text("lists")


def test_the_readable_entries_of_a_broken_catalog_are_used(book: Any) -> None:
    path = book("translate-faults", *FAST, name="first").root / CATALOG
    before = path.read_text("utf-8")
    broken = f'{before}\n<<<<<<< HEAD\nmsgid "x"\nmsgstr "y"\n=======\n>>>>>>> theirs\n'
    path.write_text(broken, "utf-8")
    built = book("translate-faults", *FAST, *ENGLISH)
    assert "Quotation" in built.text("lists")
    line = before.count("\n") + 2
    assert f"lists.po:{line}: WARNING: a git conflict is not resolved here" in built.warnings
    assert path.read_text("utf-8") == broken


def test_fuzzy_translations_are_shown_if_the_setting_allows_it(book: Any) -> None:
    allowed = ("-D", "gettext_allow_fuzzy_translations=1")
    assert "To be confirmed" in book("translate-faults", *FAST, *ENGLISH, *allowed).text("faults")


def test_only_catalogs_that_sphinx_itself_reads_are_compiled(book: Any) -> None:
    root: Path = book("translate-faults", *FAST, name="first").root
    folder = root / "locales/en/LC_MESSAGES"
    (folder / "sphinx.po").write_text(po(Next="Onwards"), "utf-8")
    book("translate-faults", *FAST, *ENGLISH)
    assert [path.name for path in folder.rglob("*.mo")] == ["sphinx.mo"]


def test_unchanged_documents_are_not_read_again(book: Any) -> None:
    before = book("translate-faults", *FAST, *ENGLISH).warnings
    again = book("translate-faults", *FAST, *ENGLISH, "-v")
    # What catalogs lack lasts, although nothing is read.
    assert "[diglot.stale-catalog]" in before
    assert "[diglot.stale-catalog]" in again.warnings
    assert again.env.domaindata["diglot"]["records"]
    first = (again.doctreedir / "lists.doctree").stat().st_mtime_ns
    book("translate-faults", *FAST, *ENGLISH)
    assert (again.doctreedir / "lists.doctree").stat().st_mtime_ns == first
