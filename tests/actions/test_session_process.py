"""Processes that sites are kept open in: their start."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PosixPath
from typing import Any

import pytest

from diglot.actions.session_process import SessionEndedError, SessionProcess
from diglot.core.project import Edition, Format
from diglot.sphinxext.config.load import load_project
from folders import PROJECTS


def test_a_process_that_is_just_being_started_is_abandoned(tmp_path: Path) -> None:
    class Interrupting(PosixPath):
        """A folder on whose way into the new process somebody is impatient."""

        def __reduce__(self) -> tuple[Any, ...]:
            session.abandon()
            return Path, (str(self),)

    project = replace(load_project(PROJECTS / "minimal"), root=Interrupting(tmp_path))
    session = SessionProcess(project, Edition("en", Format.SITE))
    with pytest.raises(SessionEndedError):
        session.open()
    assert not session.is_alive
