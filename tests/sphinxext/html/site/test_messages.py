"""Every message that our own code and templates say has a translation."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract
from jinja2.ext import babel_extract
from sphinx import package_dir

import diglot.sphinxext
from diglot.sphinxext.html.site import chrome

PACKAGE = Path(diglot.sphinxext.__file__).parent


# What code calls with a message.
_SAYING = {"_": None, "say": None, "sphinx_text": None}


def messages_in(path: Path) -> Iterator[str]:
    found: list[object]
    with path.open("rb") as file:
        if path.suffix == ".py":
            # Sentences for users of the command have catalogs of their own.
            own = b"from diglot.core.i18n import" in path.read_bytes()
            calls = {call: None for call in _SAYING if not (own and call == "_")}
            found = [message for _line, message, *_ in extract("python", file, calls)]
        else:
            found = [message for _line, _name, message, _ in babel_extract(file, ["_"], [], {})]
    yield from (message for message in found if isinstance(message, str) and message.strip())


@pytest.mark.parametrize("tag", ["zh_CN", "zh_TW"])
def test_every_message_is_translated(tag: str) -> None:
    catalog = chrome.catalog_of(tag)
    assert catalog
    own = chrome.read_catalog(catalog)
    sphinx = gettext.translation("sphinx", package_dir / "locale", [tag])
    paths = [*PACKAGE.rglob("*.py"), *PACKAGE.glob("html/site/templates/**/*.html")]
    messages = {message: path.name for path in paths for message in messages_in(path)}
    assert messages
    missing = {
        message: name
        for message, name in messages.items()
        if sphinx.gettext(message) == message == own.gettext(message)
    }
    assert not missing
