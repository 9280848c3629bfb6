from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from diglot.actions.update import Change, update
from diglot.core.language import language
from diglot.sphinxext.load import load_project

Copy = Callable[[str], Path]


def catalogs(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "locales").rglob("*.po")}


def test_unchanged_sources_change_nothing(copy_project: Copy) -> None:
    root = copy_project("minimal")
    before = catalogs(root)
    assert update(load_project(root)).results["changes"] == []
    assert catalogs(root) == before


def test_moved_lines_change_nothing(copy_project: Copy) -> None:
    root = copy_project("minimal")
    chapter = root / "docs/chapter.md"
    chapter.write_text("% a comment\n\n" + chapter.read_text("utf-8"), "utf-8")
    before = catalogs(root)
    update(load_project(root))
    assert catalogs(root) == before


def test_an_edited_message_becomes_fuzzy_and_nothing_else_moves(copy_project: Copy) -> None:
    root = copy_project("minimal")
    chapter = root / "docs/chapter.md"
    chapter.write_text(chapter.read_text("utf-8").replace("第二段。", "第二段改了。"), "utf-8")
    before = catalogs(root)
    (change,) = update(load_project(root)).results["changes"]
    assert (change.path, change.change) == ("locales/en/LC_MESSAGES/chapter.po", Change.UPDATED)
    expected = before["chapter.po"].replace(
        'msgid "第二段。"'.encode(), '#, fuzzy\nmsgid "第二段改了。"'.encode()
    )
    assert catalogs(root) == {**before, "chapter.po": expected}


def test_dry_run_writes_nothing(copy_project: Copy) -> None:
    root = copy_project("minimal")
    chapter = root / "docs/chapter.md"
    chapter.write_text(chapter.read_text("utf-8") + "\n新的一段。\n", "utf-8")
    before = catalogs(root)
    assert len(update(load_project(root), dry_run=True).results["changes"]) == 1
    assert catalogs(root) == before


def test_a_new_language(copy_project: Copy) -> None:
    root = copy_project("minimal")
    changes = update(load_project(root), (language("de"),)).results["changes"]
    assert [(one.path, one.change) for one in changes] == [
        ("locales/de/LC_MESSAGES/chapter.po", Change.NEW),
        ("locales/de/LC_MESSAGES/index.po", Change.NEW),
    ]
    text = (root / "locales/de/LC_MESSAGES/chapter.po").read_text("utf-8")
    assert '"Language: de\\n"' in text
    assert "#: chapter.md\n" in text
    assert text.startswith('msgid ""\nmsgstr ""\n')
    assert "POT-Creation-Date: 2000-01-01" in text
    assert "Generated-By" not in text
