"""The groups that a large handout is typeset in: their main files, and what goes into each."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from diglot.core.digests import digest_of
from diglot.core.files import write_text
from diglot.sphinxext.typst.build.division import divided, may_be_divided
from diglot.sphinxext.typst.build.documents import Documents
from diglot.sphinxext.typst.build.index import Entry
from diglot.sphinxext.typst.build.main_file import (
    Item,
    ending,
    file_of,
    front,
    indexes,
    items,
    source_path,
)
from diglot.sphinxext.typst.build.resolved_handout import ResolvedHandout
from diglot.sphinxext.typst.build.state import State
from diglot.typeset.group import GROUPS, Group, Kind, address_of
from diglot.typeset.markup import Markup, call, literal, stack
from diglot.typeset.print_job import PrintJob
from diglot.typeset.told import TOLD


@dataclass(frozen=True, slots=True)
class _Content:
    """What one group prints: `blocks` of Typst, in which `names` are the sources included.

    `items` are those that the contents list, `anchors` places that an index names.
    """

    name: str
    kind: Kind
    blocks: tuple[Markup, ...]
    names: tuple[str, ...]
    items: tuple[Item, ...] = ()
    anchors: tuple[str, ...] = ()
    dated: bool = True


class Grouping:
    """Divides a handout, whose documents `state` tells of; its Typst sources lie in `folder`."""

    def __init__(self, folder: Path, state: State, documents: Documents) -> None:
        self._folder, self._state, self._documents = folder, state, documents

    def groups_of(self, handout: ResolvedHandout, job: PrintJob, common: str) -> tuple[Group, ...]:
        """Return the groups of a handout, whose main files are written; none if it stays whole.

        `common` is a digest of what goes into all of them beside documents and data: the theme,
        fonts, programs.
        """
        sources = [self._path(name) for name in handout.assembly.names]
        found = divided(items(handout), self._size, self._is_titled)
        if len(found) < 2 or not may_be_divided(handout, self._folder, sources):
            forget_groups(self._folder, handout.pdf.name)
            return ()
        contents = list(self._contents(handout, found))
        forget_groups(self._folder, handout.pdf.name, {content.name for content in contents})
        return tuple(self._group(handout, job, content, common) for content in contents)

    def _contents(
        self, handout: ResolvedHandout, found: Sequence[Sequence[Item]]
    ) -> Iterator[_Content]:
        prefix = f"{GROUPS}/{handout.pdf.name}"
        begun = handout.assembly.docnames[: int(handout.begins_with_title)]
        listed = [*(item for group in found for item in group), *indexes(handout)]
        # First of all: `join` takes out what prints nothing there.
        listing = [call("listed-headings", self._listed(listed))] if handout.has_contents else []
        opening = (*listing, *front(handout))
        yield _Content(f"{prefix}/front", Kind.FRONT, opening, begun)
        # Alone, the colophon would have to be told on which side of the paper it begins.
        at_end = () if handout.indexes else tuple(ending(handout))
        for at, group in enumerate(found):
            first = next(name for item in group for name in item.names)
            above = group[0].offset if not group[0].is_part else 0
            blocks = [
                call("begin"),
                *([call("levels-above", above)] if above else []),
                *(item.source for item in group),
                *(at_end if at == len(found) - 1 else ()),
            ]
            names = tuple(name for item in group for name in item.names)
            slug = source_path(first).removesuffix(".typ").lstrip("/")
            dated = bool(at_end) and at == len(found) - 1
            yield _Content(
                f"{prefix}/{slug}", Kind.CHAPTERS, tuple(blocks), names, tuple(group), dated=dated
            )
        if handout.indexes:
            anchors = {
                anchor
                for _, groups in handout.indexes
                for _, entries in groups
                for anchor in _anchors(entries)
            }
            blocks = [call("begin"), *ending(handout)]
            yield _Content(
                f"{prefix}/end",
                Kind.END,
                tuple(blocks),
                (),
                tuple(indexes(handout)),
                tuple(sorted(anchors)),
            )

    def _listed(self, listed: Iterable[Item]) -> Markup:
        """Return the headings of all items, numbered for the contents to find where they are."""
        blocks, at = [], 0
        for item in listed:
            lines = []
            for _, code in self._headings(item):
                lines.append(call("listed-as", at, code))
                at += 1
            blocks.append(
                Markup("\n".join([f"{{\nset heading(offset: {item.offset})", *lines, "}"]))
            )
        return stack(blocks)

    def _headings(self, item: Item) -> Iterator[tuple[int, Markup]]:
        """Yield the headings of an item: how deep each lies in it, and what the contents list."""
        if item.is_part:
            yield 1, call("listed-part", item.title)
        elif not item.names:
            yield 1, call("listed-heading", 1, None, item.title)
        for name in item.names:
            for depth, code in self._state.headings[name]:
                yield int(depth), Markup(code)

    def _group(
        self,
        handout: ResolvedHandout,
        job: PrintJob,
        content: _Content,
        common: str,
    ) -> Group:
        main = file_of(handout, content.blocks)
        write_text(self._folder / f"{content.name}.typ", main, sync=False)
        paths = [self._path(name) for name in content.names]
        labels = handout.labels
        mentioned = _mentioned(labels, [path.read_text("utf-8") for path in paths])
        own = {name for source in content.names for name in self._state.labels[source].values()}
        references = {*(labels[label] for label in mentioned), *content.anchors} - own
        data = {
            **(job.data if content.dated else _undated(job.data)),
            "labels": {label: labels[label] for label in mentioned},
            "elsewhere": {name: address_of(name) for name in sorted(references)},
        }
        timestamp = job.timestamp if content.kind is Kind.FRONT else 0
        digest = hashlib.sha256(common.encode())
        paths += [path for name in content.names for path in self._documents.image_files(name)]
        for path in paths:
            digest.update(digest_of(path))
        digest.update(json.dumps([main, data, timestamp], sort_keys=True).encode())
        return Group(
            replace(job, name=content.name, data=data, timestamp=timestamp, asks_for_area=False),
            content.kind,
            digest.hexdigest(),
            tuple(sorted(own)),
            tuple(sorted(references)),
            tuple(
                item.offset + depth for item in content.items for depth, _ in self._headings(item)
            ),
        )

    def _path(self, name: str) -> Path:
        return self._folder / source_path(name).lstrip("/")

    def _size(self, name: str) -> int:
        return self._path(name).stat().st_size

    def _is_titled(self, name: str) -> bool:
        headings = self._state.headings[name]
        return bool(headings) and headings[0][0] == 1


# What lies beside the sources, of a group and what came of it.
_SUFFIXES = (".typ", ".json", ".pdf", ".kept", ".joined", ".objects")


def forget_groups(folder: Path, name: str, wanted: Set[str] = frozenset()) -> None:
    """Remove what earlier builds made of the groups of a handout that are not `wanted` any more."""
    if not wanted:
        (folder / GROUPS / f"{name}.pdf").unlink(missing_ok=True)
    for above in ("", "apart", "passed", *TOLD):
        for path in sorted((folder / above / GROUPS / name).rglob("*"), reverse=True):
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif _group_of(path, folder / above, is_told=above in TOLD) not in wanted:
                path.unlink()


def _group_of(path: Path, above: Path, *, is_told: bool) -> str:
    group = (path.parent if is_told else path).relative_to(above).as_posix()
    return group.removesuffix(next((end for end in _SUFFIXES if group.endswith(end)), ""))


_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def _mentioned(labels: Mapping[str, str], sources: Iterable[str]) -> list[str]:
    """Return the labels that stand in Typst sources, as references or whatever else."""
    written = {text for source in sources for text in _STRING.findall(source)}
    return sorted(label for label in labels if literal(label) in written)


def _undated(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a theme without the date, which chapters do not print."""
    undated = {**data, "date": None}
    if "parallel" in data:
        undated["parallel"] = {**data["parallel"], "date": [None, None]}
    return undated


def _anchors(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        yield from entry.anchors
        yield from _anchors(entry.subs)
