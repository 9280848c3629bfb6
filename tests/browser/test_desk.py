"""The translator's desk in a browser: a text is clicked, typed anew and saved."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from difflib import ndiff
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import (  # type: ignore[import-untyped]  # it ships none
    Axe,
)
from playwright.sync_api import Browser, Page, Route, expect

from browser.chromium import Watch
from desks import CATALOG, WAIT, OpenDesk, opened_desk
from diglot.core.block_names import name_of


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
    # What has no mark yet cannot be opened.
    marked = ":is(p, h2)[data-desk]"
    page.frame_locator("iframe").locator(marked, has_text=words).click()
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


def test_texts_are_translated_beside_their_sources(desk: OpenDesk, page: Page) -> None:
    sheet, written = page.frame_locator("iframe"), page.locator(".cm-content")
    before = desk.catalog()
    # Marked are the blocks of messages that can be opened.
    sheet.locator(f"[data-desk].diglot-message-{name_of('第二段。')}").click()
    expect(page.locator("#work .source")).to_have_text("第二段。")
    text = written.inner_text()
    page.keyboard.press("Alt+KeyA")
    pair = sheet.locator(".diglot-pair", has_text=text)
    # The sources are read first.
    expect(pair).to_be_visible(timeout=WAIT * 1000)
    sides = [pair.locator(f"[data-side={side}]") for side in ("source", "target")]
    # What was open stays open; of both sides, the translation alone is marked.
    expect(sides[1].locator("[data-desk-open]")).to_have_text(text)
    expect(sides[0].locator("[data-desk]")).to_have_count(0)
    expect(sheet.locator("h1[data-desk]")).to_be_visible()
    expect(page.get_by_role("button", name="Both languages side by side")).to_have_attribute(
        "aria-pressed", "true"
    )
    source = sides[0].inner_text()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("Beside its source.")
    expect(sheet.locator("[data-side=target]", has_text="Beside its source.")).to_be_visible()
    expect(sheet.locator("[data-side=source]", has_text=source)).to_be_visible()
    # From now on, what is typed comes without the whole page.
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.insert_text(" Again.")
    expect(
        sheet.locator("[data-side=target]", has_text="Beside its source. Again.")
    ).to_be_visible()
    expect(sheet.locator("[data-side=target] [data-desk-open]")).to_have_text(
        "Beside its source. Again."
    )
    assert not [url for url in asked if url.endswith(".html")]
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("Beside its source.")
    expect(sheet.locator("[data-side=target]", has_text="Again.")).to_have_count(0)
    assert desk.catalog() == before
    assert violations(page) == []
    page.keyboard.press("Control+Enter")
    expect(page.locator("#notice")).not_to_be_empty()
    changed = [line for line in changed_lines(before, desk.catalog()) if "msgstr" in line]
    assert changed == [f'- msgstr "{text}"', '+ msgstr "Beside its source."']
    # A change of the files is seen on both sides; the browser remembers what it shows.
    (desk.root / CATALOG).write_text(before, "utf-8")
    expect(sheet.locator("[data-side=target]", has_text=text)).to_be_visible()
    page.reload()
    marked = ".diglot-pair:has([data-desk]) [data-side=source]"
    sheet.locator(marked, has_text=source).click()
    expect(written).to_have_text(text)
    page.keyboard.press("Alt+KeyA")
    expect(sheet.locator("p[data-desk-open]")).to_have_text(text)
    expect(sheet.locator(".diglot-pair")).to_have_count(0)


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


def test_a_broken_catalog_is_read_and_not_written(desk: OpenDesk, page: Page) -> None:
    click_text(page, "The first paragraph")
    written, was = page.locator(".cm-content"), desk.catalog()
    page.keyboard.insert_text(" Begun")
    broken = f'{was}\nmsgid "torn\n'
    (desk.root / CATALOG).write_text(broken, "utf-8")
    expect(page.locator("#broken")).to_contain_text(f"{CATALOG}:{broken.count(chr(10))}")
    expect(page.locator("#work .fault")).to_contain_text(CATALOG)
    expect(page.locator("#work .actions")).to_be_hidden()
    # What was begun stays; other messages can be read alone.
    expect(written).to_contain_text("Begun")
    page.keyboard.press("Alt+ArrowUp")
    expect(written).to_have_text("The beginning")
    page.keyboard.insert_text("no")
    page.keyboard.press("Control+Enter")
    expect(written).to_have_text("The beginning")
    assert desk.catalog() == broken
    (desk.root / CATALOG).write_text(was, "utf-8")
    expect(page.locator("#broken")).to_be_hidden()
    page.keyboard.press("Alt+ArrowDown")
    expect(written).to_contain_text("Begun")
    expect(page.locator("#work .actions")).to_be_visible()


def test_two_windows_and_git_change_one_page(
    desk: OpenDesk, page: Page, chromium: Browser, watch: Watch
) -> None:
    other = watch.on(page.context.new_page())
    other.goto(f"{desk.address}#chapter.html")
    first, second = page.locator(".cm-content"), other.locator(".cm-content")
    for window in (page, other):
        click_text(window, "The second section")
    page.keyboard.insert_text(", here")
    other.keyboard.insert_text(", there")
    other.keyboard.press("Control+Enter")
    # Nobody has to save to be told of it, and neither text is gone.
    for text in (", there", ", here"):
        expect(page.locator("#work .conflict dd", has_text=text)).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Alt+KeyM")
    expect(page.locator("#work .conflict")).to_be_empty()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#notice")).not_to_be_empty()
    click_text(other, "The second section, here")
    expect(second).to_have_text("The second section, here")
    # Of what git brings, other messages and comments join what is being written.
    click_text(page, "The second section")
    page.keyboard.insert_text(" again")
    pulled = desk.catalog().replace('"The beginning"', '"A pulled beginning"')
    pulled = pulled.replace(
        '#: chapter.md\nmsgid "第二节"', '# Pulled.\n#: chapter.md\nmsgid "第二节"'
    )
    (desk.root / CATALOG).write_text(pulled, "utf-8")
    expect(page.frame_locator("iframe").locator("h1")).to_contain_text("A pulled beginning")
    expect(first).to_have_text("The second section, here again")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#notice")).not_to_be_empty()
    expect(second).to_have_text("The second section, here again")
    assert desk.catalog() == pulled.replace('section, here"', 'section, here again"')


def test_words_are_replaced_in_the_language_and_undone_as_one(desk: OpenDesk, page: Page) -> None:
    folder = (desk.root / CATALOG).parent

    def catalogs() -> dict[str, str]:
        return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.po"))}

    before = catalogs()
    assert len(before) == 2
    texts = [text for catalog in before.values() for text in re.findall('msgstr "(.+)"', catalog)]
    number = sum("e" in text for text in texts)
    expect(page.locator("body[data-ready]")).to_be_attached()
    page.keyboard.press("Alt+KeyR")
    page.keyboard.insert_text("e")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("E")
    changes = page.locator("dialog .changes li")
    expect(changes).to_have_count(number)
    expect(changes.first.locator("ins").first).to_contain_text("E")
    assert catalogs() == before
    page.keyboard.press("Control+Enter")
    expect(page.locator("#notice")).to_have_text(f"Messages changed: {number}.")
    after = catalogs()
    assert all(after[name] != before[name] for name in before)
    assert {name: text.lower() for name, text in after.items()} == (
        {name: text.lower() for name, text in before.items()}
    )
    page.keyboard.press("Alt+KeyZ")
    expect(page.locator("#notice")).to_have_text(f"Undone. Messages: {number}")
    assert catalogs() == before


def test_what_checks_find_is_underlined_and_repaired_by_a_key(page: Page) -> None:
    click_text(page, "The first paragraph")
    written = page.locator(".cm-content")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("See {ref}`the start <strt>`，the first.")
    expect(written.locator(".finding.error")).not_to_have_count(0)
    expect(written.locator(".finding.warning")).to_have_text("，")
    page.keyboard.press("F8")
    page.keyboard.press("Alt+KeyG")
    expect(written.locator(".finding.error")).to_have_count(0)
    expect(written).to_have_text("See {ref}`the start <start>`，the first.")
    expect(written.locator(".finding.warning")).to_have_text("，")
    page.keyboard.press("Alt+KeyG")
    expect(written).to_have_text("See {ref}`the start <start>`, the first.")
    expect(page.locator("#work .clean")).to_be_visible()


def test_what_a_check_objects_to_is_marked_and_reached_by_keys(desk: OpenDesk, page: Page) -> None:
    was = desk.catalog()
    texts = {
        "第一段，见 {ref}`开头 <start>`。": "The first, see below.",
        "第二节": "",
        "第二段。": "#, fuzzy\nThe second.",
    }
    catalog = was
    for source, text in texts.items():
        flags, _, text = text.rpartition("\n")
        old = rf'msgid "{re.escape(source)}"\nmsgstr ".*"'
        new = f'msgid "{source}"\nmsgstr "{text}"'
        catalog = re.sub(old, f"{flags}\n{new}".lstrip(), catalog)
    (desk.root / CATALOG).write_text(catalog, "utf-8")
    flagged = page.frame_locator("iframe").locator("[data-desk=flagged]")
    expect(flagged).to_have_count(1)
    page.locator("select").select_option("index.html")
    expect(page.frame_locator("iframe").locator("h1")).to_contain_text("A small book")
    expect(page.locator("#bar .count").last).to_have_attribute("title", re.compile("objects: 1"))
    for key, reached in (("P", 0), ("U", 1), ("Y", 2)):
        page.keyboard.press(f"Alt+Key{key}")
        expect(page.locator("#work .source")).to_have_text(list(texts)[reached])
    # Over the whole book, whatever page is open.
    page.locator("select").select_option("index.html")
    page.keyboard.press("Alt+KeyB")
    page.get_by_role("button", name="a check objects").click()
    expect(page.locator("#list .rows li")).to_have_count(1)
    page.locator("#list .rows button").click()
    written = page.locator(".cm-content")
    # What other tests have begun of it is not what is meant.
    expect(page.locator("#work .source")).to_have_text(next(iter(texts)))
    page.keyboard.press("Alt+KeyQ")
    expect(written).to_have_text("The first, see below.")
    # The reference that is lost comes back by a key, and what is ignored can be heeded again.
    expect(page.locator("#work .checks li")).to_contain_text("references")
    page.keyboard.press("Alt+KeyI")
    expect(page.locator("#work .checks .ignored")).to_contain_text("references")
    page.get_by_role("button", name="Stop ignoring").click()
    expect(page.locator("#work .checks li:not(.ignored)")).to_contain_text("references")
    written.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("`a`")
    page.keyboard.press("Home")
    page.keyboard.press("Alt+KeyC")
    # Apart from its like: two that touch would be read as one.
    expect(written).to_have_text("{ref}`开头 <start>` `a`")
    page.keyboard.press("Alt+KeyQ")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("The first, see ")
    page.keyboard.press("Alt+KeyC")
    expect(written).to_have_text("The first, see {ref}`开头 <start>`")
    expect(page.locator("#work .checks li", has_text="references")).to_have_count(0)
    page.keyboard.press("Alt+KeyO")
    expect(page.locator("textarea.comment")).to_be_focused()
    page.keyboard.press("Alt+KeyL")
    expect(page.locator("select")).to_be_focused()
    written.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("The first paragraph, see {ref}`the beginning <start>`.")
    expect(page.locator("#work .clean")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#bar .count").last).not_to_have_attribute("title", re.compile("objects"))
    page.keyboard.press("Alt+KeyB")
    (desk.root / CATALOG).write_text(was, "utf-8")


def test_changes_are_reviewed_and_sent_back_with_a_comment(desk: OpenDesk, page: Page) -> None:
    was = desk.catalog()
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Before", "--no-verify"]):
        git(desk.root, *command)
    entry = 'msgid "开头"\nmsgstr '
    changed = re.sub(f'{entry}".*"', f'{entry}"A new beginning"', was)
    (desk.root / CATALOG).write_text(changed, "utf-8")
    expect(page.frame_locator("iframe").locator("h1")).to_contain_text("A new beginning")
    page.keyboard.press("Alt+KeyV")
    expect(page.locator("dialog input")).to_have_value("HEAD")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#review")).to_contain_text("Changed since HEAD: 0/1")
    expect(page.locator("#work .source")).to_have_text("开头")
    expect(page.locator("#work .was ins", has_text="new")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Alt+Enter")
    expect(page.locator("textarea.comment")).to_be_focused()
    page.keyboard.insert_text("Why new?\nAsk.")
    page.keyboard.press("Alt+Enter")
    expect(page.locator("#review")).to_contain_text("All changes are reviewed.")
    sent_back = f'# Why new?\n# Ask.\n#: chapter.md\n#, fuzzy\n{entry}"A new beginning"\n'
    assert sent_back in desk.catalog()
    page.get_by_role("button", name="End the review").click()
    (desk.root / CATALOG).write_text(was, "utf-8")
    expect(page.locator("#work textarea.comment")).to_have_value("")


def git(folder: Path, *arguments: str) -> None:
    author = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *author, *arguments], cwd=folder, check=True)


def test_all_forms_of_a_plural_are_written(desk: OpenDesk, page: Page) -> None:
    was = desk.catalog()
    plural = 'msgid_plural "第二段们。"\nmsgstr[0] "One."\nmsgstr[1] "Many."\n'
    entry, number = re.subn('(msgid "第二段。"\n)msgstr ".*"\n', rf"\1{plural}", was)
    assert number == 1
    header = '"Language: en\\n"\n'
    entry = entry.replace(header, header + '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n')
    (desk.root / CATALOG).write_text(entry, "utf-8")
    click_text(page, "One.")
    editors = page.locator("#work .cm-content:visible")
    expect(editors).to_have_text(["One.", "Many."])
    editors.last.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("Very many.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#notice")).not_to_be_empty()
    assert desk.catalog() == entry.replace("Many.", "Very many.")
    (desk.root / CATALOG).write_text(was, "utf-8")


def test_the_same_message_elsewhere_is_filled(desk: OpenDesk, page: Page) -> None:
    source, index = desk.root / "docs/index.md", (desk.root / CATALOG).with_name("index.po")
    was, catalog = source.read_text("utf-8"), index.read_text("utf-8")
    index.write_text(f'{catalog}\nmsgid "第二段。"\nmsgstr ""\n', "utf-8")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"/>'
    source.with_name("dot.svg").write_text(svg, "utf-8")
    front = "---\ndescription: 简介\n---\n"
    source.write_text(f"{front}{was}\n![图](dot.svg)\n\n第二段。\n", "utf-8")
    page.locator("select").select_option("index.html")
    expect(page.frame_locator("iframe").locator("p", has_text="第二段")).to_be_visible()
    show_all(page)
    page.locator("select").select_option("chapter.html")
    expect(page.frame_locator("iframe").locator("h2")).to_be_visible()
    page.frame_locator("iframe").locator("p[data-desk]").last.click()
    expect(page.locator("#work .source")).to_have_text("第二段。")
    text = page.locator(".cm-content").inner_text()
    expect(page.get_by_role("button", name="Confirm, and fill")).to_be_visible()
    page.keyboard.press("Alt+KeyE")
    expect(page.locator("#notice")).to_have_text("Messages filled: 1.")
    assert index.read_text("utf-8") == f'{catalog}\nmsgid "第二段。"\nmsgstr "{text}"\n'
    page.keyboard.press("Alt+KeyZ")
    expect(page.locator("#notice")).to_contain_text("Undone.")
    assert index.read_text("utf-8") == f'{catalog}\nmsgid "第二段。"\nmsgstr ""\n'
    source.write_text(was, "utf-8")
    index.write_text(catalog, "utf-8")


def test_a_page_may_be_left_while_it_arrives(page: Page) -> None:
    # The frame has such a page for a moment, without anything in it; `page` sees what complains.
    for milliseconds in range(0, 20, 2):
        page.locator("select").select_option("index.html")
        page.wait_for_timeout(milliseconds)
        page.locator("select").select_option("chapter.html")
        page.wait_for_timeout(20 - milliseconds)
    expect(page.frame_locator("iframe").locator("h2")).to_be_visible()


def show_all(page: Page) -> None:
    """Open what stands within another block, and what the page does not show."""
    written = page.locator("#work .source")
    # Marked once the page's messages are known; before, a click finds none.
    marked = f"img.diglot-message-{name_of('图')}[data-desk]"
    picture = page.frame_locator("iframe").locator(marked)
    for text in ("图", "![图](dot.svg)"):
        picture.click()
        expect(written).to_have_text(text)
    expect(page.locator("#work .notes")).to_be_empty()
    page.locator("#bar button").first.click()
    page.locator("#list .unseen").click()
    expect(written).to_have_text("简介")
    expect(page.locator("#work .notes")).to_contain_text("no place of its own")
    page.locator("#bar button").first.click()


@pytest.mark.parametrize("width", [600, 768])
def test_all_of_the_bar_is_within_narrow_windows(page: Page, width: int) -> None:
    page.locator("iframe").wait_for()
    # As in a large book.
    page.locator("#bar .count").last.evaluate("count => count.append(' 10000/10000')")
    page.set_viewport_size({"width": width, "height": 800})
    bar = page.locator("#bar")
    assert bar.evaluate("bar => bar.scrollWidth - bar.clientWidth") == 0
    for button in bar.locator("button").all():
        expect(button).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_object_to(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.locator("iframe").wait_for()
    page.frame_locator("iframe").locator("p[data-desk]").first.click()
    # Whatever other tests have begun of it.
    page.keyboard.press("Alt+KeyQ")
    page.keyboard.insert_text("，第")
    expect(page.locator(".finding").first).to_be_visible()
    page.keyboard.press("Alt+KeyI")
    expect(page.locator("#work .ignored")).to_be_visible()
    page.keyboard.press("Alt+KeyB")
    expect(page.locator("#list .rows li").first).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Alt+KeyB")
    for key, words in (
        ("Alt+KeyR", "Search and replace"),
        ("Alt+KeyV", "Review changes"),
        ("Alt+KeyW", "Translator"),
        ("F1", "Keys"),
    ):
        page.keyboard.press(key)
        expect(page.get_by_role("dialog", name=words)).to_be_visible()
        assert violations(page) == []
        page.keyboard.press("Escape")


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def test_a_page_is_translated_by_keys_alone(page: Page, tmp_path: Path) -> None:
    keys = tmp_path / "config/diglot/keys.json"
    keys.parent.mkdir(parents=True)
    keys.write_text('{"nothing": "Mod+Enter", "keys": "F2", "review": "Alt+KeyB"}', "utf-8")
    with opened_desk(tmp_path, asks_who=True) as desk:
        translate_all(desk, page)
        write_on(desk, page)
        page.keyboard.press("F2")
        for told in ("F2", str(keys), "No action has this name: nothing", "Alt+KeyB"):
            expect(page.locator("dialog")).to_contain_text(told)
        page.keyboard.press("Escape")
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
        if not number:
            # Asked once, before anything is written.
            expect(page.get_by_role("dialog", name="Translator")).to_be_visible()
            assert desk.catalog() == empty
            page.keyboard.insert_text("T. Ranslator")
            page.keyboard.press("Control+Enter")
    expect(page.locator("#notice")).to_have_text("All messages of the book are translated.")
    complete = empty
    for number, source in enumerate(sources):
        old = f'msgid "{source}"\nmsgstr "'
        complete = complete.replace(f'{old}"', f'{old}Text {number}"')
    said = r'(?m)^"(PO-Revision-Date|Last-Translator): (.+)\\n"\n'
    assert dict(re.findall(said, desk.catalog()))["Last-Translator"] == "T. Ranslator"
    assert re.sub(said, "", desk.catalog()) == complete


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


# What a text of a block changes, and the page, for a title is read elsewhere, too.
@pytest.mark.parametrize("late", ["**/_desk/show", "**/chapter.html"])
def test_a_page_that_comes_late_changes_no_other(page: Page, late: str) -> None:
    title = page.frame_locator("iframe").locator("h1")
    marked = page.frame_locator("iframe").locator("h1[data-desk]")
    marked.click()

    def go_on(route: Route) -> None:
        page.keyboard.press("Alt+ArrowDown")
        route.continue_()

    page.route(late, go_on, times=1)
    with page.expect_response(late):
        page.keyboard.insert_text("x")
    page.evaluate("fetch('/_desk/start').then((answer) => answer.text())")
    expect(page.frame_locator("iframe").locator("[data-desk-open]")).to_have_count(1)

    def come_late(route: Route) -> None:
        page.locator("select").select_option("index.html")
        expect(title).to_contain_text("A small book")
        route.continue_()

    marked.click()
    page.route(late, come_late, times=1)
    with page.expect_response(late):
        page.keyboard.insert_text("x")
    page.evaluate("fetch('/_desk/start').then((answer) => answer.text())")
    expect(title).to_contain_text("A small book")
    # Of two that are opened at once, the one asked for last.
    page.locator("select").select_option("chapter.html")
    expect(title).to_contain_text("beginning")
    with page.expect_response("**/_desk/messages?page=chapter.html"):
        page.route("**/_desk/messages?page=chapter.html", come_late, times=1)
        page.reload()
    page.evaluate("fetch('/_desk/start').then((answer) => answer.text())")
    page.frame_locator("iframe").locator("p[data-desk]").click()
    expect(page.locator("#work .source")).to_have_text("一本很小的书。")
    expect(page.locator("select")).to_have_value("index.html")


def test_a_page_is_open_though_a_picture_of_it_never_comes(page: Page) -> None:
    def with_picture(route: Route) -> None:
        answer = route.fetch()
        picture = '<img src="/en/_images/never.png" alt=""></body>'
        route.fulfill(response=answer, body=answer.text().replace("</body>", picture))

    page.route("**/chapter.html", with_picture)
    # It is neither answered nor refused.
    page.route("**/never.png", lambda _route: None)
    page.reload()
    block = page.frame_locator("iframe").locator("p[data-desk]").first
    block.click()
    expect(page.locator("#work .cm-content")).to_be_visible()


def test_the_desk_fits_its_window(page: Page) -> None:
    for width, height, scheme in ((1280, 800, "light"), (820, 1100, "dark"), (390, 800, "light")):
        page.reload()
        _fits(page, width, height, scheme)


def _fits(page: Page, width: int, height: int, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of its words
    page.set_viewport_size({"width": width, "height": height})
    page.frame_locator("iframe").locator("p[data-desk]").first.click()
    expect(page.locator("#work .cm-content")).to_be_visible()
    boxes = page.evaluate(
        """() => Object.fromEntries(["#bar", "#sheet", "#work", "#work .cm-editor"].map((name) => {
            const box = document.querySelector(name).getBoundingClientRect();
            return [name, box.toJSON()];
        }))"""
    )
    # The bar is above, the page and the place to write below it, none of them over another.
    bar, sheet, work, editor = boxes.values()
    for box in (bar, sheet, work):
        assert 0 <= box["left"] < box["right"] <= width
        assert 0 <= box["top"] < box["bottom"] <= height
    assert bar["bottom"] <= min(sheet["top"], work["top"])
    assert sheet["right"] <= work["left"] or sheet["bottom"] <= work["top"]
    assert work["left"] <= editor["left"] < editor["right"] <= work["right"]
    assert work["top"] <= editor["top"] < editor["bottom"] <= work["bottom"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.scrollHeight") <= height
    # Themes whose scripts would say so at the root of pages need not be asked.
    root = page.frame_locator("iframe").locator("html")
    expect(root).to_have_attribute("data-theme", scheme)
    # The list has its filters in sight, wherever it is scrolled to.
    page.keyboard.press("Alt+KeyB")
    filters = page.locator("#list .filters")
    expect(filters).to_be_visible()
    page.locator("#list").evaluate(
        "list => { list.style.height = '16rem'; list.scrollTop = list.scrollHeight; }"
    )
    assert page.locator("#list").evaluate("list => list.scrollTop") > 0
    tops = page.evaluate(
        """() => ["#list", "#list .filters"].map(
            (name) => document.querySelector(name).getBoundingClientRect().top)"""
    )
    assert tops[0] == tops[1]


def test_drafts_are_forgotten_once_they_are_saved_or_taken_back(desk: OpenDesk, page: Page) -> None:
    was = desk.catalog()
    with page.expect_response("**/_desk/draft"):
        page.frame_locator("iframe").locator("p[data-desk]").last.click()
    page.keyboard.insert_text(" Taken back")
    begun = page.frame_locator("iframe").locator("p", has_text="Taken back")
    expect(begun).to_be_visible()
    # Taken back and left at once, it is no draft any more.
    with page.expect_response("**/_desk/draft"):
        page.keyboard.press("Alt+KeyQ")
        page.keyboard.press("Alt+ArrowUp")
    expect(begun).to_have_count(0)
    with page.expect_response("**/_desk/draft"):
        page.keyboard.press("Alt+ArrowDown")
    # What was written right before the window was left arrives.
    page.keyboard.insert_text(" Left")
    page.goto("about:blank")
    desk.enter()
    while not desk.messages()[-1]["draft"]:
        time.sleep(0.1)
    page.goto(f"{desk.address}#chapter.html")
    with page.expect_response("**/_desk/draft"):
        page.frame_locator("iframe").locator("p[data-desk]").last.click()
    expect(page.locator(".cm-content")).to_contain_text(" Left")
    order = []
    page.on("request", lambda request: order.append(f"{request.url.rpartition('/')[2]} asked"))
    page.on("response", lambda answer: order.append(f"{answer.url.rpartition('/')[2]} answered"))

    def save_meanwhile(route: Route) -> None:
        page.keyboard.press("Control+Enter")
        route.continue_()

    page.route("**/_desk/draft", save_meanwhile, times=1)
    page.keyboard.insert_text(" Saved.")
    expect(page.locator("#notice")).not_to_be_empty()
    assert [request for request in order if request.startswith(("draft", "save"))][:4] == [
        "draft asked",
        "draft answered",
        "save asked",
        "save answered",
    ]
    (desk.root / CATALOG).write_text(was, "utf-8")
