"""What is said of one message changes its entry alone; what two say of it is lost by neither."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.catalog.entry import Catalog, Entry
from diglot.catalog.reader import parse_catalog, read_catalog
from diglot.catalog.revise import (
    ConflictError,
    Version,
    find_entry,
    merged_version,
    revised,
    save_version,
    stamped,
    version_of,
)
from folders import CASES

FILES = sorted((CASES / "po").glob("*.po"))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VERSIONS = st.builds(
    Version,
    st.tuples(TEXTS),
    st.booleans(),
    st.lists(st.sampled_from(["ask", "看", "done"]), max_size=2, unique=True).map(tuple),
    st.frozensets(st.sampled_from(["numbers", "length"])),
)


def others(catalog: Catalog, msgid: str) -> list[bytes]:
    return [catalog.data[slice(*entry.span)] for entry in catalog.entries if entry.msgid != msgid]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_all_other_entries_keep_their_bytes(path: Path) -> None:
    catalog = read_catalog(path)
    live = [entry for entry in catalog.entries if find_entry(catalog, entry.msgid) is entry]
    for entry in live if not catalog.broken else ():
        base = version_of(entry)
        new = Version(('a new \\ "text"\n', *base.msgstr[1:]), ignored=base.ignored)
        data = save_version(catalog, entry.msgid, base, new)
        written = parse_catalog(data, path)
        saved = find_entry(written, entry.msgid)
        assert saved is not None
        # msgfmt wants the same line break at the end of both.
        text = new.msgstr[0] if entry.msgid.endswith("\n") else new.msgstr[0].rstrip("\n")
        assert version_of(saved) == replace(new, msgstr=(text, *new.msgstr[1:]))
        if path.stem not in ("two-on-a-line",):
            assert others(written, entry.msgid) == others(catalog, entry.msgid)


@given(VERSIONS, VERSIONS, VERSIONS)
def test_no_text_is_lost_when_two_change_a_message(
    base: Version, ours: Version, theirs: Version
) -> None:
    try:
        merged = merged_version(base, ours, theirs)
    except ConflictError:
        assert len({base.msgstr, ours.msgstr, theirs.msgstr}) == 3
        return
    for side in (ours, theirs):
        assert side.msgstr in (base.msgstr, merged.msgstr)
        assert set(side.comment) - set(base.comment) <= set(merged.comment)
        assert side.ignored - base.ignored <= merged.ignored


@pytest.mark.parametrize(
    ("msgid", "written", "saved"),
    [("a\n", "b", "b\n"), ("a\n", "b\n", "b\n"), ("a", "b\n", "b"), ("a\n", "", "")],
)
def test_a_translation_ends_in_a_line_break_where_its_message_does(
    msgid: str, written: str, saved: str
) -> None:
    entry = Entry(msgid, ("c",), 1, (0, 0))
    assert revised(entry, Version((written,))).msgstr == (saved,)


def test_a_message_that_left_is_a_conflict() -> None:
    catalog = parse_catalog(b'msgid "a"\nmsgstr ""\n', Path("a.po"))
    with pytest.raises(ConflictError):
        save_version(catalog, "b", Version(("",)), Version(("x",)))


def test_the_header_names_who_and_when() -> None:
    text = (
        b'msgid ""\nmsgstr ""\n"Last-Translator: A <a@b.c>\\n"\n"X-Own: 1\\n"\n'
        b'\nmsgid "a"\nmsgstr ""\n'
    )
    catalog = parse_catalog(text, Path("a.po"))
    header = stamped(catalog.header, "B <b@b.c>", "2026-11-27 10:00+0800")
    data = save_version(catalog, "a", Version(("",)), Version(("x",)), header)
    assert data.splitlines()[2:5] == [
        b'"Last-Translator: B <b@b.c>\\n"',
        b'"X-Own: 1\\n"',
        b'"PO-Revision-Date: 2026-11-27 10:00+0800\\n"',
    ]
    assert stamped(catalog.header, "", "2026-11-27 10:00+0800") is None
