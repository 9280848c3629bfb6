"""Typst in a process of its own.

It keeps threads once it has compiled something, and a process that is forked afterwards waits for
them for ever. The tests' own process forks builds, so it must not compile by itself.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import ParamSpec, TypeVar

import typst

from diglot.typeset.compiler import Compiler
from diglot.typeset.fonts import font_book
from diglot.typeset.source_files import NAME

P = ParamSpec("P")
R = TypeVar("R")


# Seconds since 1970: the same for all PDFs, whose dates are compared.
_MOMENT = 1_700_000_000


def apart(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Call a function in a process of its own.

    What is sent to the process must be of a module that it finds, as a test's is not.
    """
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *args, **kwargs).result()


def typeset(source: str, standard: str = "") -> bytes:
    """Return the PDF of a source in Typst; raise AssertionError where Typst warns of anything."""
    return apart(_typeset, source, standard)


def _typeset(source: str, standard: str) -> bytes:
    compiler = typst.Compiler(font_paths=font_book(()).fonts)
    standards = [standard] if standard else []
    made, warnings = compiler.compile_with_warnings(
        source.encode(),
        format="pdf",
        pdf_standards=standards,  # type: ignore[arg-type]  # names
    )
    assert not warnings
    assert isinstance(made, bytes)
    return made


def typeset_with_answers(
    files: Sequence[Path], standards: Sequence[Sequence[str]], code: str
) -> list[list[tuple[bytes, str]]]:
    """Return the PDF of each file of a folder, and what Typst answers in it to some code (JSON).

    They are made once for each of the sets of `standards`.
    """
    return apart(_typeset_with_answers, files, standards, code)


def _typeset_with_answers(
    files: Sequence[Path], standards: Sequence[Sequence[str]], code: str
) -> list[list[tuple[bytes, str]]]:
    compiler = typst.Compiler(root=files[0].parent, font_paths=font_book(()).fonts)

    def made_of(file: Path, names: Sequence[str]) -> tuple[bytes, str]:
        made, warnings = compiler.compile_with_warnings(
            file,
            format="pdf",
            timestamp=_MOMENT,
            pdf_standards=list(names),  # type: ignore[arg-type]  # names
        )
        assert not warnings
        assert isinstance(made, bytes)
        return made, compiler.eval(code, format="json")

    return [[made_of(file, names) for file in files] for names in standards]


def write_sources_theme(folder: Path) -> None:
    """Write the file of the theme that finds sources of documents."""
    path = folder / "theme" / NAME
    path.parent.mkdir()
    path.write_bytes(files("diglot.typeset").joinpath("theme", NAME).read_bytes())


def renewed(main: Path, turn: int) -> tuple[bool, bool]:
    """Return whether Typst can lay out a file, and whether it can when that is renewed."""
    return apart(_renewed, main, turn)


def _renewed(main: Path, turn: int) -> tuple[bool, bool]:
    compiler = Compiler(main.parent, font_book(()))
    positions = compiler.lay_out(main.name, inputs={})
    return positions is not None, compiler.renew(main.name, inputs={}, turn=turn)


@contextmanager
def evaluator(main: Path) -> Iterator[Callable[[str], str]]:
    """Give a function that evaluates code of Typst, in an empty file, and returns JSON."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        yield lambda code: pool.submit(_evaluate, main, code).result()


def _evaluate(main: Path, code: str) -> str:
    return _compiler(main).eval(code, format="json")


@cache
def _compiler(main: Path) -> typst.Compiler:
    return typst.Compiler(main, root=main.parent, ignore_system_fonts=True)
