"""Sphinx projects with catalogs: what is found in them, and that nothing of it is lost."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path

import pytest

from commands import run_module
from diglot.adopt.catalog_project import CatalogProject, catalog_project, compact_of, source_of
from diglot.adopt.committed import uncommitted
from diglot.adopt.kept import lost
from diglot.catalog.entry import Catalog
from diglot.catalog.reader import parse_catalog

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
)
FILES = {
    "README.md": "# A program\n",
    # What the site is published in, not what the sources are in.
    "doc/source/conf.py": (
        'language = "zh_CN"\nlocale_dirs = ["../locale"]\nsource_suffix = ".rst"\n'
    ),
    "doc/source/index.rst": "Title\n=====\n\nOne sentence.\n\n.. toctree::\n\n   sub/page\n",
    "doc/source/sub/page.rst": "Page\n====\n\nNew words for the second sentence.\n",
    "doc/source/new.rst": ":orphan:\n\nNew\n===\n",
    "doc/locale/zh_CN/LC_MESSAGES/index.po": (
        f'{HEADER}msgid "Title"\nmsgstr "标题"\n\nmsgid "One sentence."\nmsgstr "一句话。"\n'
    ),
    # Doubled, as gettext rejects it.
    "doc/locale/zh_CN/LC_MESSAGES/sub/page.po": (
        f'{HEADER}msgid "Page"\nmsgstr "页面"\n\nmsgid "Page"\nmsgstr "页"\n\n'
        'msgid "Words for the second sentence."\nmsgstr "第二句话。"\n'
    ),
    "doc/locale/zh_CN/LC_MESSAGES/gone.po": f'{HEADER}msgid "Gone"\nmsgstr "不在了"\n',
    # The program's own.
    "program/locale/de/LC_MESSAGES/program.po": f'{HEADER}msgid "Open"\nmsgstr "Öffnen"\n',
}
TRANSLATIONS = ("标题", "一句话。", "页面", "页", "第二句话。", "不在了")


def write(folder: Path) -> Path:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def git(folder: Path, *arguments: str) -> str:
    person = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    done = subprocess.run(
        ["git", *person, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def commit(folder: Path) -> None:
    git(folder, "init", "--quiet")
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--message", "all")


def test_a_project_is_told_of_then_taken_over(tmp_path: Path) -> None:
    folder = write(tmp_path / "program")
    told = run_module("diglot", "adopt", str(folder), "--format", "json")
    assert told.stderr == ""
    results = json.loads(told.stdout)
    assert {name: (folder / name).read_text("utf-8") for name in FILES} == FILES
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")} == set(FILES)
    assert results["languages"] == ["en", "zh_CN"]
    assert results["repaired"] == ["doc/locale/zh_CN/LC_MESSAGES/sub/page.po"]
    assert results["lost"] == []
    assert [
        line for line in results["conf"].splitlines() if line[:2] in ("+l", "+e", "+d", "+g")
    ] == [
        '+extensions = [*globals().get("extensions", ()), "diglot"]',
        '+language = "en"',
        "+gettext_compact = False",
        '+diglot_languages = ["en", "zh_CN"]',
    ]
    counts = {catalog["path"].rpartition("/")[2]: catalog for catalog in results["catalogs"]}
    assert counts["index.po"]["before"] == counts["index.po"]["after"]
    # Nobody has confirmed that the translation fits the edited sentence.
    page = counts["page.po"]["after"]
    assert (page["translated"], page["fuzzy"]) == (1, 1)
    assert {finding["code"] for finding in results["diagnostics"]} == {
        "broken-catalog", "orphan-catalog", "repaired-catalog",
    }  # fmt: skip
    assert {finding["severity"] for finding in results["diagnostics"]} == {"warning"}

    # In a copy first, then where it is: both become the same.
    into = ("--into", str(tmp_path / "copy/program"))
    done = run_module("diglot", "adopt", str(folder), "--write", *into)
    assert (done.returncode, "the old project is as it was" in done.stdout) == (0, True)
    assert {name: (folder / name).read_text("utf-8") for name in FILES} == FILES
    refused = run_module("diglot", "adopt", str(folder), "--write")
    assert (refused.returncode, "in no git repository" in refused.stderr) == (2, True)
    commit(folder)
    done = run_module("diglot", "adopt", str(folder), "--write")
    assert (done.returncode, "no translation is lost" in done.stdout) == (0, True)
    texts = [path.read_text("utf-8") for path in (folder / "doc/locale").rglob("*.po")]
    copies = [
        path.read_text("utf-8") for path in (tmp_path / "copy/program/doc/locale").rglob("*.po")
    ]
    assert sorted(copies) == sorted(texts)
    assert all(any(translation in text for text in texts) for translation in TRANSLATIONS)
    untouched = ("README.md", "doc/source/index.rst", "program/locale/de/LC_MESSAGES/program.po")
    assert all((folder / name).read_text("utf-8") == FILES[name] for name in untouched)

    again = run_module("diglot", "adopt", str(folder))
    assert "there is nothing to do" in again.stdout

    # What the command says takes everything back, new files too.
    assert "?? doc/locale/zh_CN/LC_MESSAGES/new.po" in git(folder, "status", "--porcelain")
    for line in done.stdout.splitlines():
        if line.startswith("  git "):
            subprocess.run(shlex.split(line), check=True, capture_output=True)
    assert git(folder, "status", "--porcelain", "--ignored") == ""
    assert {name: (folder / name).read_text("utf-8") for name in FILES} == FILES


def test_what_git_could_not_take_back_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path / "a program")
    found = catalog_project(folder, FILES)
    assert found is not None
    assert uncommitted(folder, found) is None
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    assert "doc/source/conf.py" in (uncommitted(folder, found) or ())
    commit(folder)
    assert uncommitted(folder, found) == []
    locales = folder / "doc/locale"
    with (folder / "doc/source/conf.py").open("a") as conf:
        conf.write("# mine\n")
    (folder / "README.md").write_text("mine")  # nothing is written there
    (locales / "note.txt").write_text("mine")
    (folder / ".gitignore").write_text("*.po\n*.mo\n")
    (locales / "zh_CN/LC_MESSAGES/index.mo").touch()
    git(folder, "rm", "--quiet", "--cached", "doc/locale/zh_CN/LC_MESSAGES/gone.po")
    assert uncommitted(folder, found) == [
        "doc/locale/note.txt",
        "doc/locale/zh_CN/LC_MESSAGES/gone.po",
        "doc/source/conf.py",
    ]
    done = run_module("diglot", "adopt", str(folder), "--write")
    assert done.returncode == 2
    assert "it does not have 3 files as they are: doc/locale/note.txt" in done.stderr


def test_errors_of_extensions_that_are_groups_are_reported(tmp_path: Path) -> None:
    # As autosummary raises them where a module cannot be imported.
    folder = write(tmp_path)
    conf = folder / "doc/source/conf.py"
    raising = """
class Group(BaseExceptionGroup): ...
def fail(app): raise Group("no module", [ImportError("a")])
def setup(app): app.connect("builder-inited", fail)
"""
    conf.write_text(f"{FILES['doc/source/conf.py']}{raising}", "utf-8")
    results = json.loads(run_module("diglot", "adopt", str(folder), "--format", "json").stdout)
    assert [
        finding["message"] for finding in results["diagnostics"] if finding["severity"] == "error"
    ] == ["Sphinx cannot read the project: Group: no module (1 sub-exception)"]


def test_nothing_is_written_where_sphinx_cannot_read_the_project(tmp_path: Path) -> None:
    folder = write(tmp_path / "program")
    conf = folder / "doc/source/conf.py"
    conf.write_text(f'{FILES["doc/source/conf.py"]}extensions = ["nowhere"]\n', "utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    # Of what was begun elsewhere nothing stays but git's own folder.
    (tmp_path / "copy/.git/objects").mkdir(parents=True)
    into = ("--into", str(tmp_path / "copy"))
    done = run_module("diglot", "adopt", str(folder), "--write", *into, "--format", "json")
    assert done.returncode == 1
    assert [path.name for path in (tmp_path / "copy").rglob("*")] == [".git", "objects"]
    results = json.loads(done.stdout)
    assert [
        finding["message"] for finding in results["diagnostics"] if finding["severity"] == "error"
    ] == [
        "Sphinx cannot read the project: Could not import extension nowhere "
        "(exception: No module named 'nowhere')"
    ]
    # What can be told without Sphinx is.
    assert results["languages"] == ["en", "zh_CN"]
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_catalogs_beside_conf_py_count_not_a_programs_own(tmp_path: Path) -> None:
    folder = write(tmp_path)
    assert catalog_project(folder, FILES) == CatalogProject(
        ".", "doc/source/conf.py", "doc/locale", ("zh_CN",)
    )
    paths = [
        "next/conf.py",
        "next/locales/ja/LC_MESSAGES/a.po",
        "next/locales/backup/LC_MESSAGES/a.po",
    ]
    (tmp_path / "next").mkdir()
    (tmp_path / "next/conf.py").touch()
    assert catalog_project(tmp_path, paths) == CatalogProject(
        "next", "next/conf.py", "next/locales", ("ja",), ("backup",)
    )
    assert catalog_project(tmp_path, ["a/zh_CN/LC_MESSAGES/a.po"]) is None


def catalog(*msgids: str) -> Catalog:
    entries = "".join(f'msgid "{msgid}"\nmsgstr "x{msgid}"\n\n' for msgid in msgids)
    return parse_catalog(f"{HEADER}{entries}".encode(), Path("a.po"))


@pytest.mark.parametrize(
    ("stated", "messages", "source"),
    [
        ("en", {"zh_CN": ("Begin", "End")}, "en"),
        ("zh_CN", {"zh_CN": ("Begin", "End")}, "en"),
        ("zh_CN", {"en": ("开始", "End")}, "zh_CN"),
        ("en", {"en": ("开始", "结束")}, "zh_CN"),
        ("zh_CN", {"en": ("开始", "f(x)"), "zh_CN": ("Begin",)}, "zh_CN"),
        ("en", {"en": ("Begin",), "es": ("Begin",)}, "en"),
        ("ja", {"en": ("開始",)}, "ja"),
    ],
)
def test_the_messages_tell_the_language_of_the_sources(
    stated: str, messages: dict[str, tuple[str, ...]], source: str
) -> None:
    assert (
        source_of(stated, {tag: [catalog(*entries)] for tag, entries in messages.items()}) == source
    )


@pytest.mark.parametrize(
    ("domains", "now", "compact"),
    [
        ({"index", "sub/page"}, {"index", "sub"}, False),
        ({"index", "sub"}, {"index", "sub"}, None),
        ({"index", "sub"}, {"index", "sub/page"}, True),
        ({"docs"}, {"index", "sub"}, "docs"),
        ({"gone"}, {"gone"}, None),
    ],
)
def test_the_catalogs_tell_how_messages_are_collected(
    domains: set[str], now: set[str], compact: object
) -> None:
    assert compact_of(["index.rst", "sub/page.md", "conf.py"], domains, now) == compact


def test_a_translation_that_is_nowhere_is_lost() -> None:
    before = catalog("a", "b")
    assert list(lost([before], [catalog("b", "a")])) == []
    assert [entry.msgid for _catalog, entry in lost([before], [catalog("b")])] == ["a"]
    noted = parse_catalog(f"{HEADER}# another translation: xa\n".encode(), Path("a.po"))
    assert list(lost([catalog("a")], [noted])) == []
