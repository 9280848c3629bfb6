"""The chapters to look things up in hold what there is, and nothing else."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest

from diglot.checks.table import CHECKS
from diglot.cli.parser import whole_parser
from diglot.core.codes import Code
from diglot.core.diagnostic import Severity
from diglot.sphinxext.config.settings import SETTINGS
from folders import GUIDE
from guide.snippets import codes_in, definitions, sections, tokens

SHARED = "共用选项"
WEIGHTS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}


def verbs() -> dict[str, argparse.ArgumentParser]:
    actions = whole_parser()._actions
    found = next(action for action in actions if isinstance(action, argparse._SubParsersAction))
    return dict(found.choices)


def documented_settings() -> dict[str, Any]:
    found = {}
    for term, meaning in definitions(tokens("settings")):
        name = codes_in(term)[0]
        if name.startswith("diglot_"):
            assert meaning.content.startswith("默认："), name
            found[name] = ast.literal_eval(codes_in(meaning)[0])
    return found


def test_every_setting_is_documented_with_its_default() -> None:
    assert documented_settings() == {setting.name: setting.default for setting in SETTINGS}


def test_former_names_of_settings_are_documented() -> None:
    meanings = {
        codes_in(term)[0]: meaning.content for term, meaning in definitions(tokens("settings"))
    }
    renamed = [setting for setting in SETTINGS if setting.formerly]
    assert renamed
    for setting in renamed:
        assert f"`{setting.formerly}`" in meanings[setting.name]


def test_the_verbs_are_those_of_the_command() -> None:
    documented = [title.partition("：")[0] for title in sections("commands") if "：" in title]
    assert documented == list(verbs())


def arguments_of(verb: str) -> Iterator[str]:
    for action in verbs()[verb]._actions:
        if not isinstance(action, argparse._HelpAction):
            yield from action.option_strings or [str(action.metavar)]


def documented_arguments(verb: str) -> Iterator[str]:
    chapters = sections("commands")
    stream = next(stream for title, stream in chapters.items() if title.startswith(f"{verb}："))
    for term, _meaning in definitions(stream):
        yield from (code.split()[0] for code in codes_in(term))
    shared = next((token.content for token in stream if token.content.startswith(SHARED)), "")
    yield from re.findall(r"`([^`]+)`", shared.partition("。")[0])


@pytest.mark.parametrize("verb", verbs())
def test_every_option_is_documented(verb: str) -> None:
    assert sorted(documented_arguments(verb)) == sorted(arguments_of(verb))


@pytest.mark.parametrize("verb", verbs())
def test_the_shared_options_are_explained(verb: str) -> None:
    explained = {
        code.split()[0]
        for term, _meaning in definitions(sections("commands")[SHARED])
        for code in codes_in(term)
    }
    own = {
        code.split()[0]
        for title, stream in sections("commands").items()
        if title.startswith(f"{verb}：")
        for term, _meaning in definitions(stream)
        for code in codes_in(term)
    }
    assert set(arguments_of(verb)) <= explained | own


@pytest.mark.parametrize("verb", verbs())
def test_every_choice_is_named(verb: str) -> None:
    chapters = sections("commands")
    here = [
        token.content
        for title, stream in chapters.items()
        if title == SHARED or title.startswith(f"{verb}：")
        for token in stream
    ]
    words = set(re.findall(r"[\w-]+", " ".join(here)))
    for action in verbs()[verb]._actions:
        assert set(action.choices or ()) <= words, action.dest


def weights() -> dict[str, str]:
    text = (GUIDE / "errors.md").read_text("utf-8")
    return dict(re.findall(r"^\* - `([a-z-]+)`\n  - \*\*(..)\*\* ", text, re.MULTILINE))


def test_every_diagnostic_is_explained() -> None:
    assert sorted(weights()) == sorted(Code)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.code))
def test_a_check_has_the_weight_it_is_said_to_have(check: Any) -> None:
    assert weights()[check.code] == WEIGHTS[check.severity]
