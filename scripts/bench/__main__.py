"""`make bench`: run the benchmarks, print their rows, keep them in build/bench.md."""

from __future__ import annotations

import argparse
import os
import platform
from importlib import import_module
from pathlib import Path

from bench.measure import table

_SUITES = (
    "book",
    "handouts",
    "tex",
    "synthetic",
    "catalogs",
    "search",
    "pages",
    "histories",
    "live",
    "preview",
    "branches",
    "desk",
    "makeup",
)
_ON_REQUEST = ("adoption",)
"""Those that fetch much, and so are run for those only who name them."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "suites", nargs="*", default=_SUITES, metavar="SUITE", help=str((*_SUITES, *_ON_REQUEST))
    )
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    parts = [f"Python {platform.python_version()}, {os.cpu_count()} processors\n"]
    for name in arguments.suites:
        suite = import_module(f"bench.{name}")
        # What is not told in seconds has a table of its own.
        table_of = getattr(suite, "table", table)
        rows = []
        for row in suite.rows(arguments.repeat):
            print(table_of([row]).splitlines()[-1], flush=True)
            rows.append(row)
        parts.append(f"## {name}\n\n{table_of(rows)}\n")
    text = "\n".join(parts)
    print(text)
    target = Path(__file__).parents[2] / "build" / "bench.md"
    target.parent.mkdir(exist_ok=True)
    target.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
