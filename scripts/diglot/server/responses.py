"""What the servers of preview and desk answer with alike."""

from __future__ import annotations

from mimetypes import guess_type
from pathlib import Path

from starlette.responses import Response

# Pages change under the same address.
NO_STORE = {"Cache-Control": "no-store"}


def file_response(path: Path) -> Response:
    """Return the response with a file, read at once: it may be written anew while it is sent."""
    kind = guess_type(path)[0] or "application/octet-stream"
    return Response(path.read_bytes(), media_type=kind, headers=NO_STORE)
