"""Programs that tests need and pip does not bring."""

from __future__ import annotations

import os
import shutil

import pytest


def require(*names: str) -> str:
    """Return the path of the first of these programs that is there.

    Without any, the test is skipped; in CI, which has to bring them, it fails.
    """
    for name in names:
        if path := shutil.which(name):
            return path
    reason = f"no {' or '.join(names)} in PATH"
    if os.environ.get("CI"):
        pytest.fail(f"{reason}; .ci/run installs it", pytrace=False)
    pytest.skip(reason)
