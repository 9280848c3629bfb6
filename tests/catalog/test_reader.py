from __future__ import annotations

import subprocess
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

import folders
from diglot.catalog.entry import Catalog, Entry
from diglot.catalog.progress import Progress, progress_of_entries
from diglot.catalog.reader import parse_catalog, read_catalog

CASES = folders.CASES / "catalog"


def describe(catalog: Catalog) -> str:
    """Everything that was read, a line an entry, then what was wrong."""
    lines = [_describe(entry) for entry in catalog.entries]
    lines += [f"! {problem.location}: {problem.message}" for problem in catalog.problems]
    return "\n".join(lines) + "\n"


def _describe(entry: Entry) -> str:
    context = f"{entry.context!r} " if entry.context is not None else ""
    plural = f" / {entry.plural!r}" if entry.plural is not None else ""
    forms = " | ".join(map(repr, entry.msgstr))
    flags = "".join(f" #{flag}" for flag in sorted(entry.flags))
    comments = entry.comments
    notes = "".join(
        f"\n    {mark} {text}"
        for mark, texts in (
            ("#", comments.translator),
            ("#.", comments.extracted),
            ("#:", comments.references),
            ("#|", comments.previous),
        )
        for text in texts
    )
    head = f"{entry.line} {entry.state} {context}{entry.msgid!r}{plural} = {forms}{flags}"
    return head + notes


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.po")))
def test_cases(name: str, regenerate: bool) -> None:
    catalog = read_catalog(CASES / f"{name}.po", f"{name}.po")
    expected = CASES / f"{name}.txt"
    if regenerate:
        expected.write_text(describe(catalog), "utf-8")
    assert describe(catalog) == expected.read_text("utf-8")


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.po")))
def test_msgfmt_and_we_agree_on_what_is_broken(name: str, tmp_path: Path) -> None:
    path = CASES / f"{name}.po"
    command = ["msgfmt", "-o", str(tmp_path / "out.mo"), str(path)]
    accepted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    assert accepted is not read_catalog(path).broken


def test_a_span_holds_one_entry_and_nothing_else() -> None:
    catalog = read_catalog(CASES / "everything.po")
    for entry in catalog.entries:
        alone = catalog.data[slice(*entry.span)]
        (again,) = parse_catalog(alone, catalog.path).entries
        assert (again.msgid, again.msgstr, again.comments, again.flags) == (
            (entry.msgid, entry.msgstr, entry.comments, entry.flags)
        )
    covered = b"".join(catalog.data[slice(*entry.span)] for entry in catalog.entries)
    assert catalog.header is not None
    rest = catalog.data[catalog.header.span[1] :]
    assert covered == rest.replace(b"\n\n", b"\n").lstrip(b"\n")


@pytest.mark.parametrize(
    "data",
    [
        b'\xef\xbb\xbfmsgid "a"\nmsgstr "b"\n',
        b'msgid "a"\r\nmsgstr "b"\r\n',
        b'msgid "a"\nmsgstr "b"',
        b'  msgid "a"\n\n\tmsgstr "b"\n\n',
    ],
    ids=["BOM", "CRLF", "no end of line", "odd white space"],
)
def test_odd_files_are_read(data: bytes) -> None:
    catalog = parse_catalog(data, Path("odd.po"))
    assert [(e.msgid, e.translation) for e in catalog.entries] == [("a", "b")]
    assert not catalog.broken


def test_other_charsets_and_bytes_that_fit_none() -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=GB18030\\n"\n\n'
    data = (header + 'msgid "a"\nmsgstr "中文"\n').encode("gb18030")
    assert parse_catalog(data, Path("x.po")).entries[0].translation == "中文"
    torn = parse_catalog(b'msgid "a"\nmsgstr "\xff"\n\nmsgid "b"\nmsgstr "c"\n', Path("x.po"))
    assert [entry.msgid for entry in torn.entries] == ["b"]
    assert [str(problem.location) for problem in torn.problems] == ["x.po:2"]


def test_a_file_in_utf_16_has_one_fault_not_one_a_line() -> None:
    for codec in ("utf-16", "utf-16-le", "utf-16-be"):
        mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(codec, b"")
        data = mark + 'msgid "a"\nmsgstr "中文"\n'.encode(codec)
        catalog = parse_catalog(data, Path("x.po"))
        assert not catalog.entries
        assert [str(problem.location) for problem in catalog.problems] == ["x.po:1"]
        assert catalog.problems[0].message == "the file is UTF-16"


def test_no_file_of_any_bytes_stops_the_reader() -> None:
    data = (CASES / "everything.po").read_bytes()
    for cut in range(len(data)):
        parse_catalog(data[:cut], Path("cut.po"))


# polib wraps at characters that str.splitlines knows; those it cannot read back itself.
_TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\a\b\r"),
    min_size=1,
)


@given(st.dictionaries(_TEXTS, _TEXTS, max_size=5), st.booleans())
def test_reads_what_polib_writes(messages: dict[str, str], fuzzy: bool) -> None:
    file = polib.POFile(wrapwidth=60)
    for msgid, msgstr in messages.items():
        file.append(polib.POEntry(msgid=msgid, msgstr=msgstr, flags=["fuzzy"] if fuzzy else []))
    catalog = parse_catalog(str(file).encode(), Path("polib.po"))
    assert {entry.msgid: entry.translation for entry in catalog.entries} == messages
    assert not catalog.broken
    assert all(entry.fuzzy is fuzzy for entry in catalog.entries)


def test_progress_counts_only_what_is_confirmed() -> None:
    entries = read_catalog(CASES / "everything.po").entries
    assert progress_of_entries(entries) == Progress(2, 1, 1, 1)
    assert progress_of_entries(entries).total == 4
