"""Sphinx's warnings as diagnostics: collected at the border of a build."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.logging import (
    NAMESPACE,
    OnceFilter,
    SafeEncodingWriter,
    WarningLogRecordTranslator,
    WarningStreamHandler,
    WarningSuppressor,
)

from diglot.core.codes import Code, read_code
from diglot.core.diagnostic import Diagnostic, Location, Severity
from diglot.sphinxext.reporting import warn


@dataclass(frozen=True, slots=True)
class _Meaning:
    """How a warning type of Sphinx reads to an editor."""

    code: Code
    severity: Severity
    hint: str


_MEANINGS = {
    "image.not_readable": _Meaning(
        Code.MISSING_IMAGE, Severity.ERROR, "add the image, or correct the path in the page"
    ),
    "toc.not_readable": _Meaning(
        Code.MISSING_DOCUMENT, Severity.ERROR, "add the page, or remove its line in the toctree"
    ),
    "toc.excluded": _Meaning(
        Code.MISSING_DOCUMENT, Severity.ERROR, "take the page out of exclude_patterns in conf.py"
    ),
    "i18n.not_readable": _Meaning(
        Code.BROKEN_CATALOG, Severity.ERROR, "correct the catalog at that line; it is untouched"
    ),
}

# Diagnostics of our own that leave a hole in what readers get.
_OWN_ERRORS = frozenset(
    {
        Code.BROKEN_CATALOG,
        Code.MISSING_DOCUMENT,
        Code.MISSING_FONT,
        Code.MISSING_GLYPH,
        Code.MISSING_IMAGE,
        Code.TYPST_ERROR,
    }
)


class Collector(WarningStreamHandler):
    """Takes the place of Sphinx's handler for warnings and hands each on as a diagnostic.

    It is a WarningStreamHandler because Sphinx puts those, and only those, aside while it
    holds warnings back.
    """

    def __init__(self, app: Sphinx, root: Path, found: Callable[[Diagnostic], None]) -> None:
        super().__init__(SafeEncodingWriter(io.StringIO()))
        self.setLevel(logging.WARNING)
        self.addFilter(WarningSuppressor(app))
        self.addFilter(WarningLogRecordTranslator(app))
        self.addFilter(OnceFilter())
        self._root, self._found = root, found

    def emit(self, record: logging.LogRecord) -> None:
        """Turn one record into a diagnostic."""
        self._found(diagnostic_of(record, self._root))

    def install(self) -> None:
        """Replace Sphinx's own handlers of warnings by this one."""
        logger = logging.getLogger(NAMESPACE)
        for handler in [one for one in logger.handlers if isinstance(one, WarningStreamHandler)]:
            logger.removeHandler(handler)
        logger.addHandler(self)
        # Nobody reads what is less than a warning, and Sphinx logs every event it emits.
        logger.setLevel(logging.WARNING)


def diagnostic_of(record: logging.LogRecord, root: Path) -> Diagnostic:
    """Return the diagnostic that a warning's record stands for; paths are relative to `root`."""
    kind = ".".join(filter(None, (getattr(record, "type", ""), getattr(record, "subtype", ""))))
    # Sphinx gives its records a message with the place and the level in front.
    text = logging.LogRecord.getMessage(record).removesuffix(f" [{kind}]").strip()
    message, _, hint = text.partition(warn.HINT)
    location = _location(getattr(record, "location", None), root)
    if kind.startswith(f"{warn.TYPE}."):
        code = read_code(kind.partition(".")[2])
        severity = Severity.ERROR if code in _OWN_ERRORS else Severity.WARNING
        return Diagnostic(code, severity, message, location, (hint,) if hint else ())
    meaning = _MEANINGS.get(kind)
    if meaning:
        return Diagnostic(meaning.code, meaning.severity, message, location, (meaning.hint,))
    severity = Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING
    tail = f" [{kind}]" if kind else ""
    return Diagnostic(Code.SPHINX, severity, message + tail, location)


def _location(text: str | None, root: Path) -> Location | None:
    # "/path/page.md:12", "/path/page.md:", "/path/page.md:docstring of x:3", or a bare path
    match = re.fullmatch(r"(?P<path>.*?)(?::(?P<line>\d+)?)?", text or "", re.DOTALL)
    if not match or not match["path"]:
        return None
    path = Path(match["path"])
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    return Location(shown.as_posix(), int(match["line"]) if match["line"] else None)
