"""A new project names diglot from where it was installed."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from diglot import __version__
from diglot.core.language import language
from diglot.starter import requirement as module
from diglot.starter.requirement import is_out_of_reach, requirement

NAME_ONE = (
    "# diglot was installed from this computer here. Until this version is published, put an\n"
    "# address that others reach in its place: "
    f"diglot @ https://example.org/diglot-{__version__}-py3-none-any.whl"
)


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (None, f"diglot[ja]=={__version__}"),
        (
            {"url": "file:///home/me/diglot", "dir_info": {}},
            f"{NAME_ONE}\ndiglot[ja]=={__version__}",
        ),
        ({"url": "https://example.org/d.whl"}, "diglot[ja] @ https://example.org/d.whl"),
        (
            {
                "url": "https://example.org/diglot.git",
                "vcs_info": {"vcs": "git", "commit_id": "f00d"},
            },
            "diglot[ja] @ git+https://example.org/diglot.git@f00d",
        ),
    ],
)
def test_where_it_comes_from(
    monkeypatch: pytest.MonkeyPatch, origin: dict[str, Any] | None, expected: str
) -> None:
    stated = json.dumps(origin) if origin else None
    found = SimpleNamespace(read_text=lambda _name: stated)
    monkeypatch.setattr(module, "distribution", lambda _name: found)
    assert requirement((language("ja"), language("en"))) == expected
    assert is_out_of_reach() == expected.startswith("#")
