"""Words are split once; what a build kept serves the next, or is made again if it is no good."""

from __future__ import annotations

from pathlib import Path

import pytest

from diglot.sphinxext.html.search import word_cache
from diglot.sphinxext.html.search.index import words_of_document
from diglot.sphinxext.html.search.readings import readings_of
from diglot.sphinxext.html.search.sections import Section
from diglot.sphinxext.html.search.word_cache import WordCache

TEXTS = ["词汇", "Words"]
ONE, TWO = [Section("", "One", "Two words.\nLines")], [Section("", "二", "两个词")]


def cache_of(path: Path) -> WordCache:
    return WordCache(path, {ord("詞"): "词"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file that a build has left."""
    cache = cache_of(tmp_path / "words.txt")
    assert [cache.words(ONE), cache.words(TWO)] == [
        words_of_document(document, {}) for document in (ONE, TWO)
    ]
    assert cache.readings(TEXTS) == readings_of(TEXTS)
    cache.keep()
    return tmp_path / "words.txt"


def test_kept_words_are_taken(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("lines", "kept"), "utf-8")
    assert "kept" in cache_of(path).words(ONE).places


def test_kept_readings_are_taken(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("~cihui", "~kept"), "utf-8")
    assert "~kept" in cache_of(path).readings(reversed(TEXTS))


def test_the_same_words_are_written_whatever_the_order(path: Path) -> None:
    cache, kept = cache_of(path), path.read_bytes()
    cache.readings(TEXTS)
    cache.words(TWO)
    cache.words(ONE)
    path.unlink()
    cache.keep()
    assert path.read_bytes() == kept


def test_words_of_documents_that_are_gone_are_dropped(path: Path) -> None:
    cache = cache_of(path)
    cache.words(TWO)
    cache.keep()
    assert "words" not in path.read_text("utf-8")


@pytest.mark.parametrize("written", ["[1]", "[[],1]", "null", '{"', ""])
def test_damaged_words_are_split_again(path: Path, written: str) -> None:
    head, *lines = path.read_text("utf-8").split("\n")
    damaged = [f"{line.partition(' ')[0]} {written}" for line in lines]
    path.write_text("\n".join([head, *damaged]), "utf-8")
    cache = cache_of(path)
    assert cache.words(ONE) == words_of_document(ONE, {})
    assert cache.readings(TEXTS) == readings_of(TEXTS)


def test_words_of_another_version_are_split_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text(path.read_text("utf-8").replace("lines", "kept"), "utf-8")
    assert "kept" not in WordCache(path, {}).words(ONE).places
    monkeypatch.setattr(word_cache, "FORMAT", word_cache.FORMAT + 1)
    assert "kept" not in cache_of(path).words(ONE).places


def test_a_file_that_is_no_text_is_made_again(path: Path) -> None:
    kept = path.read_bytes()
    path.write_bytes(b"\xff\n")
    cache = cache_of(path)
    cache.words(ONE)
    cache.words(TWO)
    cache.readings(TEXTS)
    cache.keep()
    assert path.read_bytes() == kept
