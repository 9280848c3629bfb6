"""Pairs of adopted projects, drawn to be judged by hand: is a translation that of its source?

DIGLOT_SAMPLE says how many confirmed pairs of each project are drawn; they go to
build/adoption-sample.txt. The draw depends on the seed, the project and its pairs alone.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

from diglot.catalog.reader import read_catalog

_SEED = 20261128
_NUMBER = int(os.environ.get("DIGLOT_SAMPLE", "0"))
_SAMPLE = Path(__file__).parents[2] / "build" / "adoption-sample.txt"


def draw(name: str, locales: Path) -> None:
    """Add pairs of a project to the sample, from its catalogs: all there are where few."""
    if not _NUMBER:
        return
    pairs = sorted(_confirmed(locales))
    rng = random.Random(f"{_SEED} {name}")  # noqa: S311 - a sample, not a secret
    chosen = rng.sample(pairs, min(_NUMBER, len(pairs)))
    _SAMPLE.parent.mkdir(exist_ok=True)
    with _SAMPLE.open("a", encoding="utf-8") as sample:
        for path, source, target in chosen:
            sample.write(f"{name} {path}\n{source}\n→\n{target}\n\n")


def _confirmed(locales: Path) -> Iterator[tuple[str, str, str]]:
    for path in locales.glob("*/LC_MESSAGES/**/*.po"):
        for entry in read_catalog(path).entries:
            is_new = entry.msgid and entry.translation not in ("", entry.msgid)
            if is_new and not entry.fuzzy and not entry.obsolete:
                yield path.relative_to(locales).as_posix(), entry.msgid, entry.translation
