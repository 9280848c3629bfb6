"""Sources of documents within the file that a handout begins with; `theme/source-files.typ`."""

from __future__ import annotations

import re

from diglot.typeset.markup import Markup, literal

NAME = "source-files.typ"
"""The file of the theme that finds them."""

IMPORT = f'#import "/theme/{NAME}": source-file'
"""What a file with sources in it begins with."""

_INCLUDED = re.compile(r'source-file\((?P<path>"[^"]+")\)')


def included(path: str) -> Markup:
    """Return what is printed of a source, by its path from the root."""
    return Markup(f"source-file({literal(path)})")


def as_files(main: str) -> str:
    """Return a file in which sources are included as files, so that Typst tells lines of them."""
    return _INCLUDED.sub(r"include \g<path>", main)


def marked(main: str, turn: int) -> str:
    """Return a file that prints the same, in which each source is another one than last turn."""
    return _INCLUDED.sub(
        rf"{{ metadata({turn}); source-file(\g<path>, turn: {turn}) }}",
        main,
    )
