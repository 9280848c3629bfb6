"""What the process of a session answers."""

from __future__ import annotations

import pickle

import pytest
from sphinx.errors import SphinxError

from diglot.core.diagnostic import Location
from diglot.core.errors import DiglotError
from diglot.core.i18n import Message, _
from diglot.sphinxext.session.worker import reason_of


def test_what_went_wrong_can_be_translated_by_whoever_asked() -> None:
    error = DiglotError(_("there is no {what}", what="page"), location=Location("conf.py", 3))
    for reason in (reason_of(error), reason_of(SphinxError(_("there is no page")))):
        received = pickle.loads(pickle.dumps(reason))  # noqa: S301 - our own
        assert isinstance(received, Message)
        assert received == reason
    assert reason_of(error) == "conf.py:3: there is no page"


def test_what_to_do_next_is_said() -> None:
    assert reason_of(DiglotError("it is gone", hint="write it")) == "it is gone; write it"


def test_a_bug_shows_where_it_is() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        1 / 0  # noqa: B018 - fails
    assert "test_worker.py" in reason_of(caught.value)
