"""What is told of parts of a page that could not be made alone."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.utils import SystemMessage
from sphinx.errors import ExtensionError

from diglot.sphinxext.session.attempts import attempted


def test_what_nobody_expects_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> str:
        raise KeyError("a fault of ours")

    for _time in range(2):
        assert attempted(fail, "the page") == "the page"
    (told,) = caplog.records
    assert (told.levelname, told.name) == ("WARNING", "diglot")
    assert "KeyError: 'a fault of ours'" in told.getMessage()
    assert told.exc_info


_MESSAGE = nodes.system_message("", source="a.md", type="ERROR", level=3)


@pytest.mark.parametrize("error", [ExtensionError("wrong"), SystemMessage(_MESSAGE, 3)])
def test_what_is_wrong_in_a_text_is_for_its_page_to_tell(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> str:
        raise error

    assert attempted(fail, "the page") == "the page"
    assert not caplog.records
    assert attempted(lambda: "the block", "the page") == "the block"
