"""Where a site is published: the part of ``html_baseurl`` that the languages share."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from sphinx.application import Sphinx
from sphinx.config import Config

from diglot.sphinxext.config.addresses import folder_of_site
from diglot.sphinxext.config.languages import current_language, languages_of
from diglot.sphinxext.config.setting_names import is_address

# What other extensions call the same address.
_OTHERS_NAMES = ("ogp_site_url",)


def register(app: Sphinx) -> None:
    """Give each language an address of its own, before themes look at it."""
    app.connect("config-inited", _set_base_url, priority=400)


def address_of_language(config: Config, slug: str, slugs: set[str]) -> str:
    """Return where one language of a site is published.

    ``html_baseurl`` is the address of the folder that holds all languages, or that of one of
    them, which another language then takes the place of. Without a `slug` it is the folder that
    holds all languages.
    """
    base_url: str = config.html_baseurl
    parts = urlsplit(base_url)
    path = parts.path.rstrip("/") + "/"
    for known in sorted(slugs):
        if path.endswith(own := f"/{folder_of_site(config, known)}"):
            path = path.removesuffix(own) + "/"
            break
    folder = folder_of_site(config, slug) if slug else ""
    return urlunsplit(parts._replace(path=path + folder))


def _set_base_url(app: Sphinx, config: Config) -> None:
    if not is_address(config.html_baseurl):
        # Canonical links and sitemaps would be wrong on every page; it has been reported.
        config.html_baseurl = ""
    languages = languages_of(config, app.srcdir)
    if config.html_baseurl and len(languages) > 1:
        slugs = {language.slug for language in languages}
        slug = current_language(app).slug
        config.html_baseurl = address_of_language(config, slug, slugs)
    for name in _OTHERS_NAMES:
        if name in config and not config[name]:
            config[name] = config.html_baseurl
