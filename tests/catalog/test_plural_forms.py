"""How many forms a plural has, as the header of its catalog says; a header may say anything."""

from pathlib import Path

import pytest

from diglot.catalog.plural_forms import fitted, number_of_forms
from diglot.catalog.reader import parse_catalog

_CATALOG = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: STATED\\n"

msgid "{n} page"
msgid_plural "{n} pages"
msgstr[0] "{n} 页"
"""


@pytest.mark.parametrize(
    ("stated", "forms"),
    [
        ("nplurals=1; plural=0;", 1),
        ("nplurals = 6; plural=(n % 6);", 6),
        # No language has so many: filling entries up to them would take all memory.
        ("nplurals=10000000; plural=0;", None),
        ("nplurals=100; plural=0;", None),
        ("nplurals=INTEGER; plural=EXPRESSION;", None),
    ],
)
def test_entries_are_filled_up_to_what_a_language_may_have(stated: str, forms: int | None) -> None:
    catalog = parse_catalog(_CATALOG.replace("STATED", stated).encode(), Path("a.po"))
    (entry,) = (entry for entry in catalog.entries if entry.plural)
    assert number_of_forms(catalog.header) == forms
    assert len(fitted(entry, forms).msgstr) == (forms or 1)
