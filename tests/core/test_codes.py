from __future__ import annotations

import copy
import pickle

import pytest

from diglot.core.codes import Code, is_plugin_code, read_code


@pytest.mark.parametrize("code", Code)
def test_every_code_has_its_sentence(code: Code) -> None:
    assert code.sentence[0].isupper()
    assert code.sentence.endswith(".")


@pytest.mark.parametrize("code", Code)
def test_a_code_is_its_name_wherever_it_goes(code: Code) -> None:
    assert str(code) == code.value == code
    assert read_code(str(code)) is code
    assert pickle.loads(pickle.dumps(code)) is copy.deepcopy(code) is code  # noqa: S301 - our own


def test_no_code_of_ours_can_be_a_plugin_s() -> None:
    assert not any(is_plugin_code(code) for code in Code)


@pytest.mark.parametrize("name", ["acme.tone", "acme-checks.tone-2", "org.acme.tone"])
def test_codes_of_plugins(name: str) -> None:
    assert read_code(name) == name


@pytest.mark.parametrize("name", ["", "tone", "acme.", ".tone", "Acme.tone", "acme.to ne", "a,b.c"])
def test_what_is_no_code(name: str) -> None:
    with pytest.raises(ValueError, match="is not a valid Code"):
        read_code(name)
