"""Blocks that are made alone while a text is written: they are what the whole page has."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import lru_cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from diglot.actions.sessions import SiteSession, serving
from diglot.core.block_names import name_of
from diglot.core.project import Edition, Format
from diglot.core.updates import PlacedMessage
from diglot.sphinxext.config.load import load_project

pytestmark = pytest.mark.usefixtures("forked")


def blocks_of(html: str, name: str) -> list[str]:
    """Return the blocks of a message, as the desk's page finds them."""
    return [str(block) for block in _parsed(html).select(f".diglot-message-{name}")]


@lru_cache(maxsize=4)  # a page before and after, and a block of it: all blocks ask for the pages
def _parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def draft_of(message: PlacedMessage, number: int) -> str:
    return f"{message.msgid} *draft* `{number}`"


def test_blocks_alone_are_those_of_the_page(copy_project: Callable[[str], Path]) -> None:
    project = serving(load_project(copy_project("everything")), "translate")
    session = SiteSession(project, Edition("en", Format.SITE), for_desk=True)
    site = project.sitedir / "en"
    alone, all_of_them = set[str](), 0
    with closing(session):
        session.open()
        pages, messages = session.messages()

        def check(page: str, asked: dict[str, str]) -> None:
            session.draft(page, {})
            session.render(page)
            before = (site / page).read_text("utf-8")
            drafted = session.draft(page, asked)
            session.render(page)
            after = (site / page).read_text("utf-8")
            for block in drafted.blocks:
                name = name_of(block.msgid)
                # Where they are not, the desk takes the whole page.
                if blocks_of(before, name) == blocks_of(block.before, name) != []:
                    assert blocks_of(block.after, name) == blocks_of(after, name), block.msgid
                    alone.add(block.msgid)

        for page in (page.address for page in pages):
            mine = {message.msgid: message for message in messages if message.page == page}
            session.render(page)
            drafts = {
                msgid: draft_of(message, number)
                for number, (msgid, message) in enumerate(mine.items())
            }
            titles = [
                msgid
                for msgid, message in mine.items()
                if any(kind in message.note for kind in ("title", "heading", "caption"))
            ]
            all_of_them += len(mine) - len(titles[2:])
            # Links say what titles do.
            check(page, {msgid: text for msgid, text in drafts.items() if msgid not in titles})
            # One shows what the others do.
            for msgid in titles[:2]:
                check(page, {msgid: drafts[msgid]})
    assert len(alone) > all_of_them * 0.6
