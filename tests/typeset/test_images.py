"""Images are what their bytes say, whatever their names say."""

from __future__ import annotations

import zlib
from pathlib import Path
from struct import pack

import pytest

from diglot.core.image_types import named_by_bytes
from diglot.typeset.images import fault_of
from typesetting import apart


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\0"))
    + _chunk(b"IEND", b"")
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


@pytest.mark.parametrize(
    ("name", "data", "copy", "sound"),
    [
        ("a.png", PNG, "a.png", True),
        ("a.jpg", PNG, "a.jpg.png", True),
        ("a.jpeg", b"\xff\xd8\xff", "a.jpeg", False),
        ("a.png", b"RIFF\0\0\0\0WEBPVP8 ", "a.png.webp", False),
        ("a.svg", SVG, "a.svg", True),
        ("a.png", SVG, "a.png", False),
        ("a.png", b"", "a.png", False),
    ],
)
def test_names_and_faults(name: str, data: bytes, copy: str, sound: bool, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert named_by_bytes(name, path) == copy
    assert (apart(fault_of, path) is None) is sound


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert named_by_bytes("a.png", tmp_path / "a.png") == "a.png"
    assert fault_of(tmp_path / "a.png")
