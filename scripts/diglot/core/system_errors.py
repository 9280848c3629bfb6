"""What the system refuses: no room, no permission, no such place. No bug of ours, nor of the text.

Whoever reads of it is told what to do next; an error of any other number stays an error.
"""

from __future__ import annotations

import errno
from pathlib import Path

from diglot.core.errors import DiglotError, UsageError

_ROOM = "make room there, then run the command again"
_PERMISSION = "see with `ls -ld` whose it is, give yourself the permission, then run it again"
_NEXT_STEPS = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "lift the limit on the size of files (`ulimit -f`), then run the command again",
    errno.EACCES: _PERMISSION,
    errno.EPERM: _PERMISSION,
    errno.EROFS: "work on a copy of the project on a disk that can be written",
    errno.EIO: "the disk may be failing: save a copy of the project elsewhere first",
    errno.ESTALE: "the network drive was lost: connect it again",
    errno.EISDIR: "a folder stands where a file belongs: rename or remove it",
    errno.ENOTDIR: "a file stands where a folder belongs: rename or remove it",
    errno.EEXIST: "a file stands where a folder belongs: rename or remove it",
    errno.ELOOP: "a link leads to itself: remove it",
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.EMFILE: "allow more open files (`ulimit -n`), then run the command again",
    errno.ENFILE: "close other programs, then run the command again",
    errno.ENOMEM: "close other programs, or build with --jobs 1",
}


def refusal(error: OSError, root: Path | None = None) -> DiglotError | None:
    """Return what to tell of an error that is the system's refusal; None where it is another.

    A file is named as seen from `root`.
    """
    if isinstance(error, FileNotFoundError) and not error.filename:
        # Only asking for the working folder fails like this.
        return UsageError(
            "the folder that you are in is not there any more",
            hint="go to the folder of a Sphinx project: cd FOLDER",
        )
    if error.errno not in _NEXT_STEPS:
        return None
    reason = error.strerror or str(error)
    if not error.filename:
        return DiglotError(reason, hint=_NEXT_STEPS[error.errno])
    path = Path(str(error.filename))
    shown = path.relative_to(root) if root and path.is_relative_to(root) else path
    return DiglotError(f"{shown.as_posix()}: {reason}", hint=_NEXT_STEPS[error.errno])
