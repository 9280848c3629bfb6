"""A small web server on this machine, for what files alone cannot show: storage, paths, 404."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO

# Seconds between two pieces of a page: some frames.
_PAUSE = 0.06

_POLL = 0.02
"""Seconds after which a server sees that it shall stop; Python's own are half of one."""


class _Handler(SimpleHTTPRequestHandler):
    policy = ""
    pieces = 1

    def log_message(self, *_args: object) -> None:
        return

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def do_GET(self) -> None:
        # Browsers ask for an icon on their own; hosts answer, with one or with nothing.
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
            return
        super().do_GET()

    def copyfile(self, source: IO[bytes], outputfile: IO[bytes]) -> None:  # type: ignore[override]  # typeshed asks for any reader
        """Send a page as slow lines do, in pieces, each of which a browser draws."""
        if self.pieces == 1 or not self.path.partition("?")[0].endswith(".html"):
            super().copyfile(source, outputfile)
            return
        page = source.read()
        size = len(page) // self.pieces + 1
        for start in range(0, len(page), size):
            outputfile.write(page[start : start + size])
            outputfile.flush()
            time.sleep(_PAUSE)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own 404 page, as hosts do."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serve(folder: Path, policy: str = "script-src 'self'", *, pieces: int = 1) -> Iterator[str]:
    """Serve a folder; yield its address, with the slash at the end.

    `policy` is a Content-Security-Policy for every answer; no script inside a page runs.
    Pages come in so many pieces, slowly.
    """
    kind = type("_PolicyHandler", (_Handler,), {"policy": policy, "pieces": pieces})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(kind, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(_POLL,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
