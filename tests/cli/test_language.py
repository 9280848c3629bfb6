"""The command speaks the language of the person at the terminal."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import run_module
from diglot.cli.language import shown, user_language
from diglot.cli.main import main
from diglot.cli.parser import VERBS
from diglot.cli.wrap import width_of, wrapped
from diglot.core.i18n import SPHINX, Message, _

Copy = Callable[[str], Path]
Captured = pytest.CaptureFixture[str]
CHINESE = ("zh_CN", "zh_TW")

# Three words of English in a row are a sentence that nobody has translated.
_ENGLISH = re.compile(r"[A-Za-z]{2,}(?: [a-z]{2,}){2,}")
# What stays as it is: code, names of formats, and calls in examples.
_CODE = re.compile(r"`[^`]*`|^ *(?:diglot|git|echo) .*?(?=  |$)|\[[^\]]*\]", re.MULTILINE)


def english_in(text: str) -> list[str]:
    return _ENGLISH.findall(_CODE.sub("", text))


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that sets the variables of a locale, and no others."""

    def set_variables(**variables: str) -> None:
        for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return set_variables


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_TW.UTF-8"}, "zh_TW"),
        ({"LANG": "zh_HK.UTF-8"}, "zh_TW"),
        ({"LANG": "zh_SG"}, "zh_CN"),
        ({"LANG": "zh"}, "zh_CN"),
        ({"LANG": "zh_Hant_TW"}, "zh_TW"),
        ({"LANG": "zh-Hans"}, "zh_CN"),
        ({"LANG": "zh_TW@radical"}, "zh_TW"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "zh_CN", "LC_ALL": "zh_TW.UTF-8"}, "zh_TW"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "POSIX"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_TW:zh_CN"}, "zh_TW"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "de:zh"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "de:en:zh"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": ""}, "zh_CN"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "zh_CN"}, "en"),
        ({"LANGUAGE": "zh_CN"}, "en"),
    ],
)
def test_the_environment_chooses(
    speak: Callable[..., None], variables: dict[str, str], language: str
) -> None:
    speak(**variables)
    assert user_language() == language


@pytest.mark.parametrize(
    ("encoding", "wanted", "language"),
    [
        ("utf-8", "zh_TW", "zh_TW"),
        ("gb18030", "zh_CN", "zh_CN"),
        ("big5", "zh_TW", "zh_TW"),
        ("big5", "zh_CN", "en"),
        ("ascii", "zh_CN", "en"),
        ("latin-1", "zh_TW", "en"),
    ],
)
def test_a_terminal_that_cannot_show_chinese_gets_english(
    speak: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    encoding: str,
    wanted: str,
    language: str,
) -> None:
    speak(LANG=wanted)
    with io.TextIOWrapper(io.BytesIO(), encoding=encoding) as stream:
        monkeypatch.setattr("sys.stderr", stream)
        assert user_language() == language


@pytest.mark.parametrize("language", CHINESE)
@pytest.mark.parametrize("verb", [None, *VERBS])
def test_help_holds_no_english_sentence(
    speak: Callable[..., None], capsys: Captured, language: str, verb: str | None
) -> None:
    speak(LANG=f"{language}.UTF-8")
    with pytest.raises(SystemExit) as left:
        main([verb, "--help"] if verb else ["--help"])
    assert left.value.code == 0
    help_text = capsys.readouterr().out
    assert ("用法：" in help_text, english_in(help_text)) == (True, [])


@pytest.mark.parametrize("language", CHINESE)
def test_wrong_calls_are_named_in_the_users_language(
    speak: Callable[..., None], capsys: Captured, language: str
) -> None:
    speak(LANG=f"{language}.UTF-8")
    for arguments in (["bild"], ["build", "--jobs"], ["build", "-j", "0"], ["build", "--nope"]):
        assert main(arguments) == 2
        assert english_in(capsys.readouterr().err) == []


def test_programs_get_english(speak: Callable[..., None], capsys: Captured) -> None:
    speak(LANG="zh_CN.UTF-8")
    assert main(["build", "-j", "0", "--format", "json"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out) == {
        "version": 1,
        "error": {
            "message": "--jobs 0: nothing would be built",
            "hint": "build at least one language at a time: --jobs 1",
        },
    }
    assert "错误：" in err
    assert main(["build", "--jobs", "--format=json"]) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["message"] == "argument -j/--jobs: expected one argument"
    assert error["hint"] == "see `diglot build --help`"


def test_sphinx_is_asked_for_its_own_words(speak: Callable[..., None]) -> None:
    speak(LANG="zh_TW.UTF-8")
    message = Message("image file not readable: %s", {"0": "a.png"}, domain=SPHINX)
    assert "a.png" in shown(message)
    assert shown(message) != message


def test_what_has_no_translation_is_english(speak: Callable[..., None]) -> None:
    speak(LANG="zh_CN.UTF-8")
    assert shown(_("nobody {verb} this", verb="says")) == "nobody says this"
    assert shown("plain") == "plain"


def test_lines_of_help_are_as_wide_as_the_terminal() -> None:
    text = "文档名、源文文件或目录文件；默认全部（可以重复，也可以用 `comma,separated` 隔开）。" * 3
    lines = list(wrapped(text, 40))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width_of(line) <= 40 for line in lines)
    assert not [line for line in lines if line[0] in "，。；：、？！）”"]
    assert not [line for line in lines if line[-1] in "（“"]


PROBLEMS = """
![](nope.png) {ref}`nowhere` [x](missing.md) {unknown}`x` {term}`foo` **“模型”**很

```{nodirective}
```

```{toctree}
absent
```

```{figure}
```

```{figure} a b c
:widht: 1
```

```{image} nope.png
:width: wide
```

```{toctree}
:maxdepth
```

[x](#nowhere) [y](chapter.md#nowhere) {{ nothing }}

#### Too deep

(twice)=
a

(twice)=
b

[^none]: unused
"""
PROBLEMS_OF_RST = """
:orphan:

一
==

|nothing| nowhere_ :nosuch:`x` *a

.. nosuch::

.. image::

.. image:: nope.png
   :widht: 1

.. note::

.. include:: nope.rst

.. literalinclude:: nope.py

- a
b

二
-

.. figure:: nope.png
   :width: wide
"""


def test_builds_and_checks_say_all_in_chinese(
    speak: Callable[..., None], copy_project: Copy
) -> None:
    root = copy_project("minimal")
    with (root / "docs/chapter.md").open("a", encoding="utf-8") as page:
        page.write(PROBLEMS)
    (root / "docs/rest.rst").write_text(PROBLEMS_OF_RST, "utf-8")
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('diglot_handouts = {"book": "nowhere"}\ndiglot_langauges = []\n')
    catalog = root / "locales/en/LC_MESSAGES/chapter.po"
    text = catalog.read_text("utf-8").replace("The second paragraph.", "A [x](y) {kbd}`z` 500")
    catalog.write_text(text, "utf-8")
    speak(LANG="zh_CN.UTF-8")
    first = run_module("diglot", "build", cwd=root)
    assert english_in(first.stdout + first.stderr) == []
    assert "docs/chapter.md:10: 错误：无法读取图像文件：nope.png [missing-image]" in first.stderr
    assert "  下一步：添上图，或改正页面里的路径" in first.stderr
    assert "个错误" in first.stdout.splitlines()[-1]
    # What the build cache tells again is in the language of who asks.
    speak(LANG="zh_TW.UTF-8")
    again = run_module("diglot", "build", cwd=root)
    assert "無需更新" in again.stdout
    assert "錯誤：影像檔案無法讀取： nope.png" in again.stderr
    assert english_in(again.stdout + again.stderr) == []
    speak(LANG="zh_CN.UTF-8", LC_ALL="C.UTF-8")
    english = run_module("diglot", "build", cwd=root)
    assert "error: image file not readable: nope.png [missing-image]" in english.stderr
    assert not re.search(r"[一-鿿]{4}", english.stderr)
    speak(LANG="zh_CN.UTF-8")
    for arguments in (["check", "-v"], ["update", "--dry-run"], ["status"], ["export", "csv"]):
        done = run_module("diglot", *arguments, cwd=root)
        assert english_in(done.stdout + done.stderr) == []
    data = json.loads(run_module("diglot", "check", "--format", "json", cwd=root).stdout)
    assert "this number is not in the source: 500" in [
        finding["message"] for finding in data["diagnostics"]
    ]
