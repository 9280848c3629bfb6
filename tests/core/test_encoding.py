"""Where a file is not in UTF-8, and what it may be in."""

import pytest

from diglot.core.encoding import EncodingFault, encoding_fault


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"plain", None),
        ("汉字".encode(), None),
        ("汉字".encode("utf-8-sig"), None),
        ("one\n汉字".encode("gbk"), EncodingFault(2, "GB18030")),
        ("one\n汉字".encode("utf-16"), EncodingFault(1, "UTF-16")),
        (b"one\ntwo\xff\xff\xff", EncodingFault(2, "")),
    ],
)
def test_the_first_line_that_cannot_be_read(data: bytes, fault: EncodingFault | None) -> None:
    assert encoding_fault(data) == fault
