"""What conf.py may say about handouts, and what it is told when it makes no sense."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from sphinx.application import Sphinx

from diglot.sphinxext.config.documents import KnownDocuments
from diglot.sphinxext.config.handout_details import default_faults
from diglot.sphinxext.config.readings import Reading
from diglot.sphinxext.handouts import request as request_module
from diglot.sphinxext.handouts.handout import Handout
from diglot.sphinxext.handouts.request import read_handouts

DOCS = {"index", "salon/event", "salon/kou-hong"}
# What this language excludes and another one has.
ELSEWHERE = {"salon/sources", "salon/terms"}


def read(
    asked: Any,
    monkeypatch: pytest.MonkeyPatch,
    name: str = "book",
    defaults: dict[str, Any] | None = None,
) -> tuple[Handout | None, str]:
    """Return the handout and what was warned of."""
    warned: list[str] = []

    def warn(_code: object, message: str, *, at: object = None, hint: str | None = None) -> None:
        warned.append(f"{message} / {hint}")

    for name_of_report in ("warn", "note"):
        monkeypatch.setattr(request_module, name_of_report, warn)
    config = SimpleNamespace(
        diglot_handouts={name: asked}, diglot_handouts_defaults=defaults or {}, language="en"
    )
    app = SimpleNamespace(config=config, confdir="nowhere")
    known = KnownDocuments(DOCS, ELSEWHERE.__contains__)
    found = list(read_handouts(cast("Sphinx", app), known))
    return (found[0] if found else None), "".join(warned)


@pytest.mark.parametrize(
    ("asked", "documents"),
    [
        ("index", ("index",)),
        ("salon/event.md", ("salon/event",)),
        ("/index", ("index",)),
        (["index", "salon/event", "index"], ("index", "salon/event")),
        ({"document": "index"}, ("index",)),
        ({"documents": ["index"]}, ("index",)),
    ],
)
def test_documents_may_be_named_in_these_ways(
    asked: Any, documents: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    handout, said = read(asked, monkeypatch)
    assert handout is not None
    assert handout.documents == documents
    assert said == ""


def test_details_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {
        "document": "index",
        "title": "T",
        "authors": "A",
        "paper": "a5",
        "margin": {"x": "2cm"},
        "large_print": True,
        "reading": ["single", "interlinear", "single"],
        "cover": {"drawing": "a.svg", "function": "cover-mine"},
        "logo": ["a.png"],
    }
    handout, _said = read(asked, monkeypatch)
    assert handout == Handout(
        "book",
        ("index",),
        title="T",
        authors=("A",),
        paper="a5",
        margin={"x": "2cm"},
        large_print=True,
        readings=(Reading.SINGLE, Reading.INTERLINEAR),
        cover=True,
        cover_art={"drawing": "a.svg"},
        cover_function="cover-mine",
        logo={"a.png": ""},
    )


def test_details_for_all_handouts_hold_where_one_says_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    defaults = {"paper": "letter", "notes": True, "colours": "#b3261e"}
    asked = {"document": "index", "notes": False, "colours": None}
    handout, _said = read(asked, monkeypatch, defaults=defaults)
    assert handout == Handout("book", ("index",), paper="letter")
    handout, _said = read("index", monkeypatch, defaults=defaults)
    assert handout is not None
    assert handout.colours == {"accent": "#b3261e"}


def test_slides_are_wide_and_hide_what_is_for_the_speaker(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, said = read({"document": "index", "kind": "slides"}, monkeypatch)
    assert plain is not None
    assert said == ""
    assert (plain.paper, plain.selection.speaker_notes) == ("presentation-16-9", "hide")
    asked = {"document": "index", "kind": "slides", "paper": "a5", "speaker_notes": "show"}
    own, _ = read(asked, monkeypatch)
    assert own is not None
    assert (own.paper, own.selection.slug) == ("a5", "")
    # The paper of all handouts is not that of slides; but where all are slides, it is.
    for all_of_them, asked, paper in (
        ({"paper": "a5"}, {"document": "index", "kind": "slides"}, "presentation-16-9"),
        ({"kind": "slides"}, {"document": "index"}, "presentation-16-9"),
        ({"kind": "slides", "paper": "a5"}, {"document": "index"}, "a5"),
    ):
        one, _ = read(asked, monkeypatch, defaults=all_of_them)
        assert one is not None
        assert one.paper == paper


@pytest.mark.parametrize(
    ("value", "faults"),
    [
        ({"paper": "170mm x 240mm", "title": None}, []),
        ({"documents": "index"}, ["documents"]),
        ({"paper": "a9", "colour": "#fff"}, ["paper", "colour"]),
    ],
)
def test_what_is_wrong_with_details_for_all(value: dict[str, Any], faults: list[str]) -> None:
    assert [fault.part for fault in default_faults(value)] == faults


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "it names no document"),
        ({"title": "T"}, "it names no document"),
        ("salon/kou", "did you mean salon/kou-hong?"),
        ("nowhere", "there is no document 'nowhere'"),
        (
            {"document": "index", "papper": "a4"},
            "it has no detail 'papper' / did you mean 'paper'?",
        ),
        ({"documents": 5}, "documents must be the name of a document, or a list of them"),
        (5, "documents must be the name of a document, or a list of them"),
        ({"document": "index", "appendix": "salon/kou"}, "did you mean salon/kou-hong?"),
        ({"document": "index", "appendix": 5}, "appendix must be the name of a document"),
        ({"document": "index", "authors": 5}, "authors must be a name, or a list of names"),
        ({"document": "index", "paper": "a9"}, "paper must be one of a3, a4"),
        ({"document": "index", "paper": "170 x 240mm"}, "or a size such as '170mm x 240mm'"),
        ({"document": "index", "paper": "1mm x 240mm"}, "or a size such as '170mm x 240mm'"),
        ({"document": "index", "columns": 7}, "columns must be one of 1, 2, 3"),
        ({"document": "index", "columns": True}, "columns must be one of 1, 2, 3"),
        ({"document": "index", "colours": "red"}, "colours['accent'] must be a colour such as"),
        ({"document": "index", "colours": {"acent": "#fff"}}, "did you mean 'accent'?"),
        ({"document": "index", "reading": "double"}, "single, parallel, interlinear"),
        ({"document": "index", "reading": []}, "reading must be one or more of"),
        ({"document": "index", "reading": 2}, "reading must be one or more of"),
        ({"document": "index", "imposition": "4-up"}, "imposition must be one or more of booklet"),
        (
            {"document": "index", "imposition": [["booklet"]]},
            "must be one or more of booklet, 2-up",
        ),
        ({"document": "index", "bleed": 3}, "bleed must be a length such as '3mm'"),
        ({"document": "index", "kind": "poster"}, "kind must be one of handout, slides"),
        ({"document": "index", "cover": "yes"}, "cover must be True, False, a picture"),
        ({"document": "index", "cover": {"pict": "a.png"}}, "did you mean 'picture'?"),
        ({"document": "index", "cover": {"kind": "art"}}, "cover must be one of pattern, plain"),
        ({"document": "index", "cover": {"function": "a b"}}, "the name of a function"),
        ({"document": "index", "logo": 5}, "logo must be a picture, a list of them"),
        ({"document": "index", "colophon": 5}, "colophon must be True, False, or text"),
        ({"document": "index", "title": 3}, "title must be text in quotes"),
        ({"document": "index", "margin": "wide"}, "margin must be a length"),
        ({"document": "index", "margin": {"inner": "2cm"}}, "margin must be a length"),
    ],
)
def test_nonsense_is_refused_with_the_next_step(
    asked: Any, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    handout, message = read(asked, monkeypatch)
    assert handout is None
    assert said in message


@pytest.mark.parametrize(
    ("asked", "documents", "said"),
    [
        (["salon/terms", "index"], ("index",), "is printed in en without salon/terms"),
        (["salon/terms", "salon/sources.md"], None, "was left out in en, which excludes all"),
        (["salon/terms", "nowhere"], None, "there is no document 'nowhere'"),
        ({"document": "index", "appendix": "salon/terms"}, ("index",), ""),
    ],
)
def test_what_one_language_excludes(
    asked: Any,
    documents: tuple[str, ...] | None,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    handout, message = read(asked, monkeypatch)
    assert (handout.documents if handout else None) == documents
    assert said in message
    assert bool(said) == bool(message)


def test_a_name_must_be_a_file_name(monkeypatch: pytest.MonkeyPatch) -> None:
    handout, message = read("index", monkeypatch, name="a/b")
    assert handout is None
    assert "cannot be a file's name" in message
