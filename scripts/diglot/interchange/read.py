"""Reads any file that came back: its content says which format it is."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from diglot.core.diagnostic import Location
from diglot.core.errors import UsageError
from diglot.core.i18n import _
from diglot.interchange import xliff1, xliff2
from diglot.interchange.limits import check_size
from diglot.interchange.returned import Returned
from diglot.interchange.sheet_reader import read_sheet
from diglot.interchange.tmx_reader import read_tmx
from diglot.interchange.xliff1 import read_xliff1
from diglot.interchange.xliff2 import read_xliff2
from diglot.interchange.xml import local, parse_xml

_ZIP = b"PK\x03\x04"
_READERS = {xliff1.NAMESPACE: read_xliff1, xliff2.NAMESPACE: read_xliff2}
_OURS = _("diglot imports XLIFF and the review sheets that it exported, and TMX")
_ONE_WAY = {
    "martif": _("write terms into glossary.csv beside the catalogs"),
    "tbx": _("write terms into glossary.csv beside the catalogs"),
}


def read_returned(data: bytes, name: str) -> Iterator[Returned]:
    """Return the segments of a file; messages call it `name`.

    Raises UsageError for a format that diglot does not import, DiglotError where the file is
    damaged or too large.
    """
    check_size(data, name)
    if data.startswith(_ZIP):
        return read_sheet(data, name)
    if not data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        raise UsageError(
            _("this is neither XML nor an Excel workbook"), location=Location(name), hint=_OURS
        )
    root = parse_xml(data, name)
    if local(root) == "tmx":
        return read_tmx(root)
    reader = _READERS.get(str(etree.QName(root).namespace))
    if local(root) != "xliff" or reader is None:
        raise UsageError(
            _("diglot does not import <{element}> documents", element=local(root)),
            location=Location(name),
            hint=_ONE_WAY.get(local(root), _OURS),
        )
    return reader(root)
