"""The programs in the code blocks of a source file, read without a build."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from inspect import cleandoc
from pathlib import Path

from diglot.sphinxext.markup.pages import Directive, Page
from diglot.sphinxext.safety.listing import Listing

_CODE = frozenset({"code", "code-block", "code-cell", "sourcecode"})
_RST_CODE = re.compile(
    r"^(?P<indent>[ \t]*)\.\.[ \t]+(?P<name>[\w-]+)::[ \t]*(?P<argument>.*)\n"
    r"(?P<content>(?:(?P=indent)[ \t]+\S.*(?:\n|\Z)|[ \t]*\n)*)",
    re.MULTILINE,
)
_RST_OPTION = re.compile(r"[ \t]+:(?P<key>[\w-]+):[ \t]*(?P<value>.*)")


def listings_of_page(page: Page, srcdir: Path, language: str) -> Iterator[Listing]:
    """Yield the programs of a MyST page; those that name no language are in `language`."""
    for _line, token in page.tokens():
        info = token.info.strip()
        if token.type == "fence" and not info.startswith("{"):
            yield Listing(info.split()[0] if info else language, token.content)
    yield from _listings(page.directives, page.path.parent, srcdir, language)
    for directive in page.directives:
        if directive.name == "eval-rst":
            yield from listings_of_rst(directive.content, page.path.parent, srcdir, language)


def listings_of_rst(text: str, folder: Path, srcdir: Path, language: str) -> Iterator[Listing]:
    """Yield the programs of a text in reStructuredText in a file of `folder`."""
    return _listings(_rst_directives(text), folder, srcdir, language)


def _listings(
    directives: Iterable[Directive], folder: Path, srcdir: Path, language: str
) -> Iterator[Listing]:
    for directive in directives:
        if directive.name == "highlight":
            language = directive.argument
        elif directive.name in _CODE:
            yield Listing(directive.argument or language, directive.content.lstrip("\n"))
        elif directive.name == "literalinclude" and (named := directive.options.get("language")):
            name = directive.argument
            path = srcdir / name[1:] if name.startswith("/") else folder / name
            if path.is_file():
                yield Listing(named, path.read_text("utf-8-sig", errors="replace"))


def _rst_directives(text: str) -> Iterator[Directive]:
    for match in _RST_CODE.finditer(text):
        lines = match["content"].splitlines()
        options: dict[str, str] = {}
        while lines and (option := _RST_OPTION.fullmatch(lines[0])):
            options[option["key"]] = option["value"].strip()
            del lines[0]
        line = text.count("\n", 0, match.start()) + 1
        content = cleandoc("\n" + "\n".join(lines)) + "\n"
        start = line + 1 + len(options)
        yield Directive(match["name"], match["argument"].strip(), options, content, line, start)
        if match["name"] not in _CODE:
            yield from _rst_directives(content)
