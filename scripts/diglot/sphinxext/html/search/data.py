"""The data of the search: a script of one call, which pages can also load from a disk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from diglot.core.language import Language
from diglot.sphinxext.html.search.sections import Section

Document = list[Any]
"""``[docname, address, title, [[anchor, heading, text], …]]``"""


def data_file(language: Language) -> str:
    """Return where a site keeps the search data of its language, from the site's root."""
    return f"_static/searchdata.{language.slug}.js"


def script_of(language: Language, documents: list[Document]) -> str:
    """Return the script: its call has the slug of the language and the documents."""
    data = json.dumps(documents, ensure_ascii=False, separators=(",", ":"))
    return f"diglotSearch.add({json.dumps(language.slug)},{data});\n"


def document_of(docname: str, address: str, title: str, sections: list[Section]) -> Document:
    """Return a document as the search reads it."""
    texts = [[section.anchor, section.title, section.text] for section in sections]
    return [docname, address, title, texts]


def sections_in(data: Path) -> dict[str, list[Section]]:
    """Read the sections by document from such a script; none where it is not whole."""
    text = data.read_text("utf-8")
    try:
        documents = json.loads(text[text.index(",") + 1 : text.rindex(")")])
        return {
            docname: [Section(*section) for section in sections]
            for docname, _address, _title, sections in documents
        }
    except (ValueError, TypeError):
        return {}
