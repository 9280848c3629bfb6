"""Blocks of parallel pages that are made alone while a text is written."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from diglot.actions.sessions import ParallelSiteSession, SiteSession, serving
from diglot.core.block_names import name_of
from diglot.core.project import Edition, Format
from diglot.core.updates import PlacedMessage, ShownBlock
from diglot.sphinxext.config.load import load_project

pytestmark = pytest.mark.usefixtures("forked")

PART = "diglot-desk-part"
_PAGES = ("lists.html", "tables.html", "classic.html")
# Headings and captions are read in other places of the page, too.
_KINDS = ("paragraph", "list item", "table cell", "definition", "field")


class Sheet:
    """A parallel page as the desk has it, which takes parts as `static/sheet.mjs` does."""

    def __init__(self, html: str) -> None:
        self.page = BeautifulSoup(html, "html.parser")

    def take(self, block: ShownBlock) -> bool:
        """Put the parts of a message in their places, if the page has them as they were."""
        old, now = (list(parts_of(html)) for html in (block.before, block.after))
        places = list(self._places(old, name_of(block.msgid)))
        if not old or not len(places) == len(old) == len(now):
            return False
        for place, part in zip(places, now, strict=True):
            place.replace_with(part)
        return True

    def _places(self, parts: list[Tag], name: str) -> Iterator[Tag]:
        waiting, last = list(parts), None
        for block in self.page.select(f".diglot-message-{name}"):
            if block.find_parent(attrs={"data-side": "source"}):
                continue
            if last is not None and any(parent is last for parent in block.parents):
                continue
            part = str(waiting.pop(0)) if waiting else ""
            last = next(
                (element for element in (block, *block.parents) if str(element) == part), None
            )
            if last is None:
                return
            yield last

    def text(self) -> str:
        """Return what the page has between its navigation."""
        main = self.page.select_one(".diglot-text")
        assert main is not None
        # A name that is another in each build.
        return re.sub(r"equation-[\w-]{36}", "equation", str(main))


def parts_of(html: str) -> Iterator[Tag]:
    for part in BeautifulSoup(html, "html.parser").select(f".{PART}"):
        names = [name for name in part.get_attribute_list("class") if name != PART]
        part.attrs.pop("class")
        if names:
            part.attrs["class"] = " ".join(map(str, names))
        yield part.extract()


class Desk:
    """The sessions of both languages of a project, and of its parallel site."""

    def __init__(self, root: Path, language: str) -> None:
        project = serving(load_project(root), "translate")
        source = project.source.tag
        self.paired = Edition(source, Format.SITE, language)
        self.site = project.sitedir / project.slug(self.paired)
        self.target = SiteSession(project, Edition(language, Format.SITE), for_desk=True)
        other = SiteSession(project, Edition(source, Format.SITE))
        self.parallel = ParallelSiteSession(project, self.paired, other, self.target, for_desk=True)
        self._open = ExitStack()
        for session in (other, self.target, self.parallel):
            self._open.enter_context(closing(session))
            session.open()

    def close(self) -> None:
        self._open.close()

    def sheet(self, page: str) -> Sheet:
        self.parallel.render(page)
        return Sheet((self.site / page).read_text("utf-8"))

    def draft(self, page: str, drafts: dict[str, str]) -> tuple[ShownBlock, ...] | None:
        """Return the parts that drafts change; None where they may change more of the page."""
        drafted = self.target.draft(page, drafts)
        if not drafted.stale:
            return None
        msgids = [block.msgid for block in drafted.blocks]
        sent = self.target.resolved(page, msgids)
        for document in map(pickle.loads, sent.values()):
            # Not the page that it is a part of, which takes long to send.
            assert {*document.ids.values()} <= {*document.findall()}
        shown = self.parallel.replace(page, sent)
        self.parallel.draft(drafted.stale)
        is_whole = not drafted.is_complete or not drafted.is_alone or len(shown) < len(msgids)
        return None if is_whole else shown


def test_parts_alone_are_those_of_the_parallel_page(copy_project: Callable[[str], Path]) -> None:
    with closing(Desk(copy_project("everything"), "en")) as desk:
        _pages, messages = desk.target.messages()
        alone = number = 0
        for page in _PAGES:
            sheet, drafts = desk.sheet(page), dict[str, str]()
            for msgid in dict.fromkeys(
                message.msgid for message in messages if is_block(message, page)
            ):
                number += 1
                before, more = sheet.text(), {**drafts, msgid: f"Draft *of* {number}"}
                shown = desk.draft(page, more)
                if shown is not None and all(sheet.take(block) for block in shown):
                    drafts = more
                    alone += 1
                else:
                    desk.draft(page, drafts)
                    sheet = desk.sheet(page)
                    assert before == sheet.text(), msgid
            assert sheet.text() == desk.sheet(page).text(), page
            # What was drafted is shown as it was.
            shown = desk.draft(page, {})
            if shown is not None and all(sheet.take(block) for block in shown):
                assert sheet.text() == desk.sheet(page).text(), page
        assert alone > number / 2


def is_block(message: PlacedMessage, page: str) -> bool:
    return message.page == page and message.note.startswith(_KINDS)
