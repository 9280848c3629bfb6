"""Where the sites of the languages lie beside each other, and their handouts."""

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


def folder_of_handouts(config: Config, slug: str) -> str:
    """Return the folder of a language's handouts, from the one that all sites share.

    Where sites are folders beside each other, one for all is among them. Where more follows the
    language, such as a version, each site is published alone, and has its own handouts inside.
    """
    *above, last = config.diglot_addresses.strip("/").split("/")
    folders = (*above, "handouts") if PLACE in last else (*above, last, "handouts")
    return "".join(f"{name}/" for name in folders).replace(PLACE, slug)
