"""The theme of handouts: diglot's own files, and what `diglot_handouts_theme` lays over them.

conf.py names files, folders and installed themes; the later one wins. A file, and the
``theme.typ`` of a folder, takes the place of single functions; any other file of a folder takes
the place of the file of that name or, where there is none, lies beside the others for them to use.
An installed theme is such a folder in a package, which the package names under the entry point
group `diglot.handout_themes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from sphinx.errors import ConfigError

from diglot.core.files import write_bytes, write_text
from diglot.core.i18n import _, clauses, listed
from diglot.core.suggestions import did_you_mean
from diglot.typeset.code_theme import text_mate_theme

GROUP = "diglot.handout_themes"
_FUNCTIONS = "theme.typ"
_FONTS = (".ttf", ".otf", ".ttc", ".otc")
# What packages hold besides their theme.
_NO_PART = re.compile(r"\..*|__.*__(\.py)?|.*\.pyc?")


@dataclass(frozen=True, slots=True)
class Overlay:
    """What one entry of `diglot_handouts_theme` lays over the theme.

    `files` are by their paths below the theme's folder; `functions` is the path of the one whose
    functions take the place of others, if there is one; `sources` are those that lie on disk.
    `installed` tells whether it belongs to a package, not to the project.
    """

    files: Mapping[str, bytes]
    functions: str | None
    sources: Mapping[str, Path]
    installed: bool

    @property
    def font_folders(self) -> list[Path]:
        """The folders of the fonts that it brings."""
        fonts = {path.parent for path in self.sources.values() if path.suffix.lower() in _FONTS}
        return sorted(fonts)


def overlays(named: str | Iterable[str], confdir: Path) -> list[Overlay]:
    """Return what conf.py lays over the theme, in order.

    Raises ConfigError for a name that is neither a path, seen from `confdir`, nor a theme that is
    installed, and for what cannot be read.
    """
    names = [named] if isinstance(named, str) else named
    return [_overlay(str(name), confdir) for name in names if name]


def write_theme(
    folder: Path, stock: Iterable[str], overlaid: Iterable[Overlay], code_style: str
) -> None:
    """Write the theme into the folder `theme` of the Typst sources, and ``theme.typ`` above it.

    `stock` names the files of diglot's own theme whose functions documents call, `code_style` the
    Pygments style of code.
    """
    overlaid = list(overlaid)
    parts = {
        **stock_theme(),
        "code.tmTheme": text_mate_theme(code_style),
        "code-gray.tmTheme": text_mate_theme(code_style, gray=True),
    }
    for overlay in overlaid:
        parts.update(overlay.files)
    _remove_others(folder / "theme", parts)
    for name, data in parts.items():
        write_bytes(folder / "theme" / name, data, sync=False)
    functions = [f"{name}.typ" for name in stock]
    functions += [overlay.functions for overlay in overlaid if overlay.functions]
    imports = [f'#import "/theme/{name}": *\n' for name in functions]
    write_text(folder / "theme.typ", "".join(imports), sync=False)


def stock_theme() -> dict[str, bytes]:
    """Return the files of diglot's own theme by their names."""
    folder = files("diglot.typeset").joinpath("theme")
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name.endswith(".typ")}


def _remove_others(folder: Path, parts: Iterable[str]) -> None:
    """Remove what an earlier build put into the theme and this one does not."""
    wanted = {folder / name for name in parts}
    for path in folder.rglob("*"):
        if path.is_file() and path not in wanted:
            path.unlink()


def _overlay(name: str, confdir: Path) -> Overlay:
    path = confdir / name
    try:
        if path.is_file():
            own = f"project/{_slug(name.removesuffix('.typ'))}.typ"
            return Overlay({own: path.read_bytes()}, own, {own: path}, installed=False)
        installed = not path.is_dir() or (name in _themes() and not _holds_theme(path))
        return _of_folder(name, _installed(name) if installed else path, installed=installed)
    except (OSError, ImportError) as error:
        raise ConfigError(
            _("diglot_handouts_theme: {name!r} cannot be read: {error}", name=name, error=error)
        ) from error


def _holds_theme(folder: Path) -> bool:
    """Whether a folder is a theme; the sources of the package of one may lie beside conf.py."""
    return any(folder.glob("*.typ"))


def _of_folder(name: str, folder: Traversable, *, installed: bool) -> Overlay:
    # Beside diglot's own files, so that paths in it lead to the same files as in the package.
    functions = f"theme-{_slug(name)}.typ"
    found = list(_walk(folder, ""))
    by_path = {functions if path == _FUNCTIONS else path: file for path, file in found}
    parts = {path: file.read_bytes() for path, file in by_path.items()}
    sources = {path: file for path, file in by_path.items() if isinstance(file, Path)}
    return Overlay(parts, functions if functions in parts else None, sources, installed)


def _walk(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    """Yield the files of a theme with their paths, in order."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if _NO_PART.fullmatch(entry.name):
            continue
        if entry.is_dir():
            yield from _walk(entry, f"{above}{entry.name}/")
        else:
            yield f"{above}{entry.name}", entry


def _slug(name: str) -> str:
    return re.sub(r"[^\w.]+", "-", name).strip("-.")


def _themes() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}


def _installed(name: str) -> Traversable:
    """Return the folder of an installed theme; its entry point is PACKAGE or PACKAGE:FOLDER."""
    themes = _themes()
    if name not in themes:
        raise ConfigError(_unknown(name, themes))
    point = themes[name]
    folder = files(point.module)
    return folder.joinpath(*point.attr.split(".")) if point.attr else folder


def _unknown(name: str, themes: Mapping[str, EntryPoint]) -> str:
    installed = (
        _("the installed themes are {themes}", themes=listed(sorted(themes)))
        if themes
        else _("no theme is installed")
    )
    unknown = _(
        "diglot_handouts_theme: {name!r} is no file or folder beside conf.py, and {installed}",
        name=name,
        installed=installed,
    )
    meant = did_you_mean(name, themes)
    return clauses([unknown, meant]) if meant else unknown
