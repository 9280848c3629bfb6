"""What documents know of each other, as one digest: when it changes, each may read otherwise."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sphinx.environment import BuildEnvironment


def facts_of(env: BuildEnvironment) -> str:
    """Return a digest of all that one document may show of another, and of the settings."""
    domains = {
        domain.name: sorted(map(repr, domain.get_objects())) for domain in env.domains.sorted()
    }
    standard = env.domains.standard_domain
    settings = {
        value.name: _stable(value.value)
        for value in env.config
        if value.rebuild in ("env", "html") or value.name.startswith(("numfig", "math_", "html_"))
    }
    facts = (
        {name: title.astext() for name, title in sorted(env.titles.items())},
        # Lists of contents show the headings inside other documents.
        {name: toc.pformat() for name, toc in sorted(env.tocs.items())},
        sorted(env.domains.math_domain.equations.items()),
        env.toc_secnumbers,
        env.toc_fignumbers,
        sorted(standard.labels.items()),
        sorted(standard.anonlabels.items()),
        domains,
        sorted(settings.items()),
    )
    return hashlib.sha256(json.dumps(facts, default=repr, sort_keys=True).encode()).hexdigest()


def _stable(value: Any) -> Any:
    """Return what says the same of a setting in every process: no order of sets, no addresses."""
    match value:
        case set() | frozenset():
            return sorted(repr(one) for one in value)
        case Mapping():
            return {repr(key): _stable(one) for key, one in value.items()}
        case list() | tuple():
            return [_stable(one) for one in value]
        case _ if callable(value):
            named = value if hasattr(value, "__qualname__") else type(value)
            return f"{named.__module__}.{named.__qualname__}"
        case _:
            return repr(value)
