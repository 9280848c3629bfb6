"""What is told of an edition that fails."""

from __future__ import annotations

from pathlib import Path

from diglot.core.events import Crashed, Event
from diglot.core.project import Edition, Format
from diglot.sphinxext.run.failures import failures_as_events


def test_a_group_of_errors_is_told_like_any_other(tmp_path: Path) -> None:
    told: list[Event] = []
    with failures_as_events(Edition("en", Format.SITE), tmp_path, told.append):
        raise BaseExceptionGroup("no module could be imported", [SystemExit("it wants more")])
    (event,) = told
    assert isinstance(event, Crashed)
    assert "it wants more" in event.trace
