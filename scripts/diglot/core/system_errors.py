"""What the system refuses: no room, no permission, no such place. No bug of ours, nor of the text.

Whoever reads of it is told what to do next; an error of any other number stays an error.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path

from diglot.core.errors import DiglotError, UsageError
from diglot.core.i18n import _

_ROOM = _("make room there, then run the command again")
_PERMISSION = _("see with `ls -ld` whose it is, give yourself the permission, then run it again")
_REMOVE_FILE = _("a file stands where a folder belongs: rename or remove it")
_CLOSE = _("close other programs, then run the command again")


@dataclass(frozen=True, slots=True)
class _Refusal:
    """What the system says, and what to do about it."""

    reason: str
    next_step: str


_REFUSALS = {
    errno.ENOSPC: _Refusal(_("No space left on device"), _ROOM),
    errno.EDQUOT: _Refusal(_("Disk quota exceeded"), _ROOM),
    errno.EFBIG: _Refusal(
        _("File too large"),
        _("lift the limit on the size of files (`ulimit -f`), then run the command again"),
    ),
    errno.EACCES: _Refusal(_("Permission denied"), _PERMISSION),
    errno.EPERM: _Refusal(_("Operation not permitted"), _PERMISSION),
    errno.EROFS: _Refusal(
        _("Read-only file system"),
        _("work on a copy of the project on a disk that can be written"),
    ),
    errno.EIO: _Refusal(
        _("Input/output error"),
        _("the disk may be failing: save a copy of the project elsewhere first"),
    ),
    errno.ESTALE: _Refusal(
        _("Stale file handle"), _("the network drive was lost: connect it again")
    ),
    errno.EISDIR: _Refusal(
        _("Is a directory"), _("a folder stands where a file belongs: rename or remove it")
    ),
    errno.ENOTDIR: _Refusal(_("Not a directory"), _REMOVE_FILE),
    errno.EEXIST: _Refusal(_("File exists"), _REMOVE_FILE),
    errno.ELOOP: _Refusal(
        _("Too many levels of symbolic links"), _("a link leads to itself: remove it")
    ),
    errno.ENAMETOOLONG: _Refusal(_("File name too long"), _("give it a shorter name")),
    errno.EMFILE: _Refusal(
        _("Too many open files"),
        _("allow more open files (`ulimit -n`), then run the command again"),
    ),
    errno.ENFILE: _Refusal(_("Too many open files in system"), _CLOSE),
    errno.ENOMEM: _Refusal(
        _("Cannot allocate memory"), _("close other programs, or build with --jobs 1")
    ),
}
_OTHER_REASONS = {errno.ENOENT: _("No such file or directory")}


def reason_of(error: OSError) -> str:
    """Return why the system refused, in its own words."""
    known = _REFUSALS.get(error.errno or 0)
    if known:
        return known.reason
    return _OTHER_REASONS.get(error.errno or 0) or error.strerror or str(error)


def refusal(error: OSError, root: Path | None = None) -> DiglotError | None:
    """Return what to tell of an error that is the system's refusal; None where it is another.

    A file is named as seen from `root`.
    """
    if error.errno == errno.ENOENT and not error.filename:
        # Only asking for the working folder fails like this; others raise it without a number.
        return UsageError(
            _("the folder that you are in is not there any more"),
            hint=_("go to the folder of a Sphinx project: cd FOLDER"),
        )
    known = _REFUSALS.get(error.errno or 0)
    if known is None:
        return None
    if not error.filename:
        return DiglotError(known.reason, hint=known.next_step)
    path = Path(str(error.filename))
    shown = path.relative_to(root) if root and path.is_relative_to(root) else path
    message = _("{path}: {reason}", path=shown.as_posix(), reason=known.reason)
    return DiglotError(message, hint=known.next_step)
