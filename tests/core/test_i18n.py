from __future__ import annotations

import copy
import gettext
import json
import pickle
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Severity, diagnostic_from_dict
from diglot.core.i18n import SPHINX, Message, Translations, _, clauses, listed, ngettext
from diglot.core.suggestions import did_you_mean
from diglot.core.translations import OwnCatalog


def catalogs(**strings: str | tuple[str, ...]) -> Callable[[str], Translations | None]:
    kept = {
        msgid: (string,) if isinstance(string, str) else string for msgid, string in strings.items()
    }
    return lambda _domain: OwnCatalog(kept, "(n != 1)")


def test_a_sentence_is_english_until_it_is_shown() -> None:
    message = _("there is no {thing} in {path}", thing=_("page"), path="docs")
    assert message == "there is no page in docs"
    german = catalogs(
        **{"there is no {thing} in {path}": "in {path} fehlt: {thing}", "page": "Seite"}
    )
    assert message.translated(german) == "in docs fehlt: Seite"
    assert message.translated(catalogs()) == message


def test_braces_without_arguments_stand_for_themselves() -> None:
    message = _("write {term}`x`")
    assert message == "write {term}`x`"
    assert message.translated(catalogs(**{message: "schreibe {term}`x`"})) == "schreibe {term}`x`"


@pytest.mark.parametrize(
    ("number", "english", "german"), [(1, "1 page", "1 Seite"), (2, "2 pages", "2 Seiten")]
)
def test_numbers_choose_the_form(number: int, english: str, german: str) -> None:
    message = ngettext("{number} page", "{number} pages", number)
    assert message == english
    forms = catalogs(**{"{number} page": ("{number} Seite", "{number} Seiten")})
    assert message.translated(forms) == german
    assert message.translated(catalogs()) == english


def test_lists_have_the_marks_of_the_language() -> None:
    chinese = catalogs(
        **{"{left}, {right}": "{left}、{right}", "{left}; {right}": "{left}；{right}"}
    )
    three = listed(["a", "b", "c"])
    assert (three, listed(["a"]), listed([])) == ("a, b, c", "a", "")
    assert isinstance(three, Message)
    assert three.translated(chinese) == "a、b、c"
    assert clauses([three, "d"]) == "a, b, c; d"


def test_percent_fields_of_sphinx() -> None:
    class Upper(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper().replace("%S", "%s").replace("%R", "%r")

    message = Message("image file not readable: %s", {"0": "plan.svg"}, domain=SPHINX)
    assert message == "image file not readable: plan.svg"
    assert message.translated(lambda _domain: Upper()) == "IMAGE FILE NOT READABLE: plan.svg"


texts = st.text() | st.integers() | st.floats(allow_nan=False)
messages = st.recursive(
    st.builds(lambda text: _("{a} and {b}", a=text, b="x"), st.text()),
    lambda inner: st.builds(
        lambda a, b, n: ngettext("{number} {a} {b}", "{number} {a} {b}s", n, a=a, b=b),
        inner | texts,
        inner,
        st.integers(0, 3),
    ),
)


@given(messages)
def test_messages_survive_processes_and_caches(message: Message) -> None:
    for kept in (pickle.loads(pickle.dumps(message)), copy.deepcopy(message)):  # noqa: S301 - our own
        assert (kept, kept.as_data()) == (message, message.as_data())
    found = Diagnostic(Code.SPHINX, Severity.ERROR, message, None, (message, "plain"))
    again = diagnostic_from_dict(json.loads(json.dumps(found.as_stored())))
    assert again == found
    assert again.message.as_data() == message.as_data()  # type: ignore[attr-defined]  # what is tested
    assert again.hints[0].as_data() == message.as_data()  # type: ignore[attr-defined]  # as above


@given(messages)
def test_programs_read_english(message: Message) -> None:
    data = Diagnostic(Code.SPHINX, Severity.ERROR, message, None, (message,)).as_dict()
    assert type(data["message"]) is str
    assert json.loads(json.dumps(data)) == {
        "code": "sphinx",
        "severity": "error",
        "message": str(message),
        "hints": [str(message)],
    }


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("bild", "did you mean build?"), ("ZH_cn", "did you mean zh_CN or zh_TW?"), ("qqqq", None)],
)
def test_names_that_are_alike(wrong: str, meant: str | None) -> None:
    assert did_you_mean(wrong, ["build", "zh_CN", "zh_TW"]) == meant
