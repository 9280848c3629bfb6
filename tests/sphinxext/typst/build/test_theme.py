"""Themes that are installed: a distribution names them, conf.py takes one by its name."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from commands import run_module
from distributions import install
from guide.snippets import snippets
from sphinxext.typst.conftest import Book, text_of

PDF = "book.zh-cn.pdf"
FILES = {
    "acme_theme/__init__.py": "",
    "acme_theme/theme.typ": (
        '#import "marks.typ": mark\n'
        '#let paragraph(body) = par(body + mark + box(image("pictures/logo.svg", alt: "logo")))\n'
        "#let small-title(body) = par([acme: #body])\n"
    ),
    "acme_theme/marks.typ": "#let mark = [ [acme]]\n",
    "acme_theme/words.typ": (
        '#let word(name, lang: none) = if name == "page" { n => [ [acme page #n]] } else { name }\n'
    ),
    "acme_theme/pictures/logo.svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
    ),
    "acme_theme/night/theme.typ": "#let paragraph(body) = par(body + [ [night]])\n",
}
POINTS = {
    "diglot.handout_themes": {
        "acme": "acme_theme",
        "acme-night": "acme_theme:night",
        "lost": "acme_theme_gone",
    }
}
PAGE = """# 标题

见 {ref}`there`。

```{rubric} 小标题
```

```{raw} typst
#pagebreak()
```

(there)=
## 那里

文。
"""


@dataclass(frozen=True)
class Themed:
    """A book, and a folder with the distribution of a theme that Python finds."""

    book: Book
    packages: Path

    def run(self, *lines: str) -> subprocess.CompletedProcess[str]:
        self.book.configure(*lines)
        return self.book.run(packages=self.packages)

    def text(self, *lines: str) -> str:
        done = self.run(*lines)
        assert (done.returncode, done.stderr) == (0, "")
        return text_of(self.book.out() / PDF).replace("\xa0", " ")


@pytest.fixture
def themed(book: Book, tmp_path_factory: pytest.TempPathFactory) -> Themed:
    packages = tmp_path_factory.mktemp("packages")
    install(packages, "acme-theme", FILES, POINTS)
    (book.docs / "index.md").write_text(PAGE, "utf-8")
    return Themed(book, packages)


def test_an_installed_theme_gives_functions_files_and_pictures(themed: Themed) -> None:
    sources = themed.book.folder / "acme" / "src"
    sources.mkdir(parents=True)
    (sources.parent / "pyproject.toml").write_text('[project]\nname = "acme"\n', "utf-8")
    text = themed.text('diglot_handouts_theme = "acme"')
    assert "[acme page 2]" in text
    assert "文。 [acme]" in text
    theme = themed.book.sources() / "theme"
    assert (theme / "pictures" / "logo.svg").is_file()
    assert list(theme.rglob("*.py")) == []


def test_an_entry_point_may_name_a_folder_of_its_package(themed: Themed) -> None:
    text = themed.text('diglot_handouts_theme = "acme-night"')
    assert "文。 [night]" in text
    assert "acme" not in text


def test_the_later_of_several_wins(themed: Themed) -> None:
    (themed.book.folder / "theme.typ").write_text(
        '#import "/theme/theme-acme.typ" as acme\n'
        "#let paragraph(body) = { acme.paragraph(body); [[ours]] }\n",
        "utf-8",
    )
    done = themed.run('diglot_handouts_theme = ["acme", "theme.typ"]')
    assert done.returncode == 0
    assert done.stderr == ""
    text = text_of(themed.book.out() / PDF)
    assert "[ours]" in text
    assert "[acme]" in text
    assert "acme: 小标题" in text
    text = themed.text('diglot_handouts_theme = ["acme", "acme-night"]')
    assert "文。 [night]" in text
    assert "acme: 小标题" in text


def test_what_a_project_overrides_and_nothing_uses(themed: Themed) -> None:
    folder = themed.book.folder / "looks"
    folder.mkdir()
    (folder / "theme.typ").write_text(
        "#let mark = [ [ours]]\n#let paragraph(body) = par(body + mark)\n"
        "#let small-titel(body) = body\n"
        # The cover of a handout that this build does not make.
        "#let own-cover(art) = page[ours]\n",
        "utf-8",
    )
    (folder / "wrods.typ").write_text("#let word(name, lang: none) = name\n", "utf-8")
    both = '{"documents": "index", "reading": "parallel", "cover": {"function": "own-cover"}}'
    done = themed.run(
        f'diglot_handouts["both"] = {both}', 'diglot_handouts_theme = ["acme", "looks"]'
    )
    assert done.returncode == 0
    assert f"{folder}/theme.typ:3: WARNING: nothing calls small-titel" in done.stderr
    assert "next: did you mean small-title?" in done.stderr
    assert (
        f"{folder}/wrods.typ:1: WARNING: no other file of the theme reads this one" in done.stderr
    )
    assert "next: did you mean words.typ?" in done.stderr
    # Each reading tells of both.
    assert done.stderr.count("[diglot.unused-override]") == 4
    assert "own-cover" not in done.stderr


def test_a_theme_that_is_no_longer_named_leaves_nothing(themed: Themed) -> None:
    themed.text('diglot_handouts_theme = "acme"')
    assert "acme" not in themed.text('diglot_handouts_theme = ""')
    theme = themed.book.sources() / "theme"
    assert not list(theme.rglob("*acme*")) + list(theme.rglob("*.svg"))


def test_a_changed_theme_is_seen(themed: Themed) -> None:
    themed.text('diglot_handouts_theme = "acme"')
    (themed.packages / "acme_theme" / "marks.typ").write_text("#let mark = [ [new]]\n", "utf-8")
    assert "文。 [new]" in themed.text()


def test_the_command_sees_a_changed_theme(themed: Themed) -> None:
    # It asks its build cache first, which knows what lies in the project and what is installed.
    themed.book.configure('diglot_handouts_theme = "acme"')
    command = ["build", "--output", "out", "zh-cn/handouts"]

    def build() -> str:
        folder = themed.book.folder
        done = run_module("diglot", *command, cwd=folder, packages=themed.packages)
        assert done.returncode == 0, done.stdout + done.stderr
        return text_of(themed.book.folder / "out" / "site" / "handouts" / PDF)

    assert "[acme]" in build()
    (themed.packages / "acme_theme" / "marks.typ").write_text("#let mark = [ [new]]\n", "utf-8")
    assert "[new]" in build()


@pytest.mark.parametrize(
    ("name", "messages"),
    [
        (
            "acne",
            [
                "'acne' is no file or folder beside conf.py",
                "acme, acme-night, lost",
                "did you mean acme",
            ],
        ),
        ("zzz", ["the installed themes are acme, acme-night, lost"]),
        ("lost", ["'lost' cannot be read", "acme_theme_gone"]),
    ],
)
def test_a_theme_that_is_not_there_stops_the_build(
    themed: Themed, name: str, messages: list[str]
) -> None:
    done = themed.run(f'diglot_handouts_theme = "{name}"')
    assert done.returncode != 0
    assert [message for message in messages if message not in done.stderr] == []
    assert ("did you mean" in done.stderr) == (name == "acne")


def test_without_installed_themes_none_is_listed(themed: Themed) -> None:
    shutil.rmtree(themed.packages)
    assert "no theme is installed" in themed.run('diglot_handouts_theme = "acme"').stderr


def test_the_guides_package_and_setting_work(themed: Themed) -> None:
    [package] = [snippet for snippet in snippets("toml") if "diglot.handout_themes" in snippet.text]
    [setting] = [snippet for snippet in snippets("python") if '["acme"' in snippet.text]
    points = tomllib.loads(package.text)["project"]["entry-points"]
    lines = [
        f"[{group}]\n{name} = {value}\n"
        for group in points
        for name, value in points[group].items()
    ]
    (themed.packages / "acme_theme-1.0.dist-info" / "entry_points.txt").write_text(
        "".join(lines), "utf-8"
    )
    (themed.book.folder / "theme.typ").write_text(
        "#let small-title(body) = par([ours: #body])\n", "utf-8"
    )
    text = themed.text(setting.text)
    assert "文。 [acme]" in text
    assert "ours: 小标题" in text


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("#let paragraph(body) = par(nonsense(body))", ["look.typ:2: ", "(used in docs/index.md:"]),
        ("#let paragraph(body) = par(", ["look.typ:2: "]),
        ("#let paragraph() = par[文]", ["index.md:", "look.typ may be why"]),
    ],
    ids=["inside", "as a whole", "in its arguments"],
)
def test_what_fails_in_a_theme_is_told_of_the_file_of_its_author(
    book: Book, line: str, told: list[str]
) -> None:
    (book.docs / "index.md").write_text("# 标题\n\n文。\n", "utf-8")
    (book.folder / "look.typ").write_text(f"// Ours.\n{line}\n", "utf-8")
    book.configure('diglot_handouts_theme = "look.typ"')
    done = book.run()
    assert [words for words in told if words not in done.stderr] == []
    assert "diglot.typst-error" in done.stderr
