"""What the translator's desk answers, to whom, and what it writes."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from desks import CATALOG, WAIT, OpenDesk, opened_desk
from diglot.catalog.reader import parse_catalog
from folders import ROOT


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    with opened_desk(tmp_path_factory.mktemp("desk")) as opened:
        headers = opened.enter()
        assert {"HttpOnly", "SameSite=Strict"} <= set(headers["set-cookie"].split("; "))
        with closing(HTTPConnection(opened.host, timeout=WAIT)) as open_page:
            headers = {"Host": opened.host, "Cookie": opened.cookie}
            open_page.request("GET", "/_desk/events?site=en&page=chapter.html", headers=headers)
            assert open_page.getresponse().status == 200
            yield opened
            opened.process.terminate()
            opened.process.wait(WAIT)


@pytest.mark.parametrize(
    "changed",
    [
        {"Cookie": None},
        {"Cookie": "diglot-desk=guessed"},
        {"Host": "evil.example"},
        {"Host": "localhost:1"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_nobody_else_is_answered(desk: OpenDesk, changed: dict[str, str | None]) -> None:
    before = desk.catalog()
    for path, data in (("/en/chapter.html", None), ("/_desk/start", None), ("/_desk/undo", {})):
        assert desk.ask(path, data, **changed)[0] == 403
    assert desk.catalog() == before


@pytest.mark.parametrize(
    "changed", [{"Origin": None}, {"Content-Type": "text/plain"}, {"Content-Type": None}], ids=str
)
def test_nobody_else_writes(desk: OpenDesk, changed: dict[str, str | None]) -> None:
    assert desk.ask("/_desk/undo", {}, **changed)[0] == 403
    assert desk.ask("/_desk/undo")[0] in (403, 404, 405)


def test_a_wrong_token_opens_nothing(desk: OpenDesk) -> None:
    status, _text, headers = desk.ask("/?token=wrong", Cookie=None)
    assert (status, "set-cookie" in headers) == (403, False)


def test_answers_let_no_script_run_and_no_site_read(desk: OpenDesk) -> None:
    for path, wanted in (("/en/chapter.html", "script-src 'none'"), ("/", "script-src 'self';")):
        _status, text, headers = desk.ask(path)
        assert wanted in headers["content-security-policy"]
        assert not [name for name in headers if name.startswith("access-control")]
        assert "unsafe-inline" not in headers["content-security-policy"] or path != "/"
        assert path == "/" or "<script" not in text


def test_what_is_saved_is_written_shown_and_taken_back(desk: OpenDesk) -> None:
    before = desk.catalog()
    first = desk.messages()[1]
    assert first["place"] == "docs/chapter.md:4"
    new = {
        **first["version"],
        "msgstr": ["The *very* first, see {ref}`Start <start>`."],
        "fuzzy": False,
    }
    draft = {"id": first["id"], "base": first["version"], "version": new}
    status, text, _ = desk.ask("/_desk/draft", draft)
    assert (status, json.loads(text)["problems"]) == (200, [])
    assert desk.messages()[1]["draft"] == draft
    assert (
        desk.ask("/_desk/show", {"id": first["id"], "site": "en", "text": new["msgstr"][0]})[0]
        == 200
    )
    assert "very</em> first" in desk.ask("/en/chapter.html")[1]
    assert desk.catalog() == before
    assert desk.ask("/_desk/save", draft)[0] == 200
    assert "The *very* first" in desk.catalog()
    # A draft that comes too late is none any more.
    assert desk.ask("/_desk/draft", draft)[0] == 200
    assert desk.messages()[1]["draft"] is None
    # Somebody who had the old text in mind is told of the new one.
    other = {**draft, "version": {**new, "msgstr": ["Another."]}}
    status, text, _ = desk.ask("/_desk/save", other)
    assert (status, json.loads(text)["conflict"]["msgstr"]) == (409, new["msgstr"])
    assert desk.ask("/_desk/undo", {})[0] == 200
    assert desk.catalog() == before
    assert desk.ask("/_desk/redo", {})[0] == 200
    assert desk.ask("/_desk/undo", {})[0] == 200


def test_a_text_is_compared_with_the_translations_of_other_places(desk: OpenDesk) -> None:
    catalog = desk.root / CATALOG
    index = catalog.with_name("index.po")
    was = index.read_text("utf-8")
    title = desk.messages()[0]
    assert title["source"] == "开头"
    index.write_text(f'{was}\nmsgid "开头"\nmsgstr "Where it begins"\n', "utf-8")
    draft = {"id": title["id"], "base": title["version"], "version": title["version"]}

    def told() -> list[tuple[str, str]]:
        found = json.loads(desk.ask("/_desk/draft", draft)[1])["problems"]
        return [(finding["code"], finding["message"]) for finding in found]

    deadline = time.monotonic() + WAIT
    while not told() and time.monotonic() < deadline:
        pass  # until the desk has heard of the file
    [(code, message)] = told()
    assert code == "inconsistent"
    assert "Where it begins" in message
    draft["version"] = {**title["version"], "msgstr": ["Where it begins"]}
    assert told() == []
    draft["version"] = {**title["version"], "ignored": ["inconsistent"]}
    assert told() == []
    draft["version"] = title["version"]
    assert told()
    index.write_text(was, "utf-8")


def test_a_desk_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    written: dict[str, str] = {}
    for attempt in range(3):
        with opened_desk(tmp_path) as desk:
            desk.enter()
            messages = desk.messages()
            assert {message["source"]: message["version"]["msgstr"][0] for message in messages} == (
                {message["source"]: message["version"]["msgstr"][0] for message in messages}
                | written
            )
            begun, *others = messages
            if attempt:
                assert begun["draft"]["version"]["msgstr"] == [f"Begun {attempt - 1}"]

            def data(message: dict[str, Any], text: str) -> dict[str, Any]:
                version = {**message["version"], "msgstr": [text]}
                return {"id": message["id"], "base": message["version"], "version": version}

            assert desk.ask("/_desk/draft", data(begun, f"Begun {attempt}"))[0] == 200
            with ThreadPoolExecutor() as pool:
                saves = {
                    message["source"]: pool.submit(
                        desk.ask, "/_desk/save", data(message, f"Text {attempt}")
                    )
                    for message in others
                }
                # What was answered is in the catalog; what is being written is there or is not.
                wait(saves.values(), return_when=FIRST_COMPLETED)
                desk.process.kill()
            for source, answer in saves.items():
                written.pop(source, None)
                if answer.exception() is None:
                    assert answer.result()[0] == 200
                    written[source] = f"Text {attempt}"
        assert not parse_catalog(desk.catalog().encode(), desk.root / CATALOG).broken
        assert desk.catalog().count("msgid ") == 5
    assert written


def test_what_no_page_of_ours_sends_is_refused(desk: OpenDesk) -> None:
    first = desk.messages()[1]
    version = first["version"]
    refused: tuple[dict[str, list[str]], ...] = (
        {"msgstr": ["\ud800"]},
        {"msgstr": []},
        {"comment": ["a\nmsgid"]},
        {"ignored": ["a, b"]},
    )
    for broken in refused:
        data = {"id": first["id"], "base": version, "version": {**version, **broken}}
        assert desk.ask("/_desk/save", data)[0] == 400
    assert (
        desk.ask("/_desk/save", {"id": "../chapter", "base": version, "version": version})[0] == 400
    )


def test_help_finds_what_is_alike(desk: OpenDesk) -> None:
    first = desk.messages()[1]
    found = json.loads(desk.ask("/_desk/help", {"id": first["id"]})[1])
    assert found["codes"] == [{"text": "{ref}`开头 <start>`", "core": "start"}]
    units = json.loads(desk.ask("/_desk/concordance", {"words": "第二"})[1])
    assert units[0]["source"].startswith("第二")
    assert (units[0]["page"], units[0]["title"]) == ("chapter.html", "The beginning")


def test_messages_of_the_whole_language_are_filtered(desk: OpenDesk) -> None:
    was = desk.catalog()
    lost = was.replace("see {ref}`the beginning <start>`", "see below")
    (desk.root / CATALOG).write_text(re.sub('msgstr "The second section"', 'msgstr ""', lost))

    def found(kind: str, words: str = "") -> list[str]:
        answer = desk.ask(f"/_desk/find?{urlencode({'kind': kind, 'words': words})}")
        data = json.loads(answer[1])
        assert data["number"] == len(data["messages"])
        return [message["source"] for message in data["messages"]]

    deadline = time.monotonic() + WAIT
    while not found("untranslated") and time.monotonic() < deadline:
        pass  # until the desk has heard of the file
    assert found("untranslated") == found("unfinished") == ["第二节"]
    assert found("fuzzy") == found("stale") == found("untranslated", "开头") == []
    flagged = "第一段，见 {ref}`开头 <start>`。"
    assert found("flagged") == [flagged]
    assert len(found("all")) > len(found("all", "第二")) > 0
    [name] = [message["id"] for message in desk.messages() if message["source"] == flagged]
    assert json.loads(desk.ask("/_desk/flagged")[1]) == {"chapter.html": [name]}
    assert json.loads(desk.ask("/_desk/flagged?page=index.html")[1]) == {"index.html": []}
    assert desk.ask("/_desk/find?kind=nothing")[0] == 400
    (desk.root / CATALOG).write_text(was, "utf-8")


def test_tmx_files_beside_the_catalogs_are_suggested(desk: OpenDesk) -> None:
    first = desk.messages()[1]
    variants = "".join(
        f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>'
        for tag, text in (
            ("zh-CN", "第一段，见 {ref}`开头 &lt;start&gt;`。"),
            ("en-US", "From a TMX."),
            ("de", "No."),
        )
    )
    head = '<tmx version="1.4"><header srclang="zh-CN"/><body><tu>'
    memory = desk.root / "locales" / "bought.tmx"
    memory.write_text(f"{head}{variants}</tu></body></tmx>", "utf-8")
    torn = memory.with_name("torn.tmx")
    torn.write_text(head, "utf-8")

    def suggested() -> list[str]:
        found = json.loads(desk.ask("/_desk/help", {"id": first["id"]})[1])["suggestions"]
        return [
            suggestion["target"] for suggestion in found if suggestion["origin"] == "bought.tmx"
        ]

    deadline = time.monotonic() + WAIT
    while not suggested() and time.monotonic() < deadline:
        pass  # until the desk has heard of the file
    assert suggested() == ["From a TMX."]
    [broken] = json.loads(desk.ask("/_desk/start")[1])["broken"]
    assert broken["place"].startswith("locales/torn.tmx")
    memory.unlink()
    torn.unlink()


def test_the_bundle_of_the_editor_is_current() -> None:
    made_of = ("scripts/editor/codemirror.mjs", "scripts/editor/bundle.mjs", "package-lock.json")
    digest = hashlib.sha256(b"".join((ROOT / path).read_bytes() for path in made_of)).hexdigest()
    bundle = ROOT / "scripts/diglot/server/desk/static/codemirror.mjs"
    first = bundle.read_text("utf-8").partition("\n")[0]
    assert first.endswith(digest[:16]), "npm ci && node scripts/editor/bundle.mjs"
