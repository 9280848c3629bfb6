"""Cached functions return what the functions of docutils and markdown-it return."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docutils import utils
from docutils.frontend import Values
from docutils.parsers.rst import Parser
from docutils.readers import standalone
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.common import normalize_url
from myst_parser.mdit_to_docutils import base

from diglot.sphinxext.caching.calls import CALLS, cached_calls

MODULES: dict[str, Any] = {call.name: call.owner for call in CALLS}
STOCK = {name: getattr(module, name) for name, module in MODULES.items()}


@pytest.fixture(autouse=True, scope="module")
def _cached() -> Iterator[None]:
    with cached_calls():
        yield


def test_all_are_replaced_only_inside_of_the_block() -> None:
    for name, stock in STOCK.items():
        outside = getattr(MODULES[name], name)
        assert outside is not stock
        with cached_calls():
            assert getattr(MODULES[name], name) is not outside
        assert getattr(MODULES[name], name) is outside


@pytest.mark.filterwarnings("ignore:The frontend:DeprecationWarning")
def test_settings_are_equal_and_each_document_has_its_own() -> None:
    parser: Any = MODULES["OptionParser"].OptionParser

    def settings(tab_width: int, parser: Any = parser) -> Values:
        defaults = {"tab_width": tab_width}
        components = (standalone.Reader, Parser())
        option_parser = parser(components=components, defaults=defaults, read_config_files=True)
        values: Values = option_parser.get_default_values()
        return values

    first, second, stock = settings(3), settings(3), settings(3, STOCK["OptionParser"])
    assert _values(first) == _values(second) == _values(stock)
    first.record_dependencies.add("image.png")
    first.tab_width = 5
    assert second.record_dependencies.list == []
    assert settings(3).tab_width == 3
    assert settings(4).tab_width == 4


def test_default_settings_are_equal_and_each_caller_has_its_own() -> None:
    get_default_settings: Any = getattr(base, "get_default_settings")  # noqa: B009 - not exported
    first, second = (get_default_settings(Parser) for _ in range(2))
    assert _values(first) == _values(second) == _values(STOCK["get_default_settings"](Parser))
    first.tab_width = 5
    assert get_default_settings(Parser).tab_width == second.tab_width == 8


def _values(settings: Values) -> dict[str, Any]:
    return {key: value for key, value in vars(settings).items() if key != "record_dependencies"}


@given(st.text(max_size=20) | st.sampled_from(["a.md#b c", "https://例え.jp/ä?q=1&r=%20", "x:y"]))
def test_addresses_are_normalised_equally(url: str) -> None:
    once, again = normalize_url.normalizeLink(url), normalize_url.normalizeLink(url)
    assert once == again == STOCK["normalizeLink"](url)


@pytest.mark.parametrize("tag", ["en", "zh-CN", "de_AT-1901", "de-CH-x_altquot", ""])
def test_language_tags_are_split_equally(tag: str) -> None:
    expected = STOCK["normalize_language_tag"](tag)
    first = utils.normalize_language_tag(tag)
    assert first == expected
    first.append("changed")
    assert utils.normalize_language_tag(tag) == expected


def test_files_are_found_in_the_same_places(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text("")
    for name in ("style.css", "nowhere.css", str(tmp_path / "style.css")):
        folders: list[Path | str] = [tmp_path / "no", str(tmp_path)]
        expected = STOCK["find_file_in_dirs"](name, folders)
        assert [utils.find_file_in_dirs(name, folders) for _ in range(2)] == [expected] * 2
