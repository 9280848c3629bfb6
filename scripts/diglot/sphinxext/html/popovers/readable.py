"""A message as plain HTML: its markup simplified, its words all there.

This is no parser: it serves a glance at another language, and takes what it does not know for
text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

_Rule = tuple[str, Callable[[re.Match[str], Callable[[str], str]], str]]

_TITLE = re.compile(r"(?P<title>.+?)\s*(?<!\\)<[^<>]*>", re.DOTALL)
_LABELS = frozenset({"doc", "eq", "numref", "ref", "download", "any"})
_TAGS = re.compile(r"<[^>]+>")


def readable_html(message: str, *, rst: bool = False) -> str:
    """Return a message of MyST, or of reStructuredText, as phrasing content without links."""
    return _RST.render(message) if rst else _MYST.render(message)


def readable_text(message: str, *, rst: bool = False) -> str:
    """Return the words of a message."""
    return unescape(_TAGS.sub("", readable_html(message, rst=rst)))


class _Markup:
    """Rules in the order in which they are tried at each place of a text.

    Each rule begins with one of `signs`, so that a text without any has no markup.
    """

    def __init__(self, signs: str, rules: tuple[_Rule, ...]) -> None:
        self._signs = re.compile(f"[{re.escape(signs)}]")
        self._actions = [action for _pattern, action in rules]
        names = (f"(?P<r{at}>{pattern})" for at, (pattern, _action) in enumerate(rules))
        self._pattern = re.compile("|".join(names), re.DOTALL)

    def render(self, text: str) -> str:
        if not self._signs.search(text):
            return escape(text)
        parts, end = [], 0
        for match in self._pattern.finditer(text):
            parts += [escape(text[end : match.start()]), self._shown(match)]
            end = match.end()
        return "".join([*parts, escape(text[end:])])

    def _shown(self, match: re.Match[str]) -> str:
        at = int(str(match.lastgroup).removeprefix("r"))
        return self._actions[at](match, self.render)


def _in(tag: str, strip: int) -> Callable[[re.Match[str], Callable[[str], str]], str]:
    def shown(match: re.Match[str], render: Callable[[str], str]) -> str:
        return f"<{tag}>{render(match.group()[strip:-strip])}</{tag}>"

    return shown


def _code(match: re.Match[str], _render: Callable[[str], str]) -> str:
    return f"<code>{escape(match.group().strip('`$ '))}</code>"


def _link(match: re.Match[str], render: Callable[[str], str]) -> str:
    text = match.group().lstrip("!")
    return render(text[1 : text.rindex("](") if "](" in text else text.rindex("][")])


def _address(match: re.Match[str], _render: Callable[[str], str]) -> str:
    return escape(match.group()[1:-1])


def _nothing(_match: re.Match[str], _render: Callable[[str], str]) -> str:
    return ""


def _break(_match: re.Match[str], _render: Callable[[str], str]) -> str:
    return "<br>"


def _escaped(match: re.Match[str], _render: Callable[[str], str]) -> str:
    return escape(match.group()[1:])


def _named(match: re.Match[str], _render: Callable[[str], str]) -> str:
    """Show a reference by its title; rST writes both between single backticks."""
    content = match.group().strip("`_")
    title = _TITLE.fullmatch(content)
    return escape(title["title"] if title else content)


def _role(match: re.Match[str], _render: Callable[[str], str]) -> str:
    name, _, content = match.group().partition("`")
    name, content = name.strip("{}:").rpartition(":")[2], content.strip("`")
    title = _TITLE.fullmatch(content)
    if title:
        return escape(title["title"])
    if name in ("math", "code", "literal", "command", "file", "kbd", "program", *_LABELS):
        return f"<code>{escape(content)}</code>"
    return escape(content.lstrip("~!"))


_MYST = _Markup(
    "\\{`$[*<",
    (
        (r"\\\n", _break),
        (r"\\[!-/:-@\[-`{-~]", _escaped),
        (r"\{[A-Za-z][\w:.+-]*\}(?=`)`+[^`]*`+", _role),
        (r"(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)", _code),
        (r"(?<![\\$\w])\$\$?(?=[^\s$])[^$]*[^\s$\\]\$?\$|(?<!\$)\$[^\s$]\$", _code),
        (r"\[\^[^\]]+\]", _nothing),
        (r"!?\[(?:[^\[\]]|\[[^\]]*\])*\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s[^()]*)?\)|\[[^\]]*\])",
         _link),
        (r"\*\*(?=\S).+?(?<=\S)\*\*(?!\*)", _in("strong", 2)),
        (r"(?<!\*)\*(?=[^\s*])[^*]+?(?<=[^\s*])\*(?!\*)", _in("em", 1)),
        (r"<(?:https?:|mailto:)[^<>\s]+>", _address),
        (r"</?[A-Za-z][^<>]*>", _nothing),
        (r"(?<![=\w\]])\{[#.][^{}]*\}", _nothing),
    )
)  # fmt: skip
_RST = _Markup(
    "\\:`[*_|",
    (
        (r"\\\s", _nothing),
        (r"\\\S", _escaped),
        (r"``.+?``", _code),
        (r":[A-Za-z][\w:.+-]*:`[^`]+`", _role),
        (r"`[^`]+`__?", _named),
        (r"`[^`]+`", _named),
        (r"\[[^\]\s]+\]_", _nothing),
        (r"\*\*(?=\S).+?(?<=\S)\*\*", _in("strong", 2)),
        (r"(?<!\*)\*(?=[^\s*])[^*]+?(?<=[^\s*])\*(?!\*)", _in("em", 1)),
        (r"(?<=\w)__?(?=\W|$)", _nothing),
        (r"\|(?=\S)[^|]+(?<=\S)\|_?", lambda match, _render: escape(match.group().strip("|_"))),
    ),
)
