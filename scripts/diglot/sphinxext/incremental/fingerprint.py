"""One fingerprint of everything that pages show of other documents.

Sphinx writes pages whose own source has changed. But a page also shows parts of others: the
navigation, the titles of the previous and the next page, numbers, labels and terms it refers to,
and the handouts. Where the fingerprint has changed, any page may have to be written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx.config import Config
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment

from diglot.sphinxext.config.build_options import build_options
from diglot.sphinxext.config.comparable import comparable
from diglot.sphinxext.i18n.config_texts import conf_messages, text_in
from diglot.sphinxext.incremental.picture_names import renamed

# Attributes of the environment whose contents are shown on pages of other documents: dictionaries
# by document, and sets of documents.
BY_DOCUMENT = (
    "titles",
    "longtitles",
    "tocs",
    "toc_secnumbers",
    "toc_fignumbers",
    "toctree_includes",
    "files_to_rebuild",
)
SETS = ("glob_toctrees", "numbered_toctrees")
# Beginnings of the names of settings that pages depend on, whatever their `rebuild` says.
_SETTINGS = ("diglot_handouts", "numfig", "math", "html_")


# Titles and numbers, as `_parts` names them.
_TITLES = frozenset(
    {"titles", "longtitles", "tocs", "toc_secnumbers", "toc_fignumbers", "labels", "anonlabels"}
    | {StandardDomain.name}
)


def fingerprint_of(env: BuildEnvironment) -> str:
    """Return a SHA-256 digest, in hexadecimal, of what documents show of each other."""
    return "".join(fingerprints_of(env))


def fingerprints_of(env: BuildEnvironment) -> tuple[str, str]:
    """Return digests of the titles and numbers that documents show of each other, and of the rest.

    Together they are `fingerprint_of`.
    """
    titles, rest = hashlib.sha256(), hashlib.sha256()
    for name, part in _parts(env):
        text = json.dumps([name, comparable(part)], ensure_ascii=False, sort_keys=True)
        digest = titles if name in _TITLES else rest
        digest.update(text.encode("utf-8", "surrogatepass"))
    return titles.hexdigest(), rest.hexdigest()


def _parts(env: BuildEnvironment) -> Iterator[tuple[str, Any]]:
    for name in (*BY_DOCUMENT, *SETS):
        yield name, getattr(env, name)
    for domain in env.domains.sorted():
        yield domain.name, sorted([str(field) for field in entry] for entry in domain.get_objects())
    # Titles of labels and numbers of equations, which are not among the objects of a domain.
    standard = env.domains.standard_domain
    yield "labels", standard.labels
    yield "anonlabels", standard.anonlabels
    yield "equations", env.domains.math_domain.equations
    yield "pictures", renamed(env.images)
    yield "settings", dict(_settings(env.config))
    # What the command has found in conf.py, which may have changed before Sphinx read it.
    yield "parallel site", build_options(env.config).offers_parallel_site
    # Some texts of conf.py are translated where they are shown.
    texts = conf_messages(env.config)
    yield "texts", {text: text_in(env.config, Path(env.srcdir), text) for text in texts}


def _settings(config: Config) -> Iterator[tuple[str, Any]]:
    for setting in config:
        if setting.rebuild in ("env", "html") or setting.name.startswith(_SETTINGS):
            yield setting.name, setting.value
