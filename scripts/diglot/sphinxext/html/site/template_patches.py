"""How our templates get between a theme and its pages, and a theme's fixed words into catalogs.

Sphinx takes its templates from a bridge; ours is Sphinx's own with three additions. Our folders
are searched after the project's `templates_path` and before the theme. A few seams are set into
Furo's page where it leaves no block to fill. And words that Furo's templates spell out in English
become messages. Pages of other themes get the languages as a line of their own, at the top.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.jinja2glue import BuiltinTemplateLoader, SphinxFileSystemLoader
from sphinx.theming import Theme

from diglot.sphinxext.config.build_options import build_options
from diglot.sphinxext.html.builders import furo_of, makes_site

_OURS = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class TemplatePatch:
    """A piece of a template of Furo, which stands there once, and what takes its place."""

    template: str
    piece: str
    replacement: str


_LANGUAGES = '{% include "diglot-languages.html" %}'
_HEADER = '<div class="theme-toggle-container theme-toggle-header">'
_CONTENT = '<div class="theme-toggle-container theme-toggle-content">'
_TOOLS = '<div class="content-icon-container"'
_SITE_ASIDE = '<aside class="sidebar-drawer"'
_PAGE_ASIDE = '<aside class="toc-drawer{% if furo_hide_toc %} no-toc{% endif %}"'

PATCHES = (
    TemplatePatch("page.html", _HEADER, _LANGUAGES + _HEADER),
    TemplatePatch("page.html", _CONTENT, _LANGUAGES + _CONTENT),
    # Landmarks need names to be told apart by ear.
    TemplatePatch(
        "page.html", _TOOLS, _TOOLS + """ role="region" aria-label="{{ _('Page tools')|e }}\""""
    ),
    TemplatePatch(
        "page.html", _SITE_ASIDE, _SITE_ASIDE + """ aria-label="{{ _('Site navigation')|e }}\""""
    ),
    TemplatePatch(
        "page.html", _PAGE_ASIDE, _PAGE_ASIDE + """ aria-label="{{ _('On this page')|e }}\""""
    ),
)

# The English that Furo's templates spell out.
_ATTRIBUTE = re.compile(r'(\b(?:aria-label|title|alt|placeholder)=")([^"{}<>]*[a-z][^"{}<>]*)(")')
_SYMBOL_TITLE = re.compile(r"(<symbol [^>]*>\s*<title>)([^<{]+)(</title>)")
_POSSESSIVE = re.compile(r"(</a>)('s)(?=\s)()")

_BODY = re.compile(r"<body[^>]*>")


def register(app: Sphinx) -> None:
    """Take the place of Sphinx's bridge, unless the project has one of its own."""
    app.connect("config-inited", _choose_loader)


def translatable(source: str) -> str:
    """Return a template whose fixed English words are messages for the translator."""
    for pattern in (_ATTRIBUTE, _SYMBOL_TITLE, _POSSESSIVE):
        source = pattern.sub(_as_message, source)
    return source


def patched(template: str, source: str) -> str:
    """Return a template of Furo with our seams in it."""
    for seam in PATCHES:
        if seam.template == template:
            source = source.replace(seam.piece, seam.replacement)
    return source


class TemplateLoader(BuiltinTemplateLoader):
    """Sphinx's template bridge with our folders in its search path."""

    def init(
        self,
        builder: Builder,
        theme: Theme | None = None,
        dirs: list[str] | None = None,
    ) -> None:
        """Prepare the search path; only sites get anything of ours."""
        super().init(builder, theme, dirs)
        # Templates do not change while a build runs; each page would look for changes of each.
        self.environment.auto_reload = False
        shared = build_options(builder.config).templates_dir
        compiled = shared or Path(builder.doctreedir, "templates")
        compiled.mkdir(parents=True, exist_ok=True)
        self.environment.bytecode_cache = FileSystemBytecodeCache(str(compiled))
        self._makes_site = makes_site(builder)
        self._furo = furo_of(builder)
        folders = [_OURS] if self._makes_site else []
        if self._furo:
            folders.insert(0, _OURS / "furo")
        at = self.templatepathlen
        paths: Any = [str(folder) for folder in folders]
        self.pathchain[at:at] = paths
        self.loaders[at:at] = map(SphinxFileSystemLoader, folders)

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Load a template; one of Furo's gets our seams and speaks through the translator."""
        source, path, uptodate = super().get_source(environment, template)
        if self._furo and self._furo in Path(path).parents:
            source = patched(template.lstrip("!"), translatable(source))
        return source, path, uptodate

    def render(  # type: ignore[override]  # Sphinx gives the base class no return type either
        self, template: str, context: dict[str, Any]
    ) -> str:
        """Render a page; that of a theme we do not know gets its languages after the fact."""
        page = super().render(template, context)
        if not self._makes_site or self._furo or not context.get("diglot_languages"):
            return page
        languages = super().render("diglot-languages.html", context)
        return _BODY.sub(lambda body: body.group() + languages, page, count=1)


def _as_message(match: re.Match[str]) -> str:
    before, words, after = match.groups()
    return f"{before}{{{{ _({words!r})|e }}}}{after}"


def _choose_loader(_app: Sphinx, config: Config) -> None:
    if not config.template_bridge:
        config.template_bridge = f"{__name__}.{TemplateLoader.__name__}"
