"""With a translation of every message, nothing but the text of a doctree changes."""

from __future__ import annotations

import re
import shutil
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.version import Version

from diglot.catalog.reader import read_catalog
from folders import PROJECTS
from translate_books import Book, sphinx

# A character that is no markup. With it every message has a translation, which must be parsed.
SIGN = "⁂"


def translate_all(template: Path, folder: Path) -> int:
    """Write catalogs in which every message is translated as itself with the sign before it.

    Return the number of messages.
    """
    count = 0
    for path in template.rglob("*.pot"):
        lines = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n']
        for entry in read_catalog(path).entries:
            msgid = entry.msgid.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            lines.append(f'msgid "{msgid}"\nmsgstr "{SIGN}{msgid}"\n')
            count += 1
        target = folder / path.relative_to(template).with_suffix(".po")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(lines), "utf-8")
    return count


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Book]:
    root = tmp_path_factory.mktemp("markup") / "book"
    shutil.copytree(PROJECTS / "translate-markup", root)
    before = sphinx(root, builder="pseudoxml", name="before")
    template = sphinx(root, builder="gettext", name="template")
    assert translate_all(template.outdir, root / "locales/ja/LC_MESSAGES") > 70
    return before, sphinx(root, builder="pseudoxml", name="after")


@pytest.mark.skipif(
    Version(version("myst-parser")) < Version("5.2"),
    reason="older releases leave a space behind the box of a task, which a translation has not",
)
@pytest.mark.parametrize("name", ["index", "page", "long"])
def test_only_the_words_change(name: str, both: tuple[Book, Book]) -> None:
    before, after = ((book.outdir / f"{name}.pseudoxml").read_text("utf-8") for book in both)
    assert SIGN in after
    assert _without_sign(after).splitlines() == before.splitlines()


def test_there_are_only_the_warnings_of_the_source(both: tuple[Book, Book]) -> None:
    before, after = (book.warnings.splitlines() for book in both)
    assert [line for line in after if line not in before] == []


def _without_sign(text: str) -> str:
    text = re.sub(r' (?:translation_progress|raw_entries)="[^"]*"', "", text)
    # A text that begins with markup gets a line of its own for the sign.
    return re.sub(rf"\n +{SIGN}(?=\n)", "", text).replace(SIGN, "")
