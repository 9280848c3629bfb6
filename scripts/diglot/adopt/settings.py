"""What the settings of an old project say of the book, for its new conf.py: nothing is run."""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from diglot.adopt.extensions import is_installed
from diglot.adopt.names import name_in

_TAKEN: Mapping[str, type | tuple[type, ...]] = {
    "project": str,
    "author": str,
    "copyright": str,
    "version": str,
    "release": str,
    "html_title": str,
    "html_short_title": str,
    "html_theme": str,
    "rst_prolog": str,
    "rst_epilog": str,
    "default_role": str,
    "highlight_language": str,
    "smartquotes": bool,
    "suppress_warnings": list,
    "myst_substitutions": dict,
    "myst_url_schemes": (list, dict),
    "myst_dmath_double_inline": bool,
}
"""The settings of Sphinx and MyST that hold in any folder, with the types of their values."""

TRANSLATED = ("project", "author", "copyright", "html_title", "html_short_title")
"""Those whose values are messages."""

_EXTENSIONS = "myst_enable_extensions"
_OF_SPHINX = re.compile(
    "(?:autodoc|bibtex|copybutton|epub|exclude|extlinks|figure|html|intersphinx|latex|linkcheck|"
    "mathjax|mermaid|myst|napoleon|nb|nitpick|numfig|ogp|pygments|rst|templates|todo)_.+|"
    "exclude_patterns|extlinks|nitpicky|rediraffe_redirects"
)
_ANOTHER = frozenset(
    {"myst_heading_anchors", "myst_gfm_only", "templates_path", "exclude_patterns"}
)
"""Those that the new project has its own of."""


@dataclass(frozen=True, slots=True)
class OldSettings:
    """What the settings of one tree say.

    `path` is the file, "" where there is none; `values` are settings of Sphinx, `myst` extensions
    of MyST; `left` are the names of other settings, which somebody may want to copy.
    """

    path: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    myst: frozenset[str] = frozenset()
    left: tuple[str, ...] = ()


def old_settings(folder: Path, everything: Iterable[str], pages: Iterable[str]) -> OldSettings:
    """Return what the settings nearest to a tree's pages say; paths are relative to `folder`."""
    files, pages = list(everything), list(pages)
    conf = _nearest([path for path in files if posixpath.basename(path) == "conf.py"], pages)
    if conf is not None:
        return _of_sphinx(conf, _text(folder / conf))
    for path in sorted(files, key=lambda path: (path.count("/"), path)):
        if name := name_in(path, partial(_text, folder / path)):
            return OldSettings(path, {"project": name})
    return OldSettings()


def _text(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")


def _nearest(confs: Iterable[str], pages: list[str]) -> str | None:
    """Return the conf.py of which most pages lie below, of several the deepest."""

    def below(conf: str) -> int:
        top = posixpath.dirname(conf)
        return sum(not top or page.startswith(f"{top}/") for page in pages)

    found = [conf for conf in confs if below(conf) * 2 > len(pages)]
    return max(found, key=lambda conf: (conf.count("/"), below(conf)), default=None)


def _of_sphinx(path: str, text: str) -> OldSettings:
    try:
        stated = _literals(ast.parse(text))
    except (SyntaxError, ValueError):
        return OldSettings(path)
    values: dict[str, object] = {
        name: value
        for name, types in _TAKEN.items()
        if isinstance(value := stated.get(name), types) and value not in ("", [], {})
    }
    theme = values.get("html_theme")
    if isinstance(theme, str) and not is_installed(theme):
        del values["html_theme"]
    extensions = stated.get(_EXTENSIONS)
    myst = frozenset(map(str, extensions)) if isinstance(extensions, (list, tuple)) else frozenset()
    left = (name for name in stated if name not in values and name not in {*_ANOTHER, _EXTENSIONS})
    return OldSettings(path, values, myst, tuple(filter(_OF_SPHINX.fullmatch, left)))


def _literals(module: ast.Module) -> dict[str, object]:
    """Return what names at the top stand for; None for what is more than a literal."""
    found: dict[str, object] = {}
    for statement in module.body:
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ):
                found[name] = _literal(value, found)
    return found


def _literal(value: ast.expr, known: Mapping[str, object]) -> object:
    """Return what an expression is worth; names and f-strings count where they are known."""
    match value:
        case ast.Name(id=name):
            return known.get(name)
        case ast.JoinedStr(values=parts):
            pieces = [_literal(part, known) for part in parts]
            whole = [piece for piece in pieces if isinstance(piece, str)]
            return "".join(whole) if len(whole) == len(pieces) else None
        case ast.FormattedValue(value=inner, conversion=-1, format_spec=None):
            return _literal(inner, known)
    try:
        found: object = ast.literal_eval(value)
    except ValueError:
        return None
    return found
