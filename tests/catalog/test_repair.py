"""Catalogs that gettext rejects become ones that it reads, and no word of them is lost."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import folders
from diglot.catalog.header import new_header
from diglot.catalog.reader import parse_catalog, read_catalog
from diglot.catalog.repair import repaired
from diglot.catalog.strings import escape
from tools import require

HEADER = new_header("en", "book")
TOP = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

"""


def repair(text: str | bytes) -> str:
    data = text if isinstance(text, bytes) else (TOP + text).encode()
    return repaired(parse_catalog(data, Path("a.po")), HEADER).data.decode()


@pytest.mark.parametrize(
    ("torn", "expected"),
    [
        ('msgid "一"\nmsgstr "say "yes" now"\n', 'msgid "一"\nmsgstr "say \\"yes\\" now"\n'),
        ('msgid "一"\nmsgstr "one\n', 'msgid "一"\nmsgstr "one"\n'),
        ('msgid "一"\nmsgstr "one\ntwo"\n', 'msgid "一"\nmsgstr ""\n"one\\n"\n"two"\n'),
        ('msgid "一"\nmsgstr "a \\q b"\n', 'msgid "一"\nmsgstr "a \\\\q b"\n'),
        ('msgid "一"\n\nmsgid "二"\nmsgstr "two"\n', 'msgid "一"\nmsgstr ""\n\nmsgid "二"\n'),
        (
            'msgid "一"\nmsgstr "one"\n\nmsgid "一"\nmsgstr "uno"\n',
            '# another translation: uno\nmsgid "一"\nmsgstr "one"\n',
        ),
        (
            '#~ msgid "一"\n#~ msgstr "uno"\n\nmsgid "一"\nmsgstr "one"\n',
            '# another translation: uno\nmsgid "一"\nmsgstr "one"\n',
        ),
        (
            'msgid "一"\nmsgstr ""\n\n#~ msgid "一"\n#~ msgstr "one"\n',
            'msgid "一"\nmsgstr "one"\n',
        ),
        (
            'msgid "一\\n"\nmsgstr "one"\n\nmsgid "二"\nmsgstr "\\ntwo\\n"\n',
            'msgid "一\\n"\nmsgstr "one\\n"\n\nmsgid "二"\nmsgstr "two"\n',
        ),
        (
            'msgid "一"\nmsgstr ""\nmsgstr "one"\n',
            'msgid "一"\nmsgstr "one"\n',
        ),
        (
            '# note\n"orphan"\n\nmsgid "一"\nmsgstr "one"\n',
            '# note\n# diglot could not read: orphan\nmsgid "一"\nmsgstr "one"\n',
        ),
        ('#~ msgid "旧"\n#~ msgstr "old" x"\n', '#~ msgid "旧"\n#~ msgstr "old\\" x"\n'),
        (
            'msgid "一"\n<<<<<<< ours\nmsgstr "one"\n=======\nmsgstr "uno"\n>>>>>>> theirs\n',
            '#, fuzzy\nmsgid "一"\nmsgstr ""\n"#-#-#-#-#  ours  #-#-#-#-#\\n"\n"one\\n"\n'
            '"#-#-#-#-#  theirs  #-#-#-#-#\\n"\n"uno"\n',
        ),
        (
            "<<<<<<< ours\n"
            'msgid "一"\nmsgstr "one"\n=======\nmsgid "二"\nmsgstr "two"\n>>>>>>> theirs\n',
            'msgid "一"\nmsgstr "one"\n\nmsgid "二"\nmsgstr "two"\n',
        ),
        (
            'msgid "一"\n<<<<<<< a\nmsgstr "one"\n=======\nmsgstr "uno"\n>>>>>>> b\n"stray"\n',
            '# diglot could not read: stray\n#, fuzzy\nmsgid "一"\nmsgstr ""\n'
            '"#-#-#-#-#  ours  #-#-#-#-#\\n"\n"one\\n"\n'
            '"#-#-#-#-#  theirs  #-#-#-#-#\\n"\n"uno"\n',
        ),
        (
            'msgid "一"\nmsgstr ""\n<<<<<<< a\n"one "\n=======\n"uno "\n>>>>>>> b\n"more"\n',
            '#, fuzzy\nmsgid "一"\nmsgstr ""\n"#-#-#-#-#  ours  #-#-#-#-#\\n"\n"one more\\n"\n'
            '"#-#-#-#-#  theirs  #-#-#-#-#\\n"\n"uno more"\n',
        ),
        (
            'msgid "一"\n# a remark\nmsgstr "one"\n',
            '# a remark\nmsgid "一"\nmsgstr "one"\n',
        ),
    ],
)
def test_what_can_be_saved_is_saved(torn: str, expected: str) -> None:
    assert expected in repair(torn)


def test_other_charsets_are_read() -> None:
    torn = (TOP + 'msgid "a"\nmsgstr "译文"\n').encode("gb18030")
    assert 'msgstr "译文"' in repair(torn)
    assert 'msgstr "译文"' in repair((TOP + 'msgid "a"\nmsgstr "译文"\n').encode("utf-16"))


def test_a_file_without_a_header_gets_one() -> None:
    assert "charset=UTF-8" in repair(b'msgid "a"\nmsgstr "torn\n')


def accepted(path: Path) -> bool:
    command = [require("msgfmt"), "-o", "/dev/null", str(path)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("name", ["conflict", "faults", "everything"])
def test_msgfmt_accepts_what_comes_out(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(repaired(read_catalog(folders.CASES / "catalog" / f"{name}.po"), HEADER).data)
    assert accepted(path)


WORDS = st.text(st.sampled_from('ab "\\中#~'), min_size=1, max_size=6).map("w{}w".format)
GOOD = st.builds(
    lambda msgid, msgstr: [f'msgid "{escape(msgid)}"', f'msgstr "{escape(msgstr)}"', ""],
    WORDS, WORDS,
)  # fmt: skip
UNESCAPED = st.builds(
    lambda msgid, msgstr: [f'msgid "{escape(msgid)}"', f'msgstr "{msgstr}"', ""], WORDS, WORDS
)
BARE = WORDS.map(lambda word: [f'"{escape(word)}"'])
TRANSLATION = WORDS.map(lambda word: [f'msgstr "{escape(word)}"'])
FREE = WORDS.map(lambda word: [word])
COMMENTS = st.sampled_from(["# a", "#, fuzzy", "#| msgid", '#| msgid "old"', "#: a.md", "#~ "])
ODD = st.one_of(
    st.just(['msgid "x']), st.just(['msgid_plural "p"']), st.just(['msgstr[1] "form"']),
    st.just(['domain "d"']), COMMENTS.map(lambda line: [line]),
    st.sampled_from(["<<<<<<< a", "||||||| b", "=======", ">>>>>>> c"]).map(lambda line: [line]),
)  # fmt: skip
PIECES = st.one_of(GOOD, UNESCAPED, BARE, TRANSLATION, FREE, ODD)


@given(st.lists(PIECES, max_size=9))
@example([['msgid_plural "p"'], ['"w#w"'], ['msgstr "w\\\\w"']])
@example([["||||||| b"], ["w\\w"]])
@example([['msgid_plural "p"'], ["||||||| b"], ['"w\\\\w"']])
def test_no_text_is_lost(pieces: list[list[str]]) -> None:
    text = TOP + "\n".join(line for piece in pieces for line in piece) + "\n"
    catalog = parse_catalog(text.encode(), Path("a.po"))
    if not catalog.broken:
        return
    result = repaired(catalog, HEADER)
    written = parse_catalog(result.data, Path("a.po"))
    assert not written.broken
    kept = result.data.decode()
    letters = "".join(kept.split()).replace("\\", "").replace('"', "")
    for piece in pieces:
        for line in piece:
            if "w" in line and not line.startswith("msgid"):
                inner = line[line.index("w") : line.rindex("w") + 1]
                assert "".join(inner.split()).replace("\\", "").replace('"', "") in letters


@given(st.lists(PIECES, min_size=1, max_size=9))
def test_msgfmt_accepts_torn_catalogs_after_repair(pieces: list[list[str]]) -> None:
    text = TOP + "\n".join(line for piece in pieces for line in piece) + "\n"
    data = repaired(parse_catalog(text.encode(), Path("a.po")), HEADER).data
    done = subprocess.run(
        [require("msgfmt"), "-o", "/dev/null", "-"], input=data, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
