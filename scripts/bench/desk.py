"""The translator's desk: how long each thing takes that somebody waits for, at most.

Suggestions and concordance are asked of 100,000 units; the rest over HTTP, of a desk that is open
on a synthetic book with one page of 300 messages. What is told is the slowest but a tenth.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from bench.synthetic import write_book
from diglot.actions.desk.similar import Memory, Unit

UNITS, MESSAGES, ASKED = 100_000, 300, 40
_CHINESE = "内容生态模型训练数据推理部署文档读者编辑翻译版本接口服务结果问题方法系统语言工具"
_WORDS = ("content", "model", "training", "data", "inference", "reader", "version", "service")
PAGE = "big.html"
# What nobody has opened, while there was time to write it.
NEXT = "next.html"


@dataclass(frozen=True, slots=True)
class Wait:
    """What is waited for, the milliseconds that it took, and those that it may take."""

    name: str
    took: float
    limit: float


def rows(_repeat: int = 3) -> Iterator[Wait]:
    """Yield how long each thing takes; fails where one takes too long."""
    for row in (*_memory(), *_desk()):
        yield row
        if row.took > row.limit:
            raise RuntimeError(f"{row.name}: {row.took:.0f} ms instead of {row.limit:.0f}")


def table(rows: list[Wait]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| | took | may take |", "| --- | ---: | ---: |"]
    lines += [f"| {row.name} | {row.took:.1f} ms | {row.limit:.0f} ms |" for row in rows]
    return "\n".join(lines)


def _slow(
    step: Callable[[], object], number: int = ASKED, before: Callable[[], object] = lambda: None
) -> float:
    """Return the milliseconds of a step, with another before each, that nine in ten keep to."""
    times = []
    for _ in range(number):
        before()
        started = time.perf_counter()
        step()
        times.append(time.perf_counter() - started)
    return sorted(times)[int(0.9 * number)] * 1000


def _memory() -> Iterator[Wait]:
    chosen = random.Random(1)  # noqa: S311 - the same units each time

    def source() -> str:
        return "".join(chosen.choices(_CHINESE, k=chosen.randint(4, 60))) + "。"

    def target() -> str:
        return " ".join(chosen.choices(_WORDS, k=chosen.randint(3, 30))) + "."

    units = [Unit(source(), target(), f"page{number // 39}") for number in range(UNITS)]
    memory = Memory(units)
    edited = (f"{unit.source[:-3]}改{unit.source[-2:]}" for unit in chosen.choices(units, k=ASKED))
    yield Wait(f"suggestions, {UNITS:,} units", _slow(lambda: memory.similar(next(edited))), 30)
    words = iter(("模型", "content model", "部署文档", "nowhere", "数据 接口") * ASKED)
    yield Wait(f"concordance, {UNITS:,} units", _slow(lambda: memory.concordance(next(words))), 30)


def _desk() -> Iterator[Wait]:
    with TemporaryDirectory() as folder:
        book = Path(folder, "book")
        write_book(book, 20)
        for number, page in enumerate((PAGE, NEXT)):
            _add_page(book, page, number)
        with _opened(book) as ask:
            single, parallel = ask("/_desk/start")["sites"]
            messages: list[dict[str, Any]] = ask(f"/_desk/messages?page={PAGE}")
            took = _slow(lambda: ask(f"/en/{PAGE}"), 1)
            yield Wait(f"a page of {MESSAGES} messages, at once after the start", took, 1000)
            while not (book / "build" / "translate" / "site" / "en" / NEXT).exists():
                time.sleep(0.1)
            took = _slow(lambda: (ask(f"/_desk/messages?page={NEXT}"), ask(f"/en/{NEXT}")), 1)
            yield Wait(f"a page of {MESSAGES} messages, for the first time", took, 300)
            drafts = iter(_drafts(messages))
            ask("/_desk/draft", next(drafts))
            took = _slow(lambda: (ask(f"/_desk/messages?page={PAGE}"), ask(f"/en/{PAGE}")), 20)
            yield Wait(f"a page of {MESSAGES} messages, again", took, 300)
            yield Wait(
                "checks and terms of a text", _slow(lambda: ask("/_desk/draft", next(drafts))), 50
            )

            def show(site: str) -> dict[str, Any]:
                draft = next(drafts)
                shown = {"id": draft["id"], "site": site, "text": draft["version"]["msgstr"][0]}
                drafted: dict[str, Any] = ask("/_desk/show", shown)
                return shown | drafted

            def render(site: str) -> None:
                shown = show(site)
                blocks = [block["after"] for block in shown["blocks"]]
                if not (shown["isComplete"] and any(shown["text"] in block for block in blocks)):
                    raise RuntimeError(f"{shown['text']!r} is not made alone")

            for site, where in ((single, ""), (parallel, " of a parallel page")):
                ask(f"/{site}/{NEXT}")
                ask(f"/{site}/{PAGE}")
                took = _slow(partial(render, site), 1)
                yield Wait(f"the first text in its block{where}, its page just opened", took, 300)
                took = _slow(partial(render, site), 20)
                yield Wait(f"a text in its block{where}", took, 150)
            check = partial(ask, "/_desk/draft")
            took = _slow(lambda: check(next(drafts)), 20, lambda: ask("/_desk/save", next(drafts)))
            yield Wait("checks after a save", took, 50)


def _add_page(book: Path, page: str, seed: int) -> None:
    """Add a page of many paragraphs, which is translated, to a synthetic book."""
    chosen = random.Random(seed)  # noqa: S311 - the same page each time
    texts = ["".join(chosen.choices(_CHINESE, k=30)) + "。" for _ in range(MESSAGES - 1)]
    source = book / "docs" / page
    source.with_suffix(".md").write_text("# 大页\n\n" + "\n\n".join(texts) + "\n", "utf-8")
    entries = [
        f'msgid "{text}"\nmsgstr "{" ".join(chosen.choices(_WORDS, k=12))}."\n' for text in texts
    ]
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    title = 'msgid "大页"\nmsgstr "Big page"\n'
    catalog = book / "locales" / "en" / "LC_MESSAGES" / page
    catalog.with_suffix(".po").write_text("\n".join([head, title, *entries]), "utf-8")


def _drafts(messages: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number in range(1_000_000):
        message = messages[number % len(messages)]
        base = message["version"]
        version = {**base, "msgstr": [f"{base['msgstr'][0]} And {number}."]}
        yield {"id": message["id"], "base": base, "version": version}


@contextmanager
def _opened(book: Path) -> Iterator[Callable[..., Any]]:
    """Open the desk of a book; yield what asks it."""
    command = [sys.executable, "-m", "diglot", "translate", "en", "--no-open"]
    process = subprocess.Popen(command, cwd=book, stdout=subprocess.PIPE, text=True)
    (said,) = process.stdout.readlines(1) if process.stdout else [""]
    address = urlsplit(said.split()[0])
    cookie = ""

    def ask(path: str, data: Any = None) -> Any:
        headers = {"Cookie": cookie, "Origin": f"http://{address.netloc}"}
        if data is not None:
            headers["Content-Type"] = "application/json"
        with closing(HTTPConnection(address.netloc, timeout=120)) as connection:
            body = None if data is None else json.dumps(data)
            connection.request("GET" if data is None else "POST", path, body, headers)
            answer = connection.getresponse()
            text = answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{path}: {answer.status} {text[:200]!r}")
            kind = answer.headers.get_content_type()
            found = answer.headers.get("Set-Cookie", "")
        return json.loads(text) if kind == "application/json" else found

    try:
        cookie = ask(f"/?{address.query}").partition(";")[0]
        yield ask
    finally:
        process.terminate()
        process.communicate(timeout=60)
