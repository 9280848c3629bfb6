"""What a page is, for programs: a book or a chapter of it, and what it is translated from or into.

Sources: https://schema.org/Book, https://schema.org/Chapter, https://schema.org/workTranslation,
and for the form https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def structured_data(
    address: str, title: str, language: str, book: tuple[str, str], others: Mapping[str, str]
) -> str:
    """Return the data of a page as an element of its head.

    `book` is the address and the title of the whole, whose first page is a book, all others
    chapters. `others` are the addresses of the same page by the tags of their languages (BCP 47);
    the first of all languages is the source's, the page's own may be among them.
    """
    book_address, book_title = book
    kind = "Book" if address == book_address else "Chapter"
    work: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": address,
        "url": address,
        "name": title,
        "inLanguage": language,
    }
    if kind == "Chapter":
        work["isPartOf"] = {"@type": "Book", "@id": book_address, "name": book_title}
    works = {tag: {"@type": kind, "@id": link, "inLanguage": tag} for tag, link in others.items()}
    source = next(iter(works), language)
    if source == language:
        translations = [other for tag, other in works.items() if tag != language]
        if translations:
            work["workTranslation"] = translations
    else:
        work["translationOfWork"] = works[source]
    # No sign of HTML inside: an element of this kind ends where its text says so.
    text = json.dumps(work, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>\n'
