"""Files that are not in the encoding they should be in, such as pages saved by an old editor."""

from __future__ import annotations

from dataclasses import dataclass

from diglot.core.i18n import _

# What sources in an old encoding are most often in; all of one that fits are tried in this order.
_FORMER = ("GB18030", "BIG5", "SHIFT_JIS", "EUC-KR", "UTF-16")


@dataclass(frozen=True, slots=True)
class EncodingFault:
    """Where a file stops being in its encoding, and what it may be in instead ("" if unknown)."""

    line: int
    likely: str

    def message(self) -> str:
        """Return what is wrong."""
        if not self.likely:
            return _("this line is not UTF-8")
        return _("this line is not UTF-8; the file seems to be in {charset}", charset=self.likely)

    def hint(self, name: str) -> str:
        """Return what to do about it; `name` is the file's."""
        if not self.likely:
            return _("save the file as UTF-8")
        command = f"iconv -f {self.likely} -t UTF-8 {name}"
        return _("save the file as UTF-8: {command}", command=command)


def encoding_fault(data: bytes, encoding: str = "utf-8-sig") -> EncodingFault | None:
    """Return where bytes cannot be read in an encoding; None where all of them can."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return EncodingFault(line, next(filter(lambda name: _fits(data, name), _FORMER), ""))
    return None


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeError:
        return False
    return encoding != "UTF-16" or data[:2] in (b"\xff\xfe", b"\xfe\xff")
