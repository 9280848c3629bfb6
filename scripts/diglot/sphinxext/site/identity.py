"""What a site calls itself and where it stands: conf.py's texts and address, for one language."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from sphinx.application import Sphinx
from sphinx.config import Config

from diglot.sphinxext.config_text import config_text
from diglot.sphinxext.settings import current_language, languages_of

# What readers meet on pages: the title in the corner and in bookmarks, and the foot.
_TEXTS = ("project", "copyright", "html_title", "html_short_title")


def register(app: Sphinx) -> None:
    """Give the configuration its texts and its address in the language of the build."""
    # After Sphinx has put today's year into the copyright (800), which is then no message of a
    # catalog: so before.
    app.connect("config-inited", _speak, priority=400)
    app.connect("config-inited", _settle, priority=400)


def address_of_language(base_url: str, slug: str, slugs: set[str]) -> str:
    """Return where one language of a site is published.

    `base_url` is ``html_baseurl``: the address of the folder that holds all languages, or that
    of one of them, which another language then takes the place of.
    """
    parts = urlsplit(base_url)
    folders = parts.path.strip("/").split("/") if parts.path.strip("/") else []
    if folders and folders[-1] in slugs:
        folders.pop()
    return urlunsplit(parts._replace(path="/" + "/".join([*folders, slug]) + "/"))


def _speak(app: Sphinx, config: Config) -> None:
    for name in _TEXTS:
        text = getattr(config, name)
        if isinstance(text, str) and text:
            setattr(config, name, config_text(app, text))


def _settle(app: Sphinx, config: Config) -> None:
    languages = languages_of(config, app.srcdir)
    if config.html_baseurl and len(languages) > 1:
        slugs = {one.slug for one in languages}
        slug = current_language(app).slug
        config.html_baseurl = address_of_language(config.html_baseurl, slug, slugs)
