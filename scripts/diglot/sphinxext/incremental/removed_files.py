"""Removing what earlier builds made and a clean build would not make any more.

Sphinx leaves pages, pictures and downloads where they are. Each builder keeps a list of the files
that it has made; a file that somebody else has put beside them is never touched.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Set
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from diglot.core.files import changed_since, now, remove_file, write_text
from diglot.sphinxext.incremental.doctrees import state_path
from diglot.sphinxext.incremental.outdated_pages import HasPartner, writes_pages
from diglot.sphinxext.incremental.output_files import files_below

SCRIPTS = "_scripts"
"""The folder of scripts that stood inside pages; each is written with every page that runs it."""

_IMAGES, _DOWNLOADS, _SOURCES, _STATIC = "_images", "_downloads", "_sources", "_static"
_IMAGE = re.compile(rf"""\b{_IMAGES}/([^"'()<>\s]+)""")
# Pages that an extension leaves as they are where the code they show is older.
_MODULES = "_modules"

# What is stored: the files a builder has made, those of them that it has copied from the folders of
# html_static_path and html_extra_path, its pages, the names of the partner's images, each after its
# document and a tab, the name of the theme, and, while a build has not finished, the files that
# others have made.
_KEYS = ("own", "copies", "pages", "partner images", "others")
_Stored = dict[str, list[str]]


class _Build:
    """A build that is running: what lay there before, whose that was, which pages were written."""

    def __init__(self, builder: StandaloneHTMLBuilder, stored: _Stored) -> None:
        self.builder = builder
        self.before = files_below(Path(builder.outdir))
        own, copies, pages, images, others = (frozenset(stored.get(key, ())) for key in _KEYS)
        if "others" in stored:
            # The last build was killed, before it could list what it had made.
            own = frozenset(self.before - others)
        self.own, self.copies, self.former_pages, self.former_images = own, copies, pages, images
        self.copied: set[str] = set()
        self.pages: set[str] = set()
        self.theme = builder.theme.name
        self.has_other_theme = self.theme not in stored.get("theme", (self.theme,))
        self.begun = now()

    def store(self, app: Sphinx, **values: Set[str]) -> None:
        """Write what the next build has to know, in sets by key."""
        data: dict[str, Any] = {key: sorted(value) for key, value in values.items()}
        # Relative, so that both can be copied together.
        outdir = os.path.relpath(self.builder.outdir, self.builder.doctreedir)
        data |= {"outdir": outdir, "theme": [self.theme]}
        write_text(state_path(app, "files"), json.dumps(data, ensure_ascii=False), sync=False)

    def store_beginning(self, app: Sphinx, documents: Set[str] = frozenset()) -> None:
        """Write what the next build has to know if this one is killed."""
        self.store(
            app,
            others=self.before - self.own,
            copies=self.copies.union(_copies(self.builder)),
            pages=self.former_pages | self.paths_of(documents),
        )

    def paths_of(self, documents: Set[str]) -> Set[str]:
        """Return where the pages of documents lie in the output."""
        builder = self.builder
        return {_relative(builder.get_output_path(name), builder.outdir) for name in documents}


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
        build = _builds[app] = _Build(builder, _stored(state_path(app, "files")))
        if build.has_other_theme:
            # Nobody knows which of its files were the other theme's; all are made again.
            outdir = Path(builder.outdir)
            for name in sorted(build.own):
                remove_file(outdir / name, outdir)
        build.store_beginning(app)


def _remove_copies(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Remove copies of files that are no more, before the theme's are copied and books packed."""
    if build := _builds.get(app):
        build.store_beginning(app, env.found_docs)
        outdir = Path(build.builder.outdir)
        build.copied.update(_copies(build.builder))
        gone = build.copies - build.copied
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
    # What has gone meanwhile has been copied.
    copies = build.copied.union(_copies(build.builder))
    for name in sorted(_unwanted(build)):
        remove_file(outdir / name, outdir)
    own = files_below(outdir) - (build.before - build.own)
    pages = build.pages | build.former_pages & own
    images = {"partner images": _partner_images(build)}
    build.store(app, own=own, copies=copies, pages=pages, **images)


def _unwanted(build: _Build) -> Iterator[str]:
    """Yield the files of earlier builds that are no part of the output any more."""
    builder, env = build.builder, build.builder.env
    outdir = Path(builder.outdir)
    extra = [Path(builder.confdir, path) for path in builder.config.html_extra_path]
    pages = build.pages | build.paths_of(env.found_docs)
    are_new = pages <= build.pages
    kept = pages | {f"{_DOWNLOADS}/{name}" for _documents, name in env.dlfiles.values()}
    left = {
        name
        for name in build.own & build.before
        if not changed_since(f"{outdir}/{name}", build.begun)
    }
    if any(name.startswith(f"{_IMAGES}/") for name in left):
        kept |= set(
            _images(
                builder, _partner_images(build), pages | {name for name in left if _is_module(name)}
            )
        )
    for name in left - kept:
        if _is_beside(name, kept):
            continue
        folder, _, place = name.partition("/")
        gone = (
            folder in (_IMAGES, _DOWNLOADS)
            or (folder == SCRIPTS and are_new)
            or (folder == _SOURCES and not any(_documents_of(place, env)))
            or (name in build.former_pages and not _is_module(name))
        )
        if gone and not any((path / name).is_file() or path.name == name for path in extra):
            yield name


def _is_beside(name: str, images: Set[str]) -> bool:
    """Whether a file goes with an image of that name, as the map of links that graphviz draws."""
    return name.startswith(f"{_IMAGES}/") and name.rpartition(".")[0] in images


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
    text, root = str(path), os.path.join(folder, "")  # noqa: PTH118 - each page of a site
    return text[len(root) :].replace(os.sep, "/") if text.startswith(root) else text


def _stored(path: Path) -> _Stored:
    try:
        data: _Stored = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return data
