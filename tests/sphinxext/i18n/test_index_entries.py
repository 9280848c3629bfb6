"""Words that begin with a capital in one place and not in another."""

from __future__ import annotations

import pytest

from diglot.sphinxext.i18n.index_entries import Entry, in_one_spelling


def entry(name: str, *links: str, subs: dict[str, str] | None = None) -> Entry:
    inner = [(sub, [("", link)]) for sub, link in (subs or {}).items()]
    return name, ([("", link) for link in links], inner, None)


def test_a_word_with_and_without_a_capital_is_one_entry() -> None:
    groups = [
        (
            "C",
            [
                entry("Catalogs", "b#2", subs={"format of": "b#3", "Memory": "b#4"}),
                entry("catalogs", "a#1", subs={"and git": "a#2", "memory": "a#3"}),
                entry("covers", "a#4"),
            ],
        )
    ]
    subs = [
        ("and git", [("", "a#2")]),
        ("format of", [("", "b#3")]),
        ("memory", [("", "a#3"), ("", "b#4")]),
    ]
    assert in_one_spelling(groups) == [
        ("C", [("catalogs", ([("", "a#1"), ("", "b#2")], subs, None)), entry("covers", "a#4")])
    ]


def test_a_sub_entry_is_spelled_as_an_entry_elsewhere() -> None:
    groups = [
        ("C", [entry("catalogs", "a")]),
        ("G", [entry("gettext", subs={"Catalogs": "b", "Poedit": "c"})]),
    ]
    ((_gettext, (_links, subs, _key)),) = in_one_spelling(groups)[1][1]
    assert [name for name, _links in subs] == ["catalogs", "Poedit"]


def test_main_places_come_first_and_none_twice() -> None:
    groups = [("C", [("Catalogs", ([("main", "z")], [], None)), entry("catalogs", "a", "a", "b")])]
    ((_letter, ((_name, (links, _subs, _key)),)),) = in_one_spelling(groups)
    assert links == [("main", "z"), ("", "a"), ("", "b")]


@pytest.mark.parametrize(
    "names",
    [
        ["Alone", "beside"],
        ["GPU", "gpu"],
        ["--Verbose", "--verbose"],
        ["V", "v"],
        ["Color (class in paint)", "color (class in paint)"],
        ["目录", "目次"],
        ["USB", "Usb"],
    ],
)
def test_others_stay_as_they_are(names: list[str]) -> None:
    groups = [("", [entry(name, name) for name in names])]
    assert in_one_spelling(groups) == groups


def test_a_capital_with_an_accent_is_one() -> None:
    ((_letter, entries),) = in_one_spelling([("E", [entry("Édition", "b"), entry("édition", "a")])])
    assert entries == [entry("édition", "a", "b")]
