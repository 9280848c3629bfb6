"""What conf.py may say about handouts, and what it is told when it makes no sense."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from sphinx.application import Sphinx

from diglot.sphinxext.handouts import handout as handout_module
from diglot.sphinxext.handouts.handout import Handout, read_handouts

DOCS = {"index", "salon/event", "salon/kou-hong"}


def read(
    wish: Any, monkeypatch: pytest.MonkeyPatch, name: str = "book"
) -> tuple[Handout | None, str]:
    """Return the handout and what was warned of."""
    said: list[str] = []

    def listen(_code: object, message: str, *, at: object = None, hint: str | None = None) -> None:
        said.append(f"{message} / {hint}")

    monkeypatch.setattr(handout_module, "warn", listen)
    app = SimpleNamespace(config=SimpleNamespace(diglot_handouts={name: wish}))
    found = list(read_handouts(cast("Sphinx", app), DOCS))
    return (found[0] if found else None), "".join(said)


@pytest.mark.parametrize(
    ("wish", "documents"),
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
    wish: Any, documents: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    handout, said = read(wish, monkeypatch)
    assert handout is not None
    assert handout.documents == documents
    assert said == ""


def test_details_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    wish = {
        "document": "index",
        "title": "T",
        "authors": "A",
        "paper": "a5",
        "margin": {"x": "2cm"},
        "large_print": True,
    }
    handout, _said = read(wish, monkeypatch)
    assert handout == Handout(
        "book",
        ("index",),
        title="T",
        authors=("A",),
        paper="a5",
        margin={"x": "2cm"},
        large_print=True,
    )


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ([], "it names no document"),
        ({"title": "T"}, "it names no document"),
        ("salon/kou", "did you mean salon/kou-hong?"),
        ("nowhere", "there is no document 'nowhere'"),
        ({"document": "index", "papper": "a4"}, "it has no detail 'papper'"),
        ({"document": "index", "paper": "a9"}, "paper must be one of a3, a4"),
        ({"document": "index", "columns": 7}, "columns must be 1, 2 or 3"),
        ({"document": "index", "cover": "yes"}, "cover must be True or False"),
        ({"document": "index", "title": 3}, "title must be text in quotes"),
        ({"document": "index", "margin": "wide"}, "margin must be a length"),
        ({"document": "index", "margin": {"inner": "2cm"}}, "margin must be a length"),
    ],
)
def test_nonsense_is_refused_with_the_next_step(
    wish: Any, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    handout, message = read(wish, monkeypatch)
    assert handout is None
    assert said in message


def test_a_name_must_be_a_file_name(monkeypatch: pytest.MonkeyPatch) -> None:
    handout, message = read("index", monkeypatch, name="a/b")
    assert handout is None
    assert "cannot be a file's name" in message
