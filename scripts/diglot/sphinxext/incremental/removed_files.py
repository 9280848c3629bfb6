"""Removing what earlier builds made and a clean build would not make any more.

Sphinx leaves pages, pictures and downloads where they are. Each builder keeps a list of the files
that it has made; a file that somebody else has put beside them is never touched.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Set
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from diglot.core.files import remove_file, write_text
from diglot.sphinxext.incremental.outdated_pages import HasPartner, writes_pages

_IMAGES, _DOWNLOADS, _SOURCES, _STATIC = "_images", "_downloads", "_sources", "_static"
_IMAGE = re.compile(rf"""\b{_IMAGES}/([^"'()<>\s]+)""")
# Pages that an extension leaves as they are where the code they show is older.
_MODULES = "_modules"

# What is stored: the files a builder has made, those of them that it has copied from the folders of
# html_static_path and html_extra_path, and its pages.
_KEYS = ("own", "copies", "pages")
_PARTNER_IMAGES = "partner images"


class _Build:
    """A build that is running: what lay there before, whose that was, which pages were written."""

    def __init__(self, builder: StandaloneHTMLBuilder, stored: dict[str, list[str]]) -> None:
        self.builder = builder
        self.own, self.copies, self.former_pages = (set(stored[key]) for key in _KEYS)
        self.before = _files(Path(builder.outdir))
        # Names of the partner's images, each after its document and a tab.
        self.former_images = frozenset(stored[_PARTNER_IMAGES])
        self.pages: set[str] = set()


_builds: WeakKeyDictionary[Sphinx, _Build] = WeakKeyDictionary()


def register(app: Sphinx) -> None:
    """Watch each build for what it makes."""
    # When extensions have named their static files.
    app.connect("builder-inited", watch_build, priority=900)
    app.connect("env-get-updated", _remove_copies, priority=950)
    app.connect("html-page-context", _note_page)
    # After extensions that add files at the end.
    app.connect("build-finished", _remove, priority=900)


def watch_build(app: Sphinx) -> None:
    """Note what lies in the output folder before a build makes more."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder) and writes_pages(builder):
        _builds[app] = _Build(builder, _stored(_path(app)))


def _remove_copies(app: Sphinx, _env: BuildEnvironment) -> list[str]:
    """Remove copies of files that are no more, before the theme's are copied and books packed."""
    if build := _builds.get(app):
        outdir = Path(build.builder.outdir)
        gone = build.copies.difference(_copies(build.builder))
        for name in sorted((gone & build.own) - build.former_pages):
            remove_file(outdir / name, outdir)
    return []


def _note_page(app: Sphinx, pagename: str, *_rest: object) -> None:
    if build := _builds.get(app):
        build.pages.add(_relative(build.builder.get_outfilename(pagename), build.builder.outdir))


def _remove(app: Sphinx, exception: Exception | None) -> None:
    build = _builds.pop(app, None)
    if build is None or exception is not None:
        return
    outdir = Path(build.builder.outdir)
    copies = set(_copies(build.builder))
    for name in sorted(_unwanted(build)):
        remove_file(outdir / name, outdir)
    own = _files(outdir) - (build.before - build.own)
    pages = build.pages | build.former_pages & own
    data = dict(zip(_KEYS, map(sorted, (own, copies, pages)), strict=True))
    data[_PARTNER_IMAGES] = sorted(_partner_images(build))
    write_text(_path(app), json.dumps(data, ensure_ascii=False), sync=False)


def _unwanted(build: _Build) -> Iterator[str]:
    """Yield the files of earlier builds that are no part of the output any more."""
    builder, env = build.builder, build.builder.env
    outdir = Path(builder.outdir)
    extra = [Path(builder.confdir, path) for path in builder.config.html_extra_path]
    documents = {_relative(builder.get_output_path(name), outdir) for name in env.found_docs}
    pages = build.pages | documents
    kept = pages | {f"{_DOWNLOADS}/{name}" for _documents, name in env.dlfiles.values()}
    left = build.own & build.before
    if any(name.startswith(f"{_IMAGES}/") for name in left):
        kept |= set(
            _images(
                builder, _partner_images(build), pages | {name for name in left if _is_module(name)}
            )
        )
    for name in left - kept:
        folder, _, place = name.partition("/")
        gone = (
            folder in (_IMAGES, _DOWNLOADS)
            or (folder == _SOURCES and not any(_documents_of(place, env)))
            or (name in build.former_pages and not _is_module(name))
        )
        if gone and not any((path / name).is_file() or path.name == name for path in extra):
            yield name


def _is_module(name: str) -> bool:
    return name.startswith(f"{_MODULES}/")


def _documents_of(source: str, env: BuildEnvironment) -> Iterator[str]:
    """Yield the documents that a copy of a source, such as ``page.md.txt``, may be of."""
    parts = source.split(".")
    for end in range(1, len(parts)):
        if (name := ".".join(parts[:end])) in env.found_docs:
            yield name


def _images(builder: StandaloneHTMLBuilder, partner: Set[str], pages: Set[str]) -> Iterator[str]:
    """Yield the images that documents or pages show, also those that an extension has drawn."""
    names = {*builder.images.values(), *_image_names(builder.env)}
    names |= {name.partition("\t")[2] for name in partner}
    yield from (f"{_IMAGES}/{name}" for name in names)
    for page in pages:
        path = Path(builder.outdir, page)
        text = path.read_text("utf-8", errors="replace") if path.is_file() else ""
        for name in _IMAGE.findall(text):
            yield f"{_IMAGES}/{unquote(unescape(name))}"


def _partner_images(build: _Build) -> Set[str]:
    """Return the names of the partner's images on all pages, each after its document and a tab."""
    builder = build.builder
    if not isinstance(builder, HasPartner):
        return frozenset()
    written = builder.partner_images()
    former = {
        entry
        for entry in build.former_images
        if (docname := entry.partition("\t")[0]) not in written
        and docname in builder.env.found_docs
    }
    return former | {f"{docname}\t{name}" for docname, names in written.items() for name in names}


def _image_names(env: BuildEnvironment) -> Set[str]:
    return {name for _documents, name in env.images.values()}


def _copies(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Yield where Sphinx copies the static and the extra files of the project to."""
    config = builder.config
    for folder, entries in ((_STATIC, config.html_static_path), ("", config.html_extra_path)):
        for entry in entries:
            path = Path(builder.confdir, entry)
            if path.is_file():
                yield str(PurePosixPath(folder, path.name))
            for file in path.rglob("*") if path.is_dir() else ():
                if file.is_file():
                    yield str(PurePosixPath(folder, file.relative_to(path).as_posix()))


def _relative(path: str | Path, folder: str | Path) -> str:
    path = Path(path)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


def _files(folder: Path) -> Set[str]:
    return {
        path.relative_to(folder).as_posix()
        for entry in (folder.iterdir() if folder.is_dir() else ())
        if not entry.name.startswith(".")
        for path in (entry.rglob("*") if entry.is_dir() else (entry,))
        if path.is_file()
    }


def _stored(path: Path) -> dict[str, list[str]]:
    try:
        data: dict[str, list[str]] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        data = {}
    return {key: data.get(key, []) for key in (*_KEYS, _PARTNER_IMAGES)}


def _path(app: Sphinx) -> Path:
    # Relative, so that both can be copied together.
    relative = os.path.relpath(app.outdir, app.doctreedir)
    place = hashlib.sha256(relative.encode()).hexdigest()[:8]
    return Path(app.doctreedir) / f"files.{type(app.builder).__name__}.{place}.json"
