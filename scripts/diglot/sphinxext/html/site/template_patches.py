"""What diglot changes in a theme's templates: our own among them, patches, words as messages.

Sphinx asks a template bridge for its templates; ours is Sphinx's own with three additions. Our
folders are searched after the project's `templates_path` and before the theme. A few patches are
made to Furo's page, and one to Read the Docs', where they leave no block to fill. And words that
Furo's templates have in English become messages. Pages without the patches get the languages as a
line of their own, at the top; pages of other themes always do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.jinja2glue import BuiltinTemplateLoader, SphinxFileSystemLoader
from sphinx.theming import Theme

from diglot.core.i18n import _
from diglot.sphinxext.config.build_options import build_options
from diglot.sphinxext.html.builders import furo_of, makes_parallel_site, makes_site
from diglot.sphinxext.html.fragments import keep_compiled
from diglot.sphinxext.html.patches import BODY, Patch, PatchLog, TemplatePatch, Times, patch_log
from diglot.sphinxext.html.site.finished_page import finished
from diglot.sphinxext.html.site.handouts import SIDEBAR
from diglot.sphinxext.html.site.head import with_head
from diglot.sphinxext.html.site.image_sizes import with_image_sizes
from diglot.sphinxext.i18n.directions import with_directions

_OURS = Path(__file__).parent / "templates"

_READ_THE_DOCS = "sphinx_rtd_theme"
_PAGE = "page.html"
_SWITCHER = "diglot-languages.html"
_LANGUAGES = f'{{% include "{_SWITCHER}" %}}'
_HEADER = '<div class="theme-toggle-container theme-toggle-header">'
_CONTENT = '<div class="theme-toggle-container theme-toggle-content">'
_TOOLS = '<div class="content-icon-container"'
_SITE_ASIDE = '<aside class="sidebar-drawer"'
_PAGE_ASIDE = '<aside class="toc-drawer{% if furo_hide_toc %} no-toc{% endif %}"'

# One is shown on narrow pages, the other on wide ones: both, or neither.
_IN_HEADER = _("the languages are a line at the top, not in the header of narrow pages")
_IN_CONTENT = _("the languages are a line at the top, not beside the page's other buttons")
SWITCHERS = (
    TemplatePatch(_PAGE, _HEADER, _IN_HEADER, replacement=_LANGUAGES + _HEADER),
    TemplatePatch(_PAGE, _CONTENT, _IN_CONTENT, replacement=_LANGUAGES + _CONTENT),
)

# Landmarks need names to be told apart by those who hear the page.
_UNNAMED = _("this part of the page has no name for screen readers")
LANDMARKS = (
    TemplatePatch(
        _PAGE,
        _TOOLS,
        _UNNAMED,
        replacement=_TOOLS + """ role="region" aria-label="{{ _('Page tools')|e }}\"""",
    ),
    TemplatePatch(
        _PAGE,
        _SITE_ASIDE,
        _UNNAMED,
        replacement=_SITE_ASIDE + """ aria-label="{{ _('Site navigation')|e }}\"""",
    ),
    TemplatePatch(
        _PAGE,
        _PAGE_ASIDE,
        _UNNAMED,
        replacement=_PAGE_ASIDE + """ aria-label="{{ _('On this page')|e }}\"""",
    ),
)

# The sidebar of Read the Docs' theme has no list of templates, but a block that projects may fill.
_LOCAL_CONTENTS = re.compile(
    r'<div class="local-toc">\{\{ toc \}\}</div>'
    r"\s*\{%-? endif -?%\}\s*\{%-? endblock -?%\}",
)
IN_SIDEBAR = TemplatePatch(
    "layout.html",
    _LOCAL_CONTENTS,
    _("the sidebar does not list the handouts"),
    replacement='<div class="local-toc">{{ toc }}</div>{%- endif %}{%- endblock %}'
    f'{{% include "{SIDEBAR}" %}}',
)

# The English that Furo's templates have, each with the template that certainly has some.
_ENGLISH = _("words of the theme may be in English on pages in any language")
_WORDS = (
    Patch(
        _PAGE,
        re.compile(r'(\b(?:aria-label|title|alt|placeholder)=")([^"{}<>]*[a-z][^"{}<>]*)(")'),
        _ENGLISH,
        Times.ALL,
    ),
    Patch(
        "partials/icons.html",
        re.compile(r"(<symbol [^>]*>\s*<title>)([^<{]+)(</title>)"),
        _ENGLISH,
        Times.ALL,
    ),
    Patch(_PAGE, re.compile(r"(</a>)('s)(?=\s)()"), _ENGLISH, Times.ALL),
)

_TOP_LINE = Patch("a page", BODY, _("it has no links to the other languages"), Times.FIRST)

_BLOCK = re.compile(r"\{%[-+]?\s*block\s+(\w+)")
_EXTENDS = re.compile(r"""\{%[-+]?\s*extends\s+["']([^"']+)["']""")


def register(app: Sphinx) -> None:
    """Take the place of Sphinx's template bridge, unless the project has one of its own."""
    app.connect("config-inited", _choose_loader)


def translatable(template: str, source: str, log: PatchLog) -> str:
    """Return a template of Furo whose fixed English words are messages for the translator."""
    for words in _WORDS:
        if words.where == template:
            source = log.apply(words, source, _as_message) or source
        elif isinstance(words.piece, re.Pattern):
            source = words.piece.sub(_as_message, source)
    return source


def patched(template: str, source: str, log: PatchLog) -> str:
    """Return a template of Furo with our patches; without those that do not fit."""
    source = log.apply_to_template(template, source, SWITCHERS) or source
    for landmark in LANDMARKS:
        source = log.apply_to_template(template, source, [landmark]) or source
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
        keep_compiled(compiled)
        self.environment.bytecode_cache = FileSystemBytecodeCache(str(compiled))
        self._is_changed_later = makes_parallel_site(builder)
        self._builder = builder
        self._outdir = Path(builder.outdir)
        self._furo = furo_of(builder)
        self._log = patch_log(builder)
        folders = [_OURS] if makes_site(builder) else []
        if self._furo:
            folders.insert(0, _OURS / "furo")
        at = self.templatepathlen
        paths: Any = [str(folder) for folder in folders]
        self.pathchain[at:at] = paths
        self.loaders[at:at] = map(SphinxFileSystemLoader, folders)

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Load a template; one of Furo's is patched and has its words as messages."""
        source, path, uptodate = super().get_source(environment, template)
        folders = Path(path).parents
        if self._furo and self._furo in folders:
            name = template.lstrip("!")
            source = patched(name, translatable(name, source, self._log), self._log)
        elif Path(path).parent.name == _READ_THE_DOCS:
            source = (
                self._log.apply_to_template(template.lstrip("!"), source, [IN_SIDEBAR]) or source
            )
        elif _OURS in folders:
            self._look_for_blocks(environment, template, source)
        return source, path, uptodate

    def render(  # type: ignore[override]  # Sphinx gives the base class no return type either
        self, template: str, context: dict[str, Any]
    ) -> str:
        """Render a page; one whose theme has no place for the languages gets them at the top."""
        page = super().render(template, context)
        # Themes render parts of pages, too.
        if not makes_site(self._builder) or "<html" not in page:
            return page
        page = with_image_sizes(page, self._builder)
        page = with_directions(with_head(page, context.get("metatags") or ""))
        if context.get("diglot_languages") and 'class="diglot-languages"' not in page:
            languages = super().render(_SWITCHER, context)
            page = self._log.apply(_TOP_LINE, page, lambda body: body[0] + languages) or page
        return page if self._is_changed_later else finished(page, self._outdir, context)

    def _look_for_blocks(self, environment: Environment, template: str, source: str) -> None:
        """Keep a message about each block of ours that no template of the theme has."""
        missing = {*_BLOCK.findall(source)}.difference(self._inherited(environment, source))
        for block in sorted(missing):
            self._log.keep(
                _(
                    "no template has the block {block!r}: {template} lacks what is in it",
                    block=block,
                    template=template,
                )
            )

    def _inherited(self, environment: Environment, source: str) -> Iterator[str]:
        """Yield the names of the blocks that the ancestors of a template have."""
        for ancestor in _EXTENDS.findall(source):
            inherited, _path, _uptodate = self.get_source(environment, ancestor)
            yield from _BLOCK.findall(inherited)
            yield from self._inherited(environment, inherited)


def _as_message(match: re.Match[str]) -> str:
    before, words, after = match.groups()
    return f"{before}{{{{ _({words!r})|e }}}}{after}"


def _choose_loader(_app: Sphinx, config: Config) -> None:
    if not config.template_bridge:
        config.template_bridge = f"{__name__}.{TemplateLoader.__name__}"
