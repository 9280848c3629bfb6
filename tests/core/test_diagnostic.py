from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from diglot.core.codes import Code, read_code
from diglot.core.diagnostic import (
    Diagnostic,
    Location,
    Report,
    Severity,
    diagnostic_from_dict,
    sort_diagnostics,
)

locations = st.none() | st.builds(
    Location,
    st.text(min_size=1),
    st.none() | st.integers(min_value=1),
    st.none() | st.text(),
    st.none() | st.text(),
)
diagnostics = st.builds(
    Diagnostic,
    st.sampled_from(Code)
    | st.from_regex(r"[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*", fullmatch=True).map(read_code),
    st.sampled_from(Severity),
    st.text(),
    locations,
    st.lists(st.text(), max_size=3).map(tuple),
)


@given(diagnostics)
def test_survives_json(diagnostic: Diagnostic) -> None:
    data = json.loads(json.dumps(diagnostic.as_dict()))
    assert diagnostic_from_dict(data) == diagnostic


@given(st.lists(diagnostics, max_size=8))
def test_sorting_keeps_each_once(found: list[Diagnostic]) -> None:
    ordered = sort_diagnostics(found)
    assert set(ordered) == set(found)
    assert len(set(ordered)) == len(ordered)
    assert sort_diagnostics(reversed(found)) == ordered


def test_lines_sort_as_numbers() -> None:
    def at(line: int) -> Diagnostic:
        return Diagnostic(Code.SPHINX, Severity.WARNING, "same", Location("a.md", line))

    assert sort_diagnostics([at(10), at(9)]) == (at(9), at(10))


def test_counts_by_severity() -> None:
    warning = Diagnostic(Code.SPHINX, Severity.WARNING, "x")
    assert Report((warning,)).count(Severity.WARNING) == 1
    assert Report((warning,)).count(Severity.ERROR) == 0


def test_location_reads_as_editors_click_it() -> None:
    assert str(Location("docs/a.md", 3)) == "docs/a.md:3"
    assert str(Location("docs/a.md")) == "docs/a.md"
