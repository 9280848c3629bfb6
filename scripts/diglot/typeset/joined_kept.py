"""What was found out and written of a part when it was joined last, in a file beside its PDF."""

from __future__ import annotations

import pickle
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, TypeVar

from diglot.core.files import replacing
from diglot.typeset.joined_segment import Seat, Segment, write_segment
from diglot.typeset.joined_survey import Survey, digest_of, survey

SUFFIX = ".joined"
"""That of the file, in the place of ``.pdf``."""

# Raise it where what is kept changes.
_FORMAT = 1

_Found = TypeVar("_Found")

_UNREADABLE = (OSError, ValueError, EOFError, pickle.UnpicklingError, AttributeError, TypeError)


class KeptPart:
    """A part that is read only where it is another one than last time, or has another seat."""

    def __init__(self, path: Path) -> None:
        self._path, self._kept = path, path.with_suffix(SUFFIX)
        known = self._known_survey()
        is_same = known is not None and known.digest == digest_of(path)
        self.survey: Survey = known if known and is_same else survey(path)

    def segment(self, seat: Seat) -> Segment:
        """Return what is written of the part in this seat; see `write_segment`."""
        key = sha256(repr((_FORMAT, self.survey.digest, seat)).encode()).digest()
        known = self._known_segment(key)
        if known is None:
            known = write_segment(self._path, seat)
            with replacing(self._kept) as file:
                pickle.dump(self.survey, file)
                pickle.dump(key, file)
                pickle.dump(known, file)
        return known

    def _known_survey(self) -> Survey | None:
        try:
            with self._kept.open("rb") as file:
                return _loaded(file, Survey)
        except _UNREADABLE:
            # Of a build that was interrupted, or of another version.
            return None

    def _known_segment(self, key: bytes) -> Segment | None:
        try:
            with self._kept.open("rb") as file:
                _loaded(file, Survey)
                return _loaded(file, Segment) if _loaded(file, bytes) == key else None
        except _UNREADABLE:
            return None


def _loaded(file: BinaryIO, kind: type[_Found]) -> _Found | None:
    found = pickle.load(file)  # noqa: S301 - we have written it
    return found if isinstance(found, kind) else None
