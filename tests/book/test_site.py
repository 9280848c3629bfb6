from __future__ import annotations

import gzip
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urlsplit

from book.conftest import Book
from diglot.core.diagnostic import Severity


class Page(HTMLParser):
    """The places of a page that can be linked to, and where it links."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.resources: set[str] = set()
        self.lang: str | None = None
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "html":
            self.lang = values.get("lang")
        if values.get("id"):
            self.ids.add(str(values["id"]))
        if tag == "a" and values.get("href"):
            self.links.add(str(values["href"]))
        elif tag != "a":
            rel = values.get("rel") or ""
            named = values.get("src") or (values.get("href") if "canonical" not in rel else None)
            if named and "alternate" not in rel:
                self.resources.add(named)


def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in sorted(site.rglob("*.html"))}


def lands(page: Page, fragment: str) -> bool:
    # `#top` is the browser's own; `#name=value` speaks to a script.
    return fragment in ("", "top") or "=" in fragment or unquote(fragment) in page.ids


def test_builds_without_a_word_of_complaint(book: Book) -> None:
    complaints = [d for d in book.report.diagnostics if d.severity is not Severity.INFO]
    assert complaints == []
    assert book.report.results["crashed"] == []


def test_every_internal_link_and_anchor_resolves(book: Book) -> None:
    known = pages(book.site)
    broken = []
    for path, page in known.items():
        if path.name == "404.html":  # its links start at the root of a server
            continue
        for link in page.links | page.resources:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or link.startswith("data:"):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if target.is_dir():
                target /= "index.html"
            if not target.exists():
                broken.append((path.name, link, "no file"))
            elif target in known and not lands(known[target], parts.fragment):
                broken.append((path.name, link, "no anchor"))
    assert broken == []


def test_nothing_is_loaded_from_elsewhere(book: Book) -> None:
    for path, page in pages(book.site).items():
        outside = {one for one in page.resources if urlsplit(one).netloc}
        assert not outside, path
    for style in book.site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(?:https?:)?//", style.read_text("utf-8")), style


def test_pages_weigh_little(book: Book) -> None:
    """What a browser loads with a page, all its pictures included, in bytes as hosts send them."""
    sent = cache(lambda path: len(gzip.compress(path.read_bytes())))
    for slug in ("zh-cn", "en", "zh-cn_en"):
        weights = []
        for path, page in pages(book.site / slug).items():
            named = {
                (path.parent / unquote(urlsplit(one).path)).resolve() for one in page.resources
            }
            files = {one for one in named if one.is_file() and one.suffix != ".html"} | {path}
            if "<math" in path.read_text("utf-8"):
                files.add(book.site / slug / "_static/fonts/STIXTwoMath-common.woff2")
            weights.append(sum(map(sent, files)))
        assert 20_000 < median(weights) < 75_000, (slug, weights)


def test_every_page_leads_to_itself_in_the_other_language(book: Book) -> None:
    languages = {"zh-cn": "zh-CN", "en": "en"}
    for slug, lang in languages.items():
        for path, page in pages(book.site / slug).items():
            assert page.lang == lang, path
            if path.name == "404.html":
                continue
            (other,) = languages.keys() - {slug}
            # Only translations have progress to show; their readers are led to the start.
            name = path.relative_to(book.site / slug).as_posix()
            name = "index.html" if name == "translation-progress.html" else name
            counterpart = book.site / other / name
            assert counterpart.exists(), path
            targets = {(path.parent / urlsplit(link).path).resolve() for link in page.links}
            assert counterpart in targets, path


def test_the_languages_share_their_anchors(book: Book) -> None:
    for path, page in pages(book.site / "zh-cn" / "salon").items():
        if path.stem == "glossary":
            continue
        english = Page(book.site / "en" / "salon" / path.name)
        assert page.ids == english.ids, path.name


def test_english_pages_have_no_chinese_left(book: Book) -> None:
    # Names and terms may stand beside their translation; a run this long is a clause.
    han = re.compile(r"[\u4e00-\u9fff]{12,}")
    for name in ("event", "liu-yiming", "dong-jin", "common-ground", "questions"):
        html = (book.site / "en" / "salon" / f"{name}.html").read_text("utf-8")
        article = html[html.index("<article") : html.index("</article>")]
        assert not han.findall(re.sub(r"<[^>]+>", " ", article)), name
