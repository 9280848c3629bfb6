"""Books built by Sphinx, each in a process of its own."""

from __future__ import annotations

import html
import pickle
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from commands import run_module


@dataclass(frozen=True)
class Book:
    """A book that was built: its pages, its warnings, its environment."""

    root: Path
    outdir: Path
    doctreedir: Path
    warnings: str

    def page(self, name: str) -> str:
        """The main content of a page, without permalinks and the classes of popovers."""
        text = (self.outdir / f"{name}.html").read_text("utf-8")
        article = re.search(r"<article[^>]*>(.*)</article>", text, re.DOTALL)
        main = article.group(1) if article else text
        main = re.sub(r'<a class="headerlink".*?</a>', "", main)
        main = re.sub(r' class="diglot-block-\w+"|diglot-block-\w+ ?', "", main)
        return re.sub(r"\s+", " ", main)

    def text(self, name: str) -> str:
        """The words of a page, or of what the text builder wrote."""
        plain = self.outdir / f"{name}.txt"
        if plain.exists():
            return plain.read_text("utf-8")
        return html.unescape(re.sub(r"<[^>]+>", "", self.page(name)))

    def whole(self, name: str) -> str:
        return (self.outdir / f"{name}.html").read_text("utf-8")

    @cached_property
    def env(self) -> Any:
        with (self.doctreedir / "environment.pickle").open("rb") as file:
            return pickle.load(file)  # noqa: S301 - we have just made it


def sphinx(root: Path, *options: str, builder: str = "html", name: str = "out") -> Book:
    outdir, doctreedir = root / name, root / f"{name}.doctrees"
    command = ["-q", "-b", builder, "-c", str(root), "-d", str(doctreedir), *options]
    done = run_module("sphinx", *command, str(root / "docs"), str(outdir))
    assert done.returncode == 0, done.stderr
    return Book(root, outdir, doctreedir, done.stderr)
