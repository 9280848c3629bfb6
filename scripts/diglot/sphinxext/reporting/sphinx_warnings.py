"""Turning Sphinx's warnings into diagnostics."""

from __future__ import annotations

import errno
import io
import logging
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sphinx.application import Sphinx
from sphinx.util.logging import (
    NAMESPACE,
    OnceFilter,
    SafeEncodingWriter,
    WarningLogRecordTranslator,
    WarningStreamHandler,
    WarningSuppressor,
)

from diglot.core.codes import AnyCode, Code, read_code
from diglot.core.diagnostic import Diagnostic, Location, Severity
from diglot.core.i18n import _
from diglot.core.system_errors import reason_of, refusal
from diglot.sphinxext.reporting import warn
from diglot.sphinxext.reporting.origin import Origin, OriginRecorder, Stage, origin_of
from diglot.sphinxext.reporting.texts import texts_of


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a type of Sphinx's warnings means for an editor."""

    code: Code
    severity: Severity
    hint: str


# By "type.subtype", as in the setting suppress_warnings.
_MEANINGS = {
    "image.not_readable": _Meaning(
        Code.MISSING_IMAGE, Severity.ERROR, _("add the image, or correct the path in the page")
    ),
    "toc.not_readable": _Meaning(
        Code.MISSING_DOCUMENT, Severity.ERROR, _("add the page, or remove its line in the toctree")
    ),
    "toc.excluded": _Meaning(
        Code.MISSING_DOCUMENT, Severity.ERROR, _("take the page out of exclude_patterns in conf.py")
    ),
    "i18n.not_readable": _Meaning(
        Code.BROKEN_CATALOG, Severity.ERROR, _("correct the catalog at that line; it is untouched")
    ),
}

# By Sphinx's own words, which its catalogs translate; in one type are warnings of several meanings.
_NEXT_STEPS = {
    "Pygments lexer name %r is not known": _(
        "name a language that Pygments knows, or text; some packages bring others to Pygments"
    ),
}

_GLOB = _("add :glob: to the options of the toctree, or name pages without a *")

# Sphinx leaves such a document out as if it had never been there.
_UNREADABLE = "Ignored unreadable document "

# Diagnostics of diglot that mean that something is missing in the output.
_OWN_ERRORS = frozenset(
    {
        Code.BAD_HANDOUT,
        Code.BROKEN_CATALOG,
        Code.MISSING_DOCUMENT,
        Code.MISSING_FONT,
        Code.MISSING_GLYPH,
        Code.MISSING_IMAGE,
        Code.TYPST_ERROR,
        Code.UNREADABLE_PAGE,
        Code.UNSAFE_TRANSLATION,
    }
)


# Those of what conf.py has decided, and readers need not miss.
_OWN_INFOS = frozenset({Code.EXCLUDED_DOCUMENT})


class WarningCollector(WarningStreamHandler):
    """A log handler that calls `on_diagnostic` with every warning, in place of Sphinx's handler.

    It is a WarningStreamHandler because Sphinx removes these, and only these, while it holds
    warnings back (`sphinx.util.logging.pending_warnings`).
    """

    def __init__(
        self, app: Sphinx, root: Path, on_diagnostic: Callable[[Diagnostic, Origin], None]
    ) -> None:
        super().__init__(SafeEncodingWriter(io.StringIO()))
        self.setLevel(logging.WARNING)
        self.addFilter(WarningSuppressor(app))
        self.addFilter(_place_by_path)
        self.addFilter(WarningLogRecordTranslator(app))
        self.addFilter(OnceFilter())
        self._app, self._root, self._on_diagnostic = app, root, on_diagnostic
        self._origins = OriginRecorder(app)

    def emit(self, record: logging.LogRecord) -> None:
        """Turn a log record into a diagnostic."""
        diagnostic = diagnostic_of(record, self._root)
        self._on_diagnostic(diagnostic, self._located(origin_of(record), diagnostic.location))

    def install(self) -> None:
        """Replace Sphinx's handlers of warnings by this one."""
        logger = logging.getLogger(NAMESPACE)
        for handler in list(logger.handlers):
            if isinstance(handler, WarningStreamHandler):
                logger.removeHandler(handler)
        logger.addHandler(self)
        self._origins.install()
        # Sphinx logs every event it emits, and no handler is left for such messages.
        logger.setLevel(logging.WARNING)

    def _located(self, origin: Origin, location: Location | None) -> Origin:
        """Return an origin with the document that the warning's own place names, if it does.

        A page may show what is wrong with another one, such as its entry in the navigation.
        """
        if origin.stage is not Stage.WRITING or origin.document:
            return origin
        env = self._app.env
        named = env.path2doc(str(self._root / location.path)) if location else None
        return Origin(Stage.WRITING, named if named in env.found_docs else origin.likely)


def _place_by_path(record: logging.LogRecord) -> bool:
    """Keep the path in a location that names a file where Sphinx expects a document.

    Sphinx would take the path for a document that it does not know, and put a suffix behind it.
    MyST-Parser 5.0 gives such locations.
    """
    location = getattr(record, "location", None)
    if isinstance(location, tuple) and location[0] and Path(location[0]).is_absolute():
        path, line = location
        record.location = f"{path}:{line or ''}"
    return True


def diagnostic_of(record: logging.LogRecord, root: Path) -> Diagnostic:
    """Return the diagnostic for the log record of a warning; paths are relative to `root`."""
    kind = ".".join(filter(None, (getattr(record, "type", ""), getattr(record, "subtype", ""))))
    message, hint = texts_of(record, kind)
    location = _location(getattr(record, "location", None), root)
    if kind.startswith(f"{warn.TYPE}."):
        code = read_code(kind.partition(".")[2])
        return Diagnostic(code, _severity(code), message, location, (hint,) if hint else ())
    meaning = _MEANINGS.get(kind)
    if meaning:
        # Sphinx takes a pattern for the name of a page where the toctree is not told to expect one.
        is_pattern = kind == "toc.not_readable" and "*" in message
        hint = _GLOB if is_pattern else meaning.hint
        return Diagnostic(meaning.code, meaning.severity, message, location, (hint,))
    if location and message.startswith(_UNREADABLE):
        return _unreadable_document(record, location)
    if refused := _refusal_in(record, root):
        return Diagnostic(Code.FILE_ERROR, Severity.ERROR, message, location, (refused,))
    message = _without_trace(message)
    severity = Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING
    # Some extensions write the type into their message themselves.
    if kind and not message.endswith(f"[{kind}]"):
        message = _("{message} [{type}]", message=message, type=kind)
    next_step = _NEXT_STEPS.get(str(record.msg).removesuffix(f" [{kind}]"))
    return Diagnostic(Code.SPHINX, severity, message, location, (next_step,) if next_step else ())


def _without_trace(message: str) -> str:
    """Return what autodoc, for one, says of an error, without the way of the program to it."""
    said, trace, way = message.partition("\nTraceback (most recent call last):\n")
    errors = [line for line in way.splitlines() if line and not line.startswith(" ")]
    return f"{said} {errors[-1]}" if trace and errors else message


def _severity(code: AnyCode) -> Severity:
    if code in _OWN_ERRORS:
        return Severity.ERROR
    return Severity.INFO if code in _OWN_INFOS else Severity.WARNING


def _unreadable_document(record: logging.LogRecord, location: Location) -> Diagnostic:
    error = PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    refused = refusal(error)
    # Sphinx knows no such document and makes a suffix up; the file's own is in what it says.
    suffix = PurePosixPath(str(record.args[0])).suffix if isinstance(record.args, tuple) else ""
    path = PurePosixPath(location.path).with_suffix(suffix).as_posix()
    return Diagnostic(
        Code.FILE_ERROR,
        Severity.ERROR,
        _("this document cannot be read: {reason}", reason=reason_of(error)),
        Location(path),
        (refused.hint,) if refused and refused.hint else (),
    )


def _refusal_in(record: logging.LogRecord, root: Path) -> str | None:
    """Return the next step where Sphinx could not write a file, and only warns of it."""
    values = record.args if isinstance(record.args, tuple) else ()
    errors = (value for value in values if isinstance(value, OSError))
    return next((refused.hint for error in errors if (refused := refusal(error, root))), None)


def _location(text: str | None, root: Path) -> Location | None:
    """Return the location that Sphinx writes as "PATH:LINE", "PATH:" or "PATH"."""
    match = re.fullmatch(r"(?P<path>.*?)(?::(?P<line>\d+)?)?", text or "", re.DOTALL)
    if not match or not match["path"]:
        return None
    path = Path(match["path"])
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    return Location(shown.as_posix(), int(match["line"]) if match["line"] else None)
