"""Reads catalogs from files and bytes; what cannot be read is a catalog with diagnostics."""

from __future__ import annotations

import os
from pathlib import Path

from diglot.catalog.entry import Catalog
from diglot.catalog.parser import Parser
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Severity
from diglot.core.i18n import _
from diglot.core.system_errors import reason_of

_MAKE_READABLE = _("put a catalog in its place that can be read, or remove it")


def read_catalog(path: Path, name: str | None = None) -> Catalog:
    """Read the catalog at `path`; diagnostics call it `name`.

    What is there and cannot be read, such as a link that leads nowhere, is a broken catalog
    without entries. Raises FileNotFoundError or NotADirectoryError where there is nothing.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        if isinstance(error, (FileNotFoundError, NotADirectoryError)) and not os.path.lexists(path):
            raise
        return _unreadable(path, name or str(path), reason_of(error))
    return parse_catalog(data, path, name)


def _unreadable(path: Path, name: str, reason: str) -> Catalog:
    message = _("the catalog cannot be read: {reason}", reason=reason)
    if path.is_symlink():
        message = _("{message} (it is a link to {target})", message=message, target=path.readlink())
    problem = Diagnostic(
        Code.BROKEN_CATALOG, Severity.ERROR, message, Location(name), (_MAKE_READABLE,)
    )
    return Catalog(path, b"", (), None, (problem,), "utf-8")


def parse_catalog(data: bytes, path: Path, name: str | None = None) -> Catalog:
    """Read a catalog from its bytes."""
    return Parser(data, path, name or str(path)).read()
