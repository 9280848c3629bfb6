from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.config import Config

from diglot.core.codes import Code
from diglot.sphinxext.config.declare import declare, former_names_in_use
from diglot.sphinxext.config.settings import SETTINGS, Setting
from site_books import sphinx_build

RENAMED = [setting for setting in SETTINGS if setting.formerly]
renamed = pytest.mark.parametrize("setting", RENAMED, ids=[setting.name for setting in RENAMED])


def declared(conf: dict[str, object], **overrides: object) -> Config:
    config = Config(conf, overrides)
    declare(config)
    return config


@renamed
def test_conf_may_use_the_former_name(setting: Setting) -> None:
    value = object()
    config = declared({setting.formerly: value})
    assert config[setting.name] is value
    assert former_names_in_use(config) == (setting,)


@renamed
def test_the_command_line_may_use_the_former_name(setting: Setting) -> None:
    value = object()
    assert declared({}, **{setting.formerly: value})[setting.name] is value


@renamed
def test_the_new_name_takes_precedence_over_the_former_one(setting: Setting) -> None:
    config = declared({setting.name: setting.default, setting.formerly: object()})
    assert config[setting.name] == setting.default


@renamed
def test_the_default_does_not_count_as_a_use_of_the_former_name(setting: Setting) -> None:
    config = declared({})
    assert config[setting.name] == setting.default
    assert former_names_in_use(config) == ()


def test_a_build_warns_of_a_former_name_and_uses_its_value(copy_book: Path, tmp_path: Path) -> None:
    out = tmp_path / "build" / "site" / "zh-cn"
    conf = copy_book / "conf.py"
    more = "\ndiglot_peek = False\ndiglot_handout = {}\nhtml_diglot = _diglot_private = 1\n"
    more += 'html_baseurl = "example.org/book"\n'
    conf.write_text(conf.read_text("utf-8") + more, "utf-8")
    warnings = sphinx_build(copy_book, "zh_CN", out)
    assert f"[diglot.{Code.RENAMED_SETTING}]" in warnings
    assert "diglot_popovers" in warnings
    assert f"[diglot.{Code.UNKNOWN_SETTING}]" in warnings
    assert "did you mean diglot_handouts?" in warnings
    assert "html_baseurl is no address: example.org/book; it is left out" in warnings
    assert 'rel="canonical"' not in (out / "index.html").read_text("utf-8")
    assert warnings.count("conf.py:") == 3
    assert not (out / "_blocks").exists()
