"""What documents show of each other, as one digest: where it changes, each may read otherwise.

Sphinx writes the documents whose source changed and those that contain them. But a page also
shows what others are called: the whole navigation in its margin, the titles of its neighbours,
numbers, labels and terms it refers to, the handouts.
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

# What the environment knows of all documents and shows on others' pages.
_SHARED = (
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
_SETTINGS = ("diglot_handouts", "numfig", "math_", "html_")
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def fingerprint_of(env: BuildEnvironment) -> str:
    """Return a digest of all that one document may show of another, and of the settings."""
    digest = hashlib.sha256()
    for name, part in _parts(env):
        text = json.dumps([name, _plain(part)], ensure_ascii=False, sort_keys=True)
        digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _parts(env: BuildEnvironment) -> Iterator[tuple[str, Any]]:
    for name in _SHARED:
        yield name, getattr(env, name)
    for domain in env.domains.sorted():
        yield domain.name, sorted([str(each) for each in entry] for entry in domain.get_objects())
    # What cross references show: the titles of labels, the numbers of equations.
    standard = env.domains.standard_domain
    yield "labels", standard.labels
    yield "anonlabels", standard.anonlabels
    yield "equations", env.domains.math_domain.equations
    yield "settings", dict(_settings(env.config))


def _settings(config: Config) -> Iterator[tuple[str, Any]]:
    for setting in config:
        if setting.rebuild in ("env", "html") or setting.name.startswith(_SETTINGS):
            yield setting.name, setting.value


def _plain(value: Any) -> Any:
    """Return data that JSON can spell, alike for alike values in every process."""
    match value:
        case nodes.Node():
            return value.pformat()
        case Mapping():
            return sorted(([str(key), _plain(each)] for key, each in value.items()), key=repr)
        case set() | frozenset():
            return sorted(map(str, value))
        case list() | tuple():
            return [_plain(each) for each in value]
        case _ if callable(value):
            named = value if hasattr(value, "__qualname__") else type(value)
            return f"{named.__module__}.{named.__qualname__}"
        case _:
            return _ADDRESS.sub("", str(value))
