"""What Typst is kept in mind of while handouts are edited."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diglot.typeset import kept_layouts
from diglot.typeset.kept_layouts import KeptLayouts
from diglot.typeset.layout import Positions
from diglot.typeset.source_files import IMPORT, included
from diglot.typeset.told import write_told
from typesetting import renewed, write_sources_theme


class _Noting:
    """Notes what is to be laid out, and what is renewed at which turn."""

    def __init__(self, *failing: str, room: Path = Path("none")) -> None:
        self.done: list[str] = []
        self.rooms: list[dict[str, object]] = []
        self._failing, self._room = failing, room

    def told(self) -> dict[str, object]:
        files = sorted(self._room.glob("*.json"))
        return {key: fact for path in files for key, fact in json.loads(path.read_text()).items()}

    def lay_out(self, main: str, *, inputs: dict[str, str]) -> Positions | None:
        assert inputs == {"handout": f"/{main.removesuffix('.typ')}.json"}
        self.done.append(main)
        self.rooms.append(self.told())
        return None if main in self._failing else Positions()

    def renew(self, main: str, *, inputs: dict[str, str], turn: int) -> bool:
        assert inputs == {"handout": f"/{main.removesuffix('.typ')}.json"}
        self.done.append(f"{main} again, {turn}")
        self.rooms.append(self.told())
        return True


def _written(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / f"{name}.typ"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def _all_done(kept: KeptLayouts, compiler: _Noting) -> list[str]:
    while kept.lay_out_some():
        pass
    done, compiler.done = compiler.done, []
    return done


def test_each_group_of_a_handout_is_laid_out_once_and_then_renewed(tmp_path: Path) -> None:
    groups = [f"groups/book/documents/{name}" for name in ("a", "b.c", "d", "e", "f")]
    _written(tmp_path, "book", *groups)
    kept, compiler = KeptLayouts(), _Noting()
    assert not kept.lay_out_some()
    kept.ask_for(tmp_path, "book", compiler)
    kept.lay_out_some()
    assert compiler.done == [f"{groups[0]}.typ"]
    assert _all_done(kept, compiler) == [f"{group}.typ" for group in groups]
    # Those that were not renewed come first the next time.
    kept.ask_for(tmp_path, "book", compiler)
    kept.lay_out_some()
    kept.ask_for(tmp_path, "book", compiler)
    assert _all_done(kept, compiler) == [
        f"{groups[0]}.typ again, 6",
        *(f"{group}.typ again, {turn}" for turn, group in enumerate(groups[1:] + groups[:1], 7)),
    ]


def test_a_part_is_laid_out_without_the_room_that_was_left_in_it_too(tmp_path: Path) -> None:
    _written(tmp_path, "leaflet")
    room = tmp_path / "foot-room" / "leaflet"
    write_told(room, {"a#1": [1], "b#1": [2]})
    write_told(tmp_path / "scales" / "leaflet", {})
    kept, compiler = KeptLayouts(), _Noting(room=room)
    kept.ask_for(tmp_path, "leaflet", compiler)
    assert _all_done(kept, compiler) == ["leaflet.typ", "leaflet.typ again, 1"]
    assert compiler.rooms == [{"a#1": [1], "b#1": [2]}, {}]
    assert compiler.told() == {"a#1": [1], "b#1": [2]}


def test_what_is_there_no_more_or_fails_is_unknown(tmp_path: Path) -> None:
    _written(tmp_path, "leaflet", "groups/book/a")
    kept, compiler = KeptLayouts(), _Noting("leaflet.typ")
    for name in ("leaflet", "book"):
        kept.ask_for(tmp_path, name, compiler)
    assert _all_done(kept, compiler) == ["groups/book/a.typ", "leaflet.typ"]
    for name in ("leaflet", "book"):
        kept.ask_for(tmp_path, name, compiler)
    (tmp_path / "groups/book/a.typ").unlink()
    assert _all_done(kept, compiler) == ["leaflet.typ"]


def test_a_process_that_holds_much_keeps_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _written(tmp_path, "leaflet")
    kept, compiler = KeptLayouts(), _Noting()
    kept.ask_for(tmp_path, "leaflet", compiler)
    monkeypatch.setattr(kept_layouts, "resident_memory", lambda _pid: 3 * 10**9)
    assert _all_done(kept, compiler) == []


def test_typst_is_told_something_else_each_time_before_each_document(tmp_path: Path) -> None:
    write_sources_theme(tmp_path)
    (tmp_path / "main.typ").write_text(
        f"{IMPORT}\n#{{\n{included('/a.typ')}\nblock({included('/b.typ')})\n}}\n", "utf-8"
    )
    (tmp_path / "a.typ").write_text("A word.", "utf-8")
    (tmp_path / "b.typ").write_text(
        "#context assert.eq(query(metadata).map(it => it.value), (7, 7))", "utf-8"
    )
    assert renewed(tmp_path / "main.typ", 7) == (False, True)
    assert renewed(tmp_path / "main.typ", 8) == (False, False)
