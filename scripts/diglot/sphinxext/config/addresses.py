"""Where the sites of the languages lie beside each other: the pattern of their folders."""

from __future__ import annotations

from sphinx.config import Config

PLACE = "{language}"
"""Stands in ``diglot_addresses`` for the folder's name of a language, such as ``zh-cn``."""

DEFAULT = f"{PLACE}/"


def folder_of_site(config: Config, slug: str) -> str:
    """Return the folder of a site, from the one that all share; it ends in a slash."""
    return f"{config.diglot_addresses.strip('/')}/".replace(PLACE, slug)


def way_to_sites(config: Config) -> str:
    """Return the way from the root of a site to the folder that all share: ``../``, or longer."""
    return "../" * folder_of_site(config, "").count("/")
