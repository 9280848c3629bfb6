"""Which sites take in a change first."""

from diglot.server.precedence import Precedence
from diglot.server.readers import Readers

ALL = frozenset({"zh-cn", "en", "zh-cn_en"})
PARALLEL = frozenset({"zh-cn_en"})


def test_the_languages_of_an_open_handout_come_first() -> None:
    readers = Readers()
    precedence = Precedence(readers)
    assert precedence.first(ALL, PARALLEL) == ALL
    with readers.reading("handouts", "book.en.pdf", frozenset({"en"})):
        assert precedence.first(ALL, PARALLEL) == {"en"}
        with readers.reading("zh-cn", "index.html"):
            assert precedence.first(ALL, PARALLEL) == {"zh-cn", "en"}
    assert precedence.first(ALL, PARALLEL) == ALL
