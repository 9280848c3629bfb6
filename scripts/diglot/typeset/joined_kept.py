"""What was found out and written of a part when it was joined last, in files beside its PDF."""

from __future__ import annotations

import pickle
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, TypeVar

from diglot.core.digests import digest_of
from diglot.core.files import replacing, write_bytes
from diglot.typeset.joined_segment import Seat, Segment, write_segment
from diglot.typeset.joined_survey import Survey, survey

SUFFIX = ".joined"
"""That of the file that tells of it, in the place of ``.pdf``."""

OBJECTS = ".objects"
"""That of the file of what was written, which may hold large pictures."""

# Raise it where what is kept changes.
_FORMAT = 2

_Found = TypeVar("_Found")

_UNREADABLE = (OSError, ValueError, EOFError, pickle.UnpicklingError, AttributeError, TypeError)


class KeptPart:
    """A part that is read only where it is another one than last time, or has another seat."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept, self._objects = path.with_suffix(SUFFIX), path.with_suffix(OBJECTS)
        known = self._known_survey()
        is_same = known is not None and known.digest == digest_of(path)
        self.survey: Survey = known if known and is_same else survey(path)

    def segment(self, seat: Seat) -> Segment:
        """Return what is written of the part in this seat; see `write_segment`."""
        key = sha256(repr((_FORMAT, self.survey.digest, seat)).encode()).digest()
        known = self._known_segment(key)
        if known is None:
            known = write_segment(self._path, seat)
            self._keep(key, known)
        return known

    def _keep(self, key: bytes, segment: Segment) -> None:
        # Whatever happens meanwhile, nobody takes these objects for others.
        self._kept.unlink(missing_ok=True)
        data = segment.objects.data
        if isinstance(data, bytes):
            write_bytes(self._objects, data, sync=False)
        with replacing(self._kept) as file:
            pickle.dump(self.survey, file)
            pickle.dump(key, file)
            pickle.dump(_with_data(segment, b""), file)

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
                known = _loaded(file, Segment) if _loaded(file, bytes) == key else None
        except _UNREADABLE:
            return None
        is_there = known is not None and self._objects.is_file()
        return _with_data(known, self._objects) if known and is_there else None


def _with_data(segment: Segment, data: bytes | Path) -> Segment:
    return replace(segment, objects=replace(segment.objects, data=data))


def _loaded(file: BinaryIO, kind: type[_Found]) -> _Found | None:
    found = pickle.load(file)  # noqa: S301 - we have written it
    return found if isinstance(found, kind) else None
