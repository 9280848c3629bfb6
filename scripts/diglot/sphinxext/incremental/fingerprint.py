"""One fingerprint of everything that pages show of other documents.

Sphinx writes pages whose own source has changed. But a page also shows parts of others: the
navigation, the titles of the previous and the next page, numbers, labels and terms it refers to,
and the handouts. Where the fingerprint has changed, any page may have to be written.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from docutils import nodes
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

# Attributes of the environment whose contents are shown on pages of other documents.
_SHARED_ATTRIBUTES = (
    "titles",
    "longtitles",
    "tocs",
    "toc_secnumbers",
    "toc_fignumbers",
    "toctree_includes",
    "files_to_rebuild",
    "glob_toctrees",
    "numbered_toctrees",
)
# Beginnings of the names of settings that pages depend on, whatever their `rebuild` says.
_SETTINGS = ("diglot_handouts", "numfig", "math_", "html_")
# The address of an object in its repr, which is different in every process.
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def fingerprint_of(env: BuildEnvironment) -> str:
    """Return a SHA-256 digest, in hexadecimal, of what documents show of each other."""
    digest = hashlib.sha256()
    for name, part in _parts(env):
        text = json.dumps([name, _comparable(part)], ensure_ascii=False, sort_keys=True)
        digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _parts(env: BuildEnvironment) -> Iterator[tuple[str, Any]]:
    for name in _SHARED_ATTRIBUTES:
        yield name, getattr(env, name)
    for domain in env.domains.sorted():
        yield domain.name, sorted([str(field) for field in entry] for entry in domain.get_objects())
    # Titles of labels and numbers of equations, which are not among the objects of a domain.
    standard = env.domains.standard_domain
    yield "labels", standard.labels
    yield "anonlabels", standard.anonlabels
    yield "equations", env.domains.math_domain.equations
    yield "settings", dict(_settings(env.config))


def _settings(config: Config) -> Iterator[tuple[str, Any]]:
    for setting in config:
        if setting.rebuild in ("env", "html") or setting.name.startswith(_SETTINGS):
            yield setting.name, setting.value


def _comparable(value: Any) -> Any:
    """Return a value as JSON data; equal values give equal data in every process."""
    match value:
        case nodes.Node():
            return value.pformat()
        case Mapping():
            return sorted(([str(key), _comparable(item)] for key, item in value.items()), key=repr)
        case set() | frozenset():
            return sorted(map(str, value))
        case list() | tuple():
            return [_comparable(item) for item in value]
        case _ if callable(value):
            function = value if hasattr(value, "__qualname__") else type(value)
            return f"{function.__module__}.{function.__qualname__}"
        case _:
            return _ADDRESS.sub("", str(value))
