"""PDFs of parts that are joined: readers see and hear what the whole, typeset at once, has."""

from __future__ import annotations

import json
import pickle
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pikepdf
import pypdfium2 as pdfium
import pytest

from diglot.typeset.joined import join
from diglot.typeset.joined_places import Target, UnknownLabelError
from diglot.typeset.pdf_content import read_content
from diglot.typeset.places import OUTLINE
from folders import CASES
from typesetting import typeset_with_answers

# The labels of each part.
_OF_PARTS = ((), ("a", "b"), ("章", "place", "c"))
# Standards of our own, the oldest that knows tags, and the one that has them in namespaces.
_STANDARDS = (("a-2a", "ua-1"), ("1.4",), ("2.0",))
_FILES = ("front", "first", "second")
_PLACES = """(levels: LEVELS, places: LABELS.map(name => {
  let found = query(label(name))
  if found.len() > 0 {
    let place = found.first().location().position()
    ((name, place.page - 1, place.x.pt(), place.y.pt()),)
  }
}).join())"""


_INSTANCE = re.compile(r"(?<=nstanceID>)[\w+/=]+")


@dataclass(frozen=True)
class Made:
    """The book as a whole, its parts, and what Typst says of them."""

    whole: Path
    parts: tuple[Path, ...]
    levels: tuple[list[int], ...]
    targets: Mapping[str, Target]

    def join(self, output: Path, **other: Any) -> Path:
        told = {"parts": self.parts, "levels": self.levels, "targets": self.targets, **other}
        join(output=output, **told)
        return output


@pytest.fixture(scope="module")
def all_made(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    """The book by each of the standards."""
    folder = tmp_path_factory.mktemp("joined")
    labels = [label for part in _OF_PARTS for label in part]
    whole = _source({}, *_FILES)
    parts = [
        _source({name: f"diglot:{quote(name)}" for name in labels if name not in own}, *files)
        for own, files in zip(
            _OF_PARTS, (["front"], ["first"], ["announced", "second"]), strict=True
        )
    ]
    files = [folder / f"{number}.typ" for number in range(4)]
    for file, source in zip(files, [whole, *parts], strict=True):
        file.write_text(source)
    code = _PLACES.replace("LEVELS", OUTLINE).replace("LABELS", _array(labels))
    found = typeset_with_answers(files, _STANDARDS, code)
    return [_made(folder / names[0], pdfs) for names, pdfs in zip(_STANDARDS, found, strict=True)]


def _made(folder: Path, found: list[tuple[bytes, str]]) -> Made:
    folder.mkdir()
    paths = [folder / f"{number}.pdf" for number in range(len(found))]
    for path, (pdf, _) in zip(paths, found, strict=True):
        path.write_bytes(pdf)
    answers = [json.loads(answer) for _, answer in found[1:]]
    targets = {
        name: Target(part, page, place[0], place[1], f"{name}!" if name == "a" else "")
        for part, answer in enumerate(answers)
        for name, page, *place in answer["places"] or ()
    }
    levels = tuple(answer["levels"] for answer in answers)
    return Made(paths[0], tuple(paths[1:]), levels, targets)


@pytest.fixture(scope="module")
def made(all_made: list[Made]) -> Made:
    return all_made[0]


def _source(elsewhere: Mapping[str, str], *files: str) -> str:
    known = ", ".join(f"{_quoted(name)}: {_quoted(to)}" for name, to in elsewhere.items())
    head = f"#let elsewhere = ({known or ':'})\n"
    return head + "\n#pagebreak(weak: true)\n".join(
        (CASES / "joined" / f"{name}.typ").read_text() for name in ("head", *files)
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _array(names: list[str]) -> str:
    return "(" + "".join(f"{_quoted(name)}, " for name in names) + ")"


@pytest.fixture(scope="module")
def joined(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made.join(tmp_path_factory.mktemp("whole") / "joined.pdf")


def test_pages_look_alike_and_say_the_same(made: Made, joined: Path) -> None:
    whole, other = pdfium.PdfDocument(made.whole), pdfium.PdfDocument(joined)
    assert len(whole) == len(other) == 7
    assert [whole.get_page_label(at) for at in range(7)] == ["", "ii", "iii", "1", "2", "3", "4"]
    for at in range(len(whole)):
        assert other.get_page_label(at) == whole.get_page_label(at)
        pictures = [bytes(book[at].render().buffer) for book in (whole, other)]
        assert pictures[0] == pictures[1]
    assert read_content(joined.read_bytes(), None) == read_content(made.whole.read_bytes(), None)


def test_the_outline_is_that_of_the_whole(made: Made, joined: Path) -> None:
    outlines = [list(_outline(pdf)) for pdf in (made.whole, joined)]
    assert [(level, title) for level, title, *_ in outlines[0]][-3:] == [
        (0, "Two (1 0 R)"),
        (1, "Under two"),
        (0, "Three"),
    ]
    assert outlines[0] == outlines[1]


def _outline(path: Path) -> Iterator[tuple[int, str, int | None, list[float], int]]:
    for entry in pdfium.PdfDocument(path).get_toc():
        to = entry.get_dest()
        assert to is not None
        yield entry.level, entry.get_title(), to.get_index(), to.get_view()[1], entry.get_count()


def test_links_lead_where_those_of_the_whole_lead(made: Made, joined: Path) -> None:
    with pikepdf.open(made.whole) as whole, pikepdf.open(joined) as other:
        assert len(list(_links(whole))) == 16
        assert list(_links(other)) == list(_links(whole))
        said = [str(link.Contents) for page in other.pages for link in page.obj.get("/Annots", ())]
    # Into another part: what is said of a place, else the number of its page.
    assert said[:7] == ["a!", "3", "a!", "2", "3", "4", "3"]


def _links(pdf: pikepdf.Pdf) -> Iterator[tuple[int, list[float], str | tuple[int, list[float]]]]:
    """Yield page and box of each link, and its address or the page and place where it leads."""
    names = pdf.Root.Names.Dests.Names
    named = {bytes(names[at]): names[at + 1] for at in range(0, len(names), 2)}
    assert list(named) == sorted(named)
    pages = [page.obj.objgen for page in pdf.pages]
    for number, page in enumerate(pdf.pages):
        for link in page.obj.get("/Annots", ()):
            box = [float(side) for side in link.Rect]
            if "/A" in link:
                yield number, box, str(link.A.URI)
                continue
            to = named[bytes(link.Dest)] if isinstance(link.Dest, pikepdf.String) else link.Dest
            place = [round(float(to[at]), 2) for at in (2, 3)]
            assert to[1] == "/XYZ"
            yield number, box, (pages.index(to[0].objgen), place)


def test_screen_readers_find_the_elements_of_the_whole(made: Made, joined: Path) -> None:
    with pikepdf.open(made.whole) as whole, pikepdf.open(joined) as other:
        expected, found = _Tags(whole), _Tags(other)
        assert found.top == expected.top
        assert [kind for kind, *_ in found.flat if kind in {"/TD", "/Note", "/H3"}] == [
            *("/Note", "/H3", *["/TD"] * 8, "/Note", *["/TD"] * 4)
        ]
        for tags in (expected, found):
            tags.lead_back()
        assert other.Root.keys() == whole.Root.keys()
        assert other.Root.StructTreeRoot.keys() == whole.Root.StructTreeRoot.keys()


@pytest.mark.parametrize("number", range(1, len(_STANDARDS)), ids=str)
def test_other_standards_are_kept(all_made: list[Made], number: int, tmp_path: Path) -> None:
    made = all_made[number]
    joined = made.join(tmp_path / "joined.pdf")
    with pikepdf.open(made.whole) as whole, pikepdf.open(joined) as other:
        assert other.pdf_version == whole.pdf_version == _STANDARDS[number][0]
        assert not other.check_pdf_syntax()
        assert _Tags(other).top == _Tags(whole).top
        assert other.Root.StructTreeRoot.keys() == whole.Root.StructTreeRoot.keys()
        assert list(_links(other)) == list(_links(whole))
    assert (b"/ObjStm" in joined.read_bytes()) is (number > 1)


class _Tags:
    """The structure of a PDF: `top` as nested tuples, in which pages and marks are numbers."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._root = pdf.Root.StructTreeRoot
        self._pages = [page.obj for page in pdf.pages]
        self._numbers = {page.objgen: at for at, page in enumerate(self._pages)}
        names = self._root.IDTree.Names
        self._named = {bytes(names[at]): names[at + 1] for at in range(0, len(names), 2)}
        assert list(self._named) == sorted(self._named)
        self._seen: list[Any] = []
        self.flat: list[tuple[Any, ...]] = []
        self.top = self._element(self._root.K[0], self._root)

    def _element(self, element: Any, above: Any) -> tuple[Any, ...]:
        assert element.P.objgen == above.objgen
        self._seen.append(element.objgen)
        if "/ID" in element:
            assert self._named[bytes(element.ID)].objgen == element.objgen
        attributes = [self._attributes(found) for found in element.get("/A", ())]
        about = (str(element.S), str(element.get("/T")), str(element.get("/Alt")), attributes)
        self.flat.append(about)
        return (*about, [self._child(child, element) for child in element.get("/K", ())])

    def _attributes(self, attributes: Any) -> str:
        heads = [self._named[bytes(name)] for name in attributes.get("/Headers", ())]
        others = {key: str(attributes[key]) for key in attributes if key != "/Headers"}
        return f"{others} {[self._marks(head) for head in heads]}"

    def _child(self, child: Any, element: Any) -> Any:
        if isinstance(child, int):
            return (self._numbers[element.Pg.objgen], child)
        if child.get("/Type") == "/StructElem":
            return self._element(child, element)
        if child.get("/Type") == "/OBJR":
            return [float(side) for side in child.Obj.Rect]
        return (self._numbers[child.Pg.objgen], int(child.MCID))

    def _marks(self, element: Any) -> list[tuple[int, int]]:
        """Return the pages and marks that are an element's own."""
        own = [child for child in element.get("/K", ()) if _is_mark(child)]
        return [self._child(child, element) for child in own]

    def lead_back(self) -> None:
        """Assert that each page and link has a key of its own, which leads to its elements."""
        nums = self._root.ParentTree.Nums
        parents = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
        keys = []
        for number, page in enumerate(self._pages):
            keys.append(int(page.StructParents))
            for mark, element in enumerate(parents[keys[-1]]):
                assert element.objgen in self._seen
                assert (number, mark) in self._marks(element)
            for link in page.get("/Annots", ()):
                keys.append(int(link.StructParent))
                element = parents[keys[-1]]
                assert element.objgen in self._seen
                assert link.objgen in [
                    child.Obj.objgen
                    for child in element.K
                    if not _is_mark(child) and "/Obj" in child
                ]
        # Keys between those of two parts are unused.
        assert sorted(keys) == list(parents)
        assert keys
        assert max(keys) < self._root.ParentTreeNextKey


def _is_mark(child: Any) -> bool:
    return isinstance(child, int) or child.get("/Type") == "/MCR"


def test_what_parts_share_is_there_once_and_the_file_tells_of_the_whole(
    made: Made, joined: Path
) -> None:
    with pikepdf.open(made.whole) as whole, pikepdf.open(joined) as other:
        assert [_pictures(pdf) for pdf in (whole, other)] == [1, 1]
        assert dict(other.docinfo.items()) == dict(whole.docinfo.items())
        assert other.trailer.ID[0] == whole.trailer.ID[0]
        said = [_INSTANCE.sub("", _metadata(pdf)) for pdf in (whole, other)]
        assert said[0] == said[1]
        assert f"<xmpMM:InstanceID>{other.trailer.ID[1]}<" in _metadata(other)
    assert joined.stat().st_size < made.whole.stat().st_size


def _pictures(pdf: pikepdf.Pdf) -> int:
    return sum(
        isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Image"
        for found in pdf.objects
    )


def _metadata(pdf: pikepdf.Pdf) -> str:
    return bytes(pdf.Root.Metadata.read_bytes()).decode()


def test_the_same_parts_make_the_same_bytes(made: Made, joined: Path, tmp_path: Path) -> None:
    again = made.join(tmp_path / "again.pdf")
    assert again.read_bytes() == joined.read_bytes()
    moved = {**made.targets, "a": Target(1, 1, 0, 0)}
    with (
        pikepdf.open(joined) as one,
        pikepdf.open(made.join(tmp_path / "moved.pdf", targets=moved)) as other,
    ):
        assert one.trailer.ID[0] == other.trailer.ID[0]
        assert one.trailer.ID[1] != other.trailer.ID[1]


def test_parts_that_have_not_changed_are_not_written_again(made: Made, tmp_path: Path) -> None:
    parts = _copied(made.parts, tmp_path / "edited")
    made.join(tmp_path / "before.pdf", parts=parts)
    before = _kept(parts)
    shutil.copyfile(parts[1], parts[2])
    edited = {"levels": [*made.levels[:2], made.levels[1]]}
    targets = {name: to for name, to in made.targets.items() if to.part < 2}
    targets |= {name: Target(2, 0, 0, 0) for name in made.targets.keys() - targets.keys()}
    after = made.join(tmp_path / "after.pdf", parts=parts, targets=targets, **edited)
    changed = [now != then for now, then in zip(_kept(parts), before, strict=True)]
    # The first one says the page of a place in the last one, which is another page now.
    assert changed == [True, False, True]
    fresh = _copied(parts, tmp_path / "fresh")
    again = made.join(tmp_path / "again.pdf", parts=fresh, targets=targets, **edited)
    assert again.read_bytes() == after.read_bytes()
    # Whatever else is found in their place is no part.
    for found in (b"", pickle.dumps("another version"), b"damaged"):
        parts[0].with_suffix(".joined").write_bytes(found)
        made.join(tmp_path / "mended.pdf", parts=parts, targets=targets, **edited)
        assert (tmp_path / "mended.pdf").read_bytes() == after.read_bytes()


def _copied(parts: Iterable[Path], folder: Path) -> list[Path]:
    folder.mkdir()
    return [Path(shutil.copyfile(path, folder / path.name)) for path in parts]


def _kept(parts: Iterable[Path]) -> list[tuple[int, int]]:
    files = [path.with_suffix(".joined").stat() for path in parts]
    return [(file.st_ino, file.st_mtime_ns) for file in files]


def test_names_that_two_parts_have_lead_to_the_places_of_each(made: Made, tmp_path: Path) -> None:
    parts = made.parts[1], made.parts[1]
    twice = made.join(
        tmp_path / "twice.pdf",
        parts=parts,
        levels=[made.levels[1]] * 2,
        targets={},
    )
    with pikepdf.open(twice) as pdf:
        found = list(_links(pdf))
        _Tags(pdf).lead_back()
        half = len(found) // 2
        for (page, box, to), (later, other_box, other) in zip(
            found[:half], found[half:], strict=True
        ):
            assert (later, other_box) == (page + 2, box)
            if isinstance(to, tuple) and isinstance(other, tuple):
                assert other == (to[0] + 2, to[1])


def test_what_cannot_be_joined_is_told(made: Made, tmp_path: Path) -> None:
    output = tmp_path / "joined.pdf"
    known = {name: to for name, to in made.targets.items() if name != "place"}
    with pytest.raises(UnknownLabelError, match="place"):
        made.join(output, targets=known)
    with pytest.raises(ValueError, match="1 entries"):
        made.join(output, levels=[[1, 1], *made.levels[1:]])
    assert not output.exists()
