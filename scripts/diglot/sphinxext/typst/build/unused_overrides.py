"""What a project lays over the theme of handouts and nothing uses: a misspelt name, mostly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path

from diglot.core.codes import Code
from diglot.core.i18n import _
from diglot.sphinxext.config.values import nearest
from diglot.sphinxext.reporting.warn import Place, place, warn
from diglot.sphinxext.typst.build.theme import Overlay, stock_theme

_DEFINITION = re.compile(r"^#let\s+(?P<name>[\w-]+)", re.MULTILINE)
_WORD = re.compile(r"[\w-]+")


def report_unused(folder: Path, overlaid: Iterable[Overlay], covers: Set[str]) -> None:
    """Warn of the files and functions in the project's own theme that nothing uses.

    `folder` is that of the Typst sources, whose documents may call functions of an extension.
    `covers` are the functions that make covers, also of handouts in other readings. Themes that are
    installed may serve other projects, too.
    """
    own = [overlay for overlay in overlaid if not overlay.installed]
    texts = {
        path: path.read_text("utf-8", "replace")
        for overlay in own
        for path in overlay.sources.values()
        if path.suffix == ".typ"
    }
    if not texts:
        return
    stock = stock_theme()
    functions = {name for data in stock.values() for name in _DEFINITION.findall(data.decode())}
    for path in _unread_files(own, texts, stock):
        _warn(_("no other file of the theme reads this one"), place(path, 1), path.name, stock)
    for path, match in _unknown_functions(texts, functions):
        name = match["name"]
        if name not in covers and not _is_called(name, folder):
            at = place(path, match.string.count("\n", 0, match.start()) + 1)
            _warn(
                _("nothing calls {name}, neither the theme nor a handout", name=name),
                at,
                name,
                functions,
            )


def _warn(message: str, at: Place, name: str, known: Iterable[str]) -> None:
    near = nearest(name, known)
    hint = _("did you mean {names}?", names=near) if near else _("use it, or take it out")
    warn(Code.UNUSED_OVERRIDE, message, at=at, hint=hint)


def _unread_files(
    own: Iterable[Overlay], texts: Mapping[Path, str], stock: Iterable[str]
) -> Iterator[Path]:
    """Yield the Typst files that stand for none of the theme and that no file mentions."""
    for overlay in own:
        for path in overlay.sources.values():
            is_alone = overlay.functions is not None and len(overlay.sources) == 1
            is_read = is_alone or any(path.name in text for text in texts.values())
            if path in texts and path.name not in stock and not is_read:
                yield path


def _unknown_functions(
    texts: Mapping[Path, str], stock: set[str]
) -> Iterator[tuple[Path, re.Match[str]]]:
    """Yield the definitions that take no place in the theme and that no other file mentions."""
    words = Counter(word for text in texts.values() for word in _WORD.findall(text))
    for path, text in texts.items():
        for match in _DEFINITION.finditer(text):
            if match["name"] not in stock and words[match["name"]] < 2:
                yield path, match


def _is_called(name: str, folder: Path) -> bool:
    theme = folder / "theme"
    documents = (path for path in folder.rglob("*.typ") if not path.is_relative_to(theme))
    return any(name in _WORD.findall(path.read_text("utf-8")) for path in documents)
