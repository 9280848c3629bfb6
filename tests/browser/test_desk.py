"""The translator's desk in a browser: a text is clicked, typed anew and saved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import ndiff
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import (  # type: ignore[import-untyped]  # it ships none
    Axe,
)
from playwright.sync_api import Browser, Page, Route, expect

from browser.chromium import Watch
from desks import CATALOG, OpenDesk, opened_desk

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    with opened_desk(tmp_path_factory.mktemp("desk")) as opened:
        yield opened


@pytest.fixture
def page(desk: OpenDesk, chromium: Browser, watch: Watch) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1200, "height": 800})
    page = watch.on(context.new_page())
    page.goto(f"{desk.address}#chapter.html")
    yield page
    context.close()


def click_text(page: Page, words: str) -> None:
    page.frame_locator("iframe").locator("p", has_text=words).click()
    expect(page.locator("#work")).to_be_visible()


def changed_lines(before: str, after: str) -> list[str]:
    lines = ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "-+"]


def test_a_text_is_clicked_typed_and_saved(desk: OpenDesk, page: Page) -> None:
    expect(page.locator("#invitation")).to_be_visible()
    before = desk.catalog()
    click_text(page, "The second paragraph")
    expect(page.locator("#invitation")).to_be_hidden()
    page.keyboard.press("Control+A")
    page.keyboard.type("Another one.")
    # The page shows it before it is saved.
    shown = page.frame_locator("iframe").locator("p", has_text="Another one.")
    expect(shown).to_be_visible()
    assert desk.catalog() == before
    page.keyboard.press("Control+Enter")
    expect(page.locator("#notice")).not_to_be_empty()
    changed = [line for line in changed_lines(before, desk.catalog()) if "msgstr" in line]
    assert changed == ['- msgstr "The second paragraph."', '+ msgstr "Another one."']


def test_an_input_method_keeps_its_keys(desk: OpenDesk, page: Page) -> None:
    click_text(page, "The first paragraph")
    before = desk.catalog()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "ni", "selectionStart": 2, "selectionEnd": 2})
    event = {"type": "keyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    session.send("Input.dispatchKeyEvent", event | {"modifiers": 2})
    session.send("Input.insertText", {"text": "你"})
    shown = page.frame_locator("iframe").locator("p", has_text="你")
    expect(shown).to_be_visible()
    assert desk.catalog() == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_object_to(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.locator("iframe").wait_for()
    click_text(page, "The first paragraph")
    found = Axe().run(page).response["violations"]
    told = [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]
    assert not told, "\n".join(told)


def test_a_page_is_translated_by_keys_alone(page: Page, tmp_path: Path) -> None:
    with opened_desk(tmp_path) as desk:
        translate_all(desk, page)
        write_on(desk, page)
        read_alone(desk, page)
        page.goto("about:blank")  # else it would complain that its desk has gone


def translate_all(desk: OpenDesk, page: Page) -> None:
    empty = re.sub(r'(?m)^(msgid ".+"\n)msgstr ".*"', r'\1msgstr ""', desk.catalog())
    (desk.root / CATALOG).write_text(empty, "utf-8")
    page.goto(f"{desk.address}#chapter.html")
    written = page.locator(".cm-content")
    sources = re.findall(r'(?m)^msgid "(.+)"\nmsgstr', empty)
    for number, source in enumerate(sources):
        expect(page.locator("#work .source")).to_have_text(source)
        expect(written).to_be_focused()
        page.keyboard.insert_text(f"Text {number}")
        page.keyboard.press("Control+Enter")
    expect(page.locator("#notice")).to_have_text("All messages of the book are translated.")
    complete = empty
    for number, source in enumerate(sources):
        old = f'msgid "{source}"\nmsgstr "'
        complete = complete.replace(f'{old}"', f'{old}Text {number}"')
    assert desk.catalog() == complete


def write_on(desk: OpenDesk, page: Page) -> None:
    """Write the last message, which is still open, again, and on while it is saved."""

    def slowly(route: Route) -> None:
        page.keyboard.insert_text(", typed meanwhile")
        route.continue_()

    written = page.locator(".cm-content")
    text = written.inner_text()
    page.route("**/_desk/save", slowly, times=1)
    page.keyboard.insert_text(" again")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#notice")).to_have_text("Saved.")
    expect(written).to_have_text(f"{text} again, typed meanwhile")
    assert f'"{text} again"' in desk.catalog()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#notice")).to_have_text("All messages of the book are translated.")
    assert f'"{text} again, typed meanwhile"' in desk.catalog()


def read_alone(desk: OpenDesk, page: Page) -> None:
    """Open a message that no catalog has: nothing could be kept of what is written of it."""
    (desk.root / CATALOG).with_name("index.po").unlink()
    page.goto("about:blank")
    page.goto(f"{desk.address}#index.html")
    click_text(page, "一本很小的书")
    expect(page.locator("#work .state")).to_contain_text("diglot update")
    expect(page.locator("#work .source")).to_have_text("一本很小的书。")
    for part in (".cm-content", ".actions", ".comment"):
        expect(page.locator(f"#work {part}")).to_be_hidden()
