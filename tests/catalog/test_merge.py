"""Merging by entry: tests/cases/merge/NAME.txt holds base, ours, theirs and what comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import folders
from diglot.catalog.conflicts import both, conflicts_in, has_conflict
from diglot.catalog.entry import Catalog
from diglot.catalog.merge import merge
from diglot.catalog.reader import parse_catalog

CASES = folders.CASES / "merge"


def catalog(text: str) -> Catalog:
    return parse_catalog(text.encode(), Path("x.po"))


def sections(text: str) -> dict[str, str]:
    parts = re.split(r"^=== (.+)\n", text, flags=re.MULTILINE)
    return {
        name: body.rstrip("\n") + "\n" for name, body in zip(parts[1::2], parts[2::2], strict=True)
    }


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.txt")))
def test_cases(name: str, regenerate: bool) -> None:
    path = CASES / f"{name}.txt"
    text = path.read_text("utf-8")
    given_ = sections(text)
    merged = merge(*(catalog(given_[side]) for side in ("base", "ours", "theirs")))
    result = {"merged": merged.data.decode(), "conflicts": "\n".join(merged.conflicts) + "\n"}
    if merged.misfits:
        result["misfits"] = "\n".join(merged.misfits) + "\n"
    if regenerate:
        kept = text.partition("=== merged")[0].rstrip("\n") + "\n\n"
        path.write_text(
            kept + "\n".join(f"=== {key}\n{body}" for key, body in result.items()), "utf-8"
        )
        given_ = sections(path.read_text("utf-8"))
    assert result == {key: given_[key] for key in given_ if key not in ("base", "ours", "theirs")}
    reread = catalog(result["merged"])
    assert not reread.broken
    marked = {
        conflict.location.msgid for conflict in conflicts_in(reread, "x.po") if conflict.location
    }
    assert marked <= set(merged.conflicts)


_FORMS = st.sampled_from(["", "a", "b", "c"])
_SIDE = st.dictionaries(st.sampled_from(["one", "two", "three"]), st.tuples(_FORMS, st.booleans()))


def written(side: dict[str, tuple[str, bool]]) -> Catalog:
    return catalog(
        "\n".join(
            f'{"#, fuzzy" if fuzzy else "#"}\nmsgid "{msgid}"\nmsgstr "{text}"\n'
            for msgid, (text, fuzzy) in side.items()
        )
    )


@given(_SIDE, _SIDE, _SIDE)
@example({"one": ("a", True)}, {"one": ("a", False)}, {"one": ("b", False)})
def test_no_side_loses_what_it_confirmed(
    base: dict[str, tuple[str, bool]],
    ours: dict[str, tuple[str, bool]],
    theirs: dict[str, tuple[str, bool]],
) -> None:
    merged = merge(written(base), written(ours), written(theirs))
    after = {entry.msgid: entry for entry in parse_catalog(merged.data, Path("x.po")).entries}
    for mine, other in ((ours, theirs), (theirs, ours)):
        for msgid, (text, fuzzy) in mine.items():
            work = text and not fuzzy and base.get(msgid) != (text, fuzzy)
            if work:
                assert text in after[msgid].translation
                assert not after[msgid].fuzzy or other.get(msgid) != (text, fuzzy)


@given(_SIDE, _SIDE)
def test_one_sided_changes_are_taken_whole(
    base: dict[str, tuple[str, bool]], changed: dict[str, tuple[str, bool]]
) -> None:
    expected = {e.msgid: (e.translation, e.flags) for e in written(changed).entries}
    for ours, theirs in ((base, changed), (changed, base)):
        merged = merge(written(base), written(ours), written(theirs))
        entries = parse_catalog(merged.data, Path("x.po")).entries
        assert {e.msgid: (e.translation, e.flags) for e in entries} == expected
        assert merged.conflicts == ()


HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset={}\\n"\n\n'


def side(charset: str, text: str, mark: bytes = b"") -> Catalog:
    data = HEADER.format(charset) + f'msgid "天"\nmsgstr "{text}"\n'
    return parse_catalog(mark + data.encode(charset), Path("x.po"))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "with a byte order mark"])
@pytest.mark.parametrize("theirs", ["UTF-8", "GBK", "GB18030"])
@pytest.mark.parametrize("ours", ["UTF-8", "GBK", "GB18030"])
def test_a_merged_catalog_is_in_the_charset_that_it_names(
    ours: str, theirs: str, mark: bytes
) -> None:
    base = side("GBK", "")
    merged = merge(base, side(ours, "", mark), side(theirs, "sky – ciel"))
    after = parse_catalog(merged.data, Path("x.po"))
    charset = ours if ours == theirs else "UTF-8"
    assert (
        merged.data.decode(charset) == HEADER.format(charset) + 'msgid "天"\nmsgstr "sky – ciel"\n'
    )
    assert (after.charset, after.problems) == (charset, ())


def test_a_conflict_is_named_with_its_line() -> None:
    text = both("ours", "theirs").replace("\n", "\\n")
    result = catalog(f'#, fuzzy\nmsgid "a"\nmsgstr "{text}"\n')
    (problem,) = conflicts_in(result, "x.po", "en")
    assert str(problem.location) == "x.po:2"
    assert has_conflict(both("a", "b"))
    assert not has_conflict("#-#-#-#-# is gettext's mark")
