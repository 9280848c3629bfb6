"""Actions of the command, done by the tests in their own process, from which builds are forked."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True, scope="session")
def _warmed(warmed: None) -> None:
    """Have all imported once."""
