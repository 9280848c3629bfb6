"""The order in which readers come to the pages of a site."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx.environment import BuildEnvironment


def in_reading_order(env: BuildEnvironment) -> Iterator[str]:
    """Yield all documents: as their tables of contents lead through them, then the others."""
    seen: dict[str, None] = {}
    waiting = [env.config.root_doc]
    while waiting:
        docname = waiting.pop(0)
        if docname not in seen and docname in env.found_docs:
            seen[docname] = None
            waiting[:0] = env.toctree_includes.get(docname, [])
    yield from seen
    yield from sorted(env.found_docs - seen.keys())
