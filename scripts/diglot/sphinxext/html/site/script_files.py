"""Scripts inside pages become files beside them, for hosts that forbid the former.

A Content-Security-Policy of ``script-src 'self'`` runs no script that is written into a page, and
themes and extensions write some (https://www.w3.org/TR/CSP3/#directive-script-src). A file holds
one such script and is named by its digest, so that all pages share it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from diglot.core.files import write_text
from diglot.sphinxext.html.builders import makes_site
from diglot.sphinxext.incremental.removed_files import SCRIPTS

_INLINE = re.compile(
    r"""<script(?P<attributes>(?:\s[^<>]*)?)>(?P<text>[^<]*+(?:<(?!/script)[^<]*+)*)</script>""",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"\ssrc\s*=", re.IGNORECASE)
_TYPE = re.compile(r"""\stype\s*=\s*["']?([^\s"'>]*)""", re.IGNORECASE)
# What browsers do with files only: scripts inside pages always run at once.
_LATER = re.compile(
    r"""\s(?:async|defer)(?:=(?:"[^"]*"|'[^']*'|[^\s>]+))?(?=\s|$)""", re.IGNORECASE
)
# Addresses in a module that count from the page.
_FROM_PAGE = re.compile(r"""["']\.{1,2}/""")
_CLASSIC = frozenset({"", "text/javascript", "application/javascript", "application/ecmascript"})


# What the search of Sphinx, in whose place is ours, needs on pages of some themes.
_STOCK_SEARCH = re.compile(
    r"""<script\b[^>]*\ssrc="[^"]*\b(?:searchtools|language_data|searchindex)\.js[^"]*"[^>]*>"""
    r"""</script>\n?"""
)
# Sphinx's words for scripts, which it takes in by evaluating a text, and the same without that.
_CATALOG = re.compile(r"\s*Documentation\.addTranslations\((\{.*\})\);?\s*", re.DOTALL)
_WORDS = """\
Object.assign(Documentation, {{
  LOCALE: {locale},
  PLURAL_EXPR: (n) => ({plural}),
  TRANSLATIONS: {messages},
}});
"""
# A tag with scripts in attributes, and such an attribute.
_TAG = re.compile(r"""<[a-z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""", re.IGNORECASE)
# Found in no time on pages that have none, for it begins with letters.
_MAYBE_HANDLER = re.compile(r"""on(?<=\son)[a-z]+=["']""")
_HANDLER = re.compile(r"""(?<=\s)on(?P<event>[a-z]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_LISTENER = """\
document.addEventListener("{event}", (event) => {{
  const element = event.target.closest?.('[data-diglot-on{event}="{name}"]');
  if (element) (function (event) {{ {script} }}).call(element, event);
}}, true);
"""


def register(app: Sphinx) -> None:
    """Correct a script of Sphinx's when it has been copied."""
    app.connect("build-finished", _replace_words)


def with_script_files(page: str, outdir: Path, context: Mapping[str, Any]) -> str:
    """Return a page (HTML) without scripts inside, neither as elements nor in attributes.

    They are written below `outdir`; `context` is what the page was rendered with. Data between
    script tags stays, and so does a module that loads others from beside the page.
    """

    def address_of(name: str) -> str:
        return str(context["pathto"](name, resource=True))

    def in_file(script: re.Match[str]) -> str:
        text, attributes = script["text"].strip(), script["attributes"]
        if not text or _SOURCE.search(attributes) or not _runs(attributes, text):
            return script[0]
        name = _written(text, outdir)
        return f'<script{_LATER.sub("", attributes)} src="{address_of(name)}"></script>'

    page = _STOCK_SEARCH.sub("", page)
    return _with_listeners(_INLINE.sub(in_file, page), outdir, address_of)


def without_evaluation(script: str) -> str:
    """Return Sphinx's ``translations.js`` so that it runs where texts are not evaluated."""
    catalog = _CATALOG.fullmatch(script)
    if not catalog:
        return script
    words = json.loads(catalog[1])
    return _WORDS.format(
        locale=json.dumps(words["locale"]),
        plural=words["plural_expr"],
        messages=json.dumps(words["messages"], indent=1),
    )


def _replace_words(app: Sphinx, exception: Exception | None) -> None:
    path = Path(app.outdir) / "_static" / "translations.js"
    if exception is None and makes_site(app.builder) and path.is_file():
        write_text(path, without_evaluation(path.read_text("utf-8")), sync=False)


def _with_listeners(page: str, outdir: Path, address_of: Callable[[str], str]) -> str:
    if not (_MAYBE_HANDLER.search(page) and _HANDLER.search(page)):
        return page
    files: dict[str, None] = {}

    def listened(handler: re.Match[str]) -> str:
        event, script = handler["event"], unescape(handler["double"] or handler["single"] or "")
        name = _digest(script)
        files[_written(_LISTENER.format(event=event, name=name, script=script), outdir)] = None
        return f'data-diglot-on{event}="{name}"'

    page = _TAG.sub(lambda tag: _HANDLER.sub(listened, tag[0]), page)
    scripts = "".join(f'<script src="{address_of(name)}"></script>\n' for name in files)
    before, end, after = page.rpartition("</body>")
    return f"{before}{scripts}{end}{after}" if end else page + scripts


def _written(script: str, outdir: Path) -> str:
    """Write a script; return the name of its file in the site."""
    name = f"{SCRIPTS}/{_digest(script)}.js"
    if not write_text(outdir / name, f"{script}\n", sync=False):
        # One that no page has asked for since is removed.
        (outdir / name).touch()
    return name


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def _runs(attributes: str, text: str) -> bool:
    """Whether browsers run what is between script tags, from a file as well."""
    kind = _TYPE.search(attributes)
    name = kind[1].lower() if kind else ""
    return name in _CLASSIC or (name == "module" and not _FROM_PAGE.search(text))
