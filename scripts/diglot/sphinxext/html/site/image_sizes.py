"""The width and height of pictures in their tags, so that nothing moves when they arrive late.

Browsers keep the room of a picture that has not come yet by these two attributes
(https://html.spec.whatwg.org/multipage/rendering.html#attributes-for-embedded-content-and-images).
Style sheets and stated sizes come before them. A picture with a size comes when its place is near,
but the first of a page at once (https://web.dev/articles/browser-level-image-lazy-loading).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import imagesize
from sphinx.builders.html import StandaloneHTMLBuilder

_PICTURE = re.compile(r"""<img\b(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""", re.IGNORECASE)
_SOURCE = re.compile(r"""\ssrc\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
# A height, or a size in an attribute: somebody has decided.
_DECIDED = re.compile(
    r"""\s(?:width|height)\s*=|\sstyle\s*=\s*["'][^"']*\bheight\s*:""", re.IGNORECASE
)
_LOADING = re.compile(r"\sloading\s*=", re.IGNORECASE)
_END = re.compile(r"\s*/?>\Z")
_STATIC = "_static"


def with_image_sizes(page: str, builder: StandaloneHTMLBuilder) -> str:
    """Return a page (HTML) whose pictures have their width and height in pixels, and come by need.

    Those that lie elsewhere, are unreadable or have a size already stay as they are.
    """
    found = _PICTURE.search(page)
    if found is None:
        return page
    find = _finder(builder)
    first = found.start()

    def sized(picture: re.Match[str]) -> str:
        tag, source = picture[0], _SOURCE.search(picture[0])
        if source is None or _DECIDED.search(tag) or (path := find(source[1])) is None:
            return tag
        width, height = _size_of(path, path.stat().st_mtime_ns)
        if width <= 0 or height <= 0:
            return tag
        late = "" if picture.start() == first or _LOADING.search(tag) else ' loading="lazy"'
        return _END.sub(rf' width="{width}" height="{height}"{late}\g<0>', tag)

    return _PICTURE.sub(sized, page)


def _finder(builder: StandaloneHTMLBuilder) -> Callable[[str], Path | None]:
    """Return what finds the file of an address on a page, among pictures and static files."""
    images = {name: uri for uri, name in builder.images.items()}
    confdir = Path(builder.confdir)
    folders = [confdir / folder for folder in builder.config.html_static_path]
    logo = builder.config.html_logo
    if logo and "://" not in logo:
        folders.append((confdir / logo).parent)

    def find(address: str) -> Path | None:
        parts = urlsplit(address)
        path = PurePosixPath(unquote(parts.path))
        if parts.scheme or parts.netloc:
            return None
        if path.parent.name == builder.imagedir and path.name in images:
            candidates = [Path(builder.srcdir, images[path.name])]
        elif _STATIC in path.parts:
            inside = path.parts[path.parts.index(_STATIC) + 1 :]
            candidates = [folder.joinpath(*inside) for folder in folders]
        else:
            return None
        return next((candidate for candidate in candidates if candidate.is_file()), None)

    return find


@lru_cache(maxsize=4096)
def _size_of(path: Path, _changed: int) -> tuple[int, int]:
    try:
        width, height = imagesize.get(path)
    except (OSError, ValueError):
        return (-1, -1)
    return round(width), round(height)
