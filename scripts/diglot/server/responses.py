"""What the servers of preview and desk answer with alike."""

from __future__ import annotations

from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

from starlette.responses import Response

# Pages change under the same address.
NO_STORE = {"Cache-Control": "no-store"}


def file_response(path: Path) -> Response:
    """Return the response with a file, read at once: it may be written anew while it is sent.

    Its ETag is another one where the file is (RFC 9110, 8.8.3).
    """
    kind = guess_type(path)[0] or "application/octet-stream"
    data = path.read_bytes()
    version = {"ETag": f'"{sha256(data).hexdigest()[:16]}"'}
    return Response(data, media_type=kind, headers=NO_STORE | version)
