"""Whatever is edited, the pages of a session are those of a clean build."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.live import LiveHistory

# MyST-Parser 5 still asks transforms for their application, which Sphinx 9 deprecates.
pytestmark = pytest.mark.filterwarnings("ignore::PendingDeprecationWarning:myst_parser")


@pytest.mark.slow
def test_random_edits_are_followed(tmp_path: Path) -> None:
    history = LiveHistory(tmp_path.resolve(), seed=3)
    try:
        for _ in range(8):
            assert history.step() == [], history.log
    finally:
        history.close()
