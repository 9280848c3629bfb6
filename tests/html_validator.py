"""The Nu Html Checker, which judges pages as the W3C's validator does."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from folders import ROOT
from tools import require

_JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def html_errors(folder: Path) -> list[str]:
    """Return what is wrong with the pages below a folder, by one run for all of them."""
    java = require("java")
    if not _JAR.is_file():
        reason = "no vnu-jar in node_modules: `make lint` brings it"
        if os.environ.get("CI"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    options = ["--errors-only", "--skip-non-html", "--exit-zero-always", "--stdout"]
    # It reads schemas by recursion, which compiled code would need less room for.
    done = subprocess.run(
        [java, "-Xss8m", "-jar", str(_JAR), *options, "--format", "json", str(folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    found = json.loads(done.stdout)["messages"]
    return [
        f"{Path(unquote(urlsplit(finding['url']).path)).relative_to(folder.resolve())}:"
        f"{finding['lastLine']}: {finding['message']} {finding.get('extract', '')!r}"
        for finding in found
    ]
