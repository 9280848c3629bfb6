"""The snippets of the guide do what the guide says."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sphinx.cmd.build import get_parser

from diglot.cli.main import main
from diglot.cli.parser import whole_parser
from diglot.sphinxext.config.settings import SETTINGS
from distributions import install
from folders import GUIDE
from guide.snippets import Snippet, snippets
from site_books import sphinx_build

CONF = [snippet for snippet in snippets("python") if snippet.caption == "conf.py"]
PAGES = snippets("markdown")
THEMES = snippets("typst")
COMMANDS = snippets("console")
DIGLOT = {setting.name for setting in SETTINGS}

# The conf.py that the guide begins with, as it stands.
[BASE] = [snippet.text for snippet in CONF if "extensions" in snippet.text]


def values_of(snippet: Snippet) -> dict[str, Any]:
    values: dict[str, Any] = {}
    exec(snippet.text, values)  # noqa: S102 - what a reader would copy into conf.py
    return {name: value for name, value in values.items() if name != "__builtins__"}


@pytest.mark.parametrize("snippet", CONF, ids=str)
def test_conf_snippets_run_and_set_what_there_is(snippet: Snippet) -> None:
    values = values_of(snippet)
    assert values
    assert {name for name in values if name.startswith("diglot_")} <= DIGLOT


@pytest.mark.parametrize("snippet", COMMANDS, ids=str)
def test_commands_are_understood(snippet: Snippet) -> None:
    lines = snippet.text.replace("\\\n", " ").splitlines()
    calls = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
    # What a shell does with the output is its own business.
    commands = [shlex.split(call.partition(" > ")[0]) for call in calls]
    assert commands
    for program, *arguments in commands:
        if program == "diglot":
            whole_parser().parse_args(arguments)
        elif program == "sphinx-build":
            get_parser().parse_args(arguments)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that the guide begins with, and all pages, handouts and looks it shows."""
    folder = tmp_path_factory.mktemp("guide")
    docs = folder / "docs"
    shutil.copytree(GUIDE.parent / "figures", docs / "figures")
    settings: dict[str, Any] = {
        name: {} for name in ("diglot_handouts", "diglot_handouts_defaults", "diglot_fonts")
    }
    for snippet in CONF:
        for name, value in values_of(snippet).items():
            if name in ("diglot_handouts", "diglot_handouts_defaults", "diglot_fonts"):
                settings[name] |= value
            elif name == "diglot_handouts_theme":
                settings[name] = value
    for name in settings["diglot_fonts"].get("folders", ()):
        (folder / name).mkdir()
    for theme in THEMES:
        with (folder / theme.caption).open("a", encoding="utf-8") as file:
            file.write(theme.text)
    lines = [f"{name} = {value!r}\n" for name, value in settings.items()]
    (folder / "conf.py").write_text(BASE + "".join(lines), "utf-8")
    write_pages(docs)
    return folder


def write_pages(docs: Path) -> None:
    for name in ("first", "second"):
        page = docs / "talks" / f"{name}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"# {name}\n\n> 引文\n\n[链接](https://example.org/)\n", "utf-8")
    for snippet in PAGES:
        (docs.parent / snippet.caption).write_text(snippet.text, "utf-8")
    names = [str(path.relative_to(docs).with_suffix("")) for path in sorted(docs.rglob("*.md"))]
    toctree = "\n".join(["```{toctree}", *names, "```"])
    (docs / "index.md").write_text(f"# 书\n\n{toctree}\n", "utf-8")


def test_the_extension_prints_its_nodes_in_handouts(tmp_path: Path) -> None:
    [extension] = [snippet for snippet in snippets("python") if snippet.caption == "callouts.py"]
    (tmp_path / extension.caption).write_text(extension.text, "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(
        "# 书\n\n按{press}`回车`键。\n\n```{callout} 注意 #1\n框里的话。\n```\n", "utf-8"
    )
    (tmp_path / "conf.py").write_text(
        f"import sys\nsys.path.insert(0, {str(tmp_path)!r})\n{BASE}"
        'extensions.append("callouts")\ndiglot_handouts = {"book": "index"}\n',
        "utf-8",
    )
    out = tmp_path / "build" / "typst"
    assert sphinx_build(tmp_path, "zh_CN", out, builder="typst") == ""
    pages = PdfReader(out / "book.zh-cn.pdf").pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "⌨ 回车" in text
    assert "注意 #1 框里的话。" in text


def test_the_distribution_adds_its_checks(
    tmp_path: Path,
    copy_project: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    [module] = [snippet for snippet in snippets("python") if snippet.caption == "acme_checks.py"]
    [metadata] = [snippet for snippet in snippets("toml") if "diglot.checks" in snippet.text]
    project = tomllib.loads(metadata.text)["project"]
    site = tmp_path / "site-packages"
    install(site, project["name"], {"acme_checks.py": module.text}, project["entry-points"])
    monkeypatch.syspath_prepend(site)
    book = copy_project("minimal")
    path = book / "locales/en/LC_MESSAGES/chapter.po"
    path.write_text(path.read_text("utf-8").replace("paragraph.", "e-mail!"), "utf-8")
    assert main(["check", "--project", str(book), "--strict", "--select", "acme.tone"]) == 1
    assert "the translation shouts [acme.tone]" in capsys.readouterr().err
    assert main(["check", "--project", str(book), "--select", "spelling"]) == 0
    assert "write email, or add the word" in capsys.readouterr().err
    assert main(["check", "--explain", "acme.tone"]) == 0
    assert "A translation does not shout." in capsys.readouterr().out


def test_pages_build_without_a_warning(book: Path) -> None:
    site = book / "build" / "site"
    assert sphinx_build(book, "zh_CN", site / "zh-cn") == ""
    for snippet in PAGES:
        page = Path(snippet.caption).relative_to("docs").with_suffix(".html")
        shown = (site / "zh-cn" / page).read_text("utf-8")
        assert not re.findall(r":::|\{[a-z]+\}|\[\^", shown[shown.index("<article") :])


def test_handouts_and_the_theme_compile(book: Path) -> None:
    out = book / "build" / "typst"
    untranslated = ("-D", "suppress_warnings=diglot.stale-catalog")
    assert sphinx_build(book, "zh_CN", out, *untranslated, builder="typst") == ""
    made = sorted(path.name for path in out.glob("*.pdf"))
    names = {name for snippet in CONF for name in values_of(snippet).get("diglot_handouts", ())}
    others = ["exercises.zh-cn.booklet.pdf", "slides.zh-cn_en.pdf", "workshop.zh-cn_en.pdf"]
    assert made == sorted([*(f"{name}.zh-cn.pdf" for name in names), *others])
    assert THEMES[0].text in (out / "zh-cn" / "theme" / "project" / "theme.typ").read_text("utf-8")
