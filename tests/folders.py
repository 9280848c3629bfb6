"""Where the tests find their books and their cases."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parent
ROOT = TESTS.parent
PROJECTS = TESTS / "projects"
CASES = TESTS / "cases"
GUIDE = ROOT / "docs" / "guide"
