"""Templates of pages, compiled once for all sites of the tests, as Python's modules are.

A site keeps what it has compiled for its next build and its other languages; a site of the tests
has neither. Compiling is two fifths of what a tiny one takes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import jinja2
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

# Jinja's own folder for each user. What another Jinja or Python has compiled has another name.
_KEPT = FileSystemBytecodeCache(
    pattern=f"diglot_tests_{jinja2.__version__}_{sys.implementation.cache_tag}_%s.cache"
)


class KeptTemplates(FileSystemBytecodeCache):
    """The folder of a site, which takes over what another site has compiled of the same text."""

    def load_bytecode(self, bucket: Bucket) -> None:
        super().load_bytecode(bucket)
        if bucket.code is not None:
            return
        with _named_by_text(bucket):
            _KEPT.load_bytecode(bucket)
        if bucket.code is not None:
            super().dump_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        super().dump_bytecode(bucket)
        with _named_by_text(bucket):
            _KEPT.dump_bytecode(bucket)


@contextmanager
def _named_by_text(bucket: Bucket) -> Iterator[None]:
    """Call a template by its text as well: one of a theme may be patched for one site only."""
    key = bucket.key
    bucket.key = f"{key}_{bucket.checksum}"
    try:
        yield
    finally:
        bucket.key = key
