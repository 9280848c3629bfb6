"""Who may ask the desk, which writes files: the browser that was opened with its token, alone.

What can ask a server on this machine: a page of another site in the same browser, by the address,
by a name that it has pointed here (hence the list of hosts) or from another port (hence the
`Origin`, as a cookie knows no ports). Source: the advisories on Jupyter (2016) and Vite (2025).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PAGE_POLICY = (
    "default-src 'none'; img-src 'self' data: https:; media-src 'self' https:; font-src 'self' "
    "data:; style-src 'self' 'unsafe-inline'; script-src 'none'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
"""Of pages: what stands on them came from translators, so that nothing runs.

A sandbox around them would not let the desk hear of clicks in every browser.
"""

_OWN_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' "
    "data:; connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)

_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def _new_secret() -> str:
    return secrets.token_urlsafe(32)


@dataclass(frozen=True)
class Pass:
    """What lets a browser in: the token in the address opened first, a cookie from then on."""

    token: str = field(default_factory=_new_secret)
    cookie: str = field(default_factory=_new_secret)
    nonce: str = field(default_factory=_new_secret)


class Guard:
    """Answers only requests that may ask, and says what browsers may do with the answers.

    `hosts` are all names with the port; `own` is where the desk's own addresses begin.
    """

    def __init__(self, app: ASGIApp, *, hosts: list[str], entry: Pass, own: str) -> None:
        self._app, self._hosts, self._entry, self._own = app, hosts, entry, own
        self._name = f"diglot-desk-{hosts[0].rpartition(':')[2]}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        enters = self._has_token(scope)
        reason = self._objection(scope, headers, enters=enters)
        app = PlainTextResponse(reason, 403) if reason else self._app

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add_headers(MutableHeaders(scope=message), scope["path"], enters=enters)
            await send(message)

        await app(scope, receive, answer)

    def _objection(self, scope: Scope, headers: Headers, *, enters: bool) -> str:
        """Return why a request is not answered, or ""."""
        host = headers.get("host", "")
        if host not in self._hosts:
            return "not called by a name of this server"
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{host}":
            return "asked by another site"
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none") and not enters:
            return "asked by another site"
        cookie = cookie_parser(headers.get("cookie", "")).get(self._name, "")
        if not enters and not secrets.compare_digest(cookie.encode(), self._entry.cookie.encode()):
            return "open the address that `diglot translate` has shown"
        if scope["method"] not in ("GET", "HEAD"):
            return self._objection_to_writing(headers, origin)
        return ""

    def _objection_to_writing(self, headers: Headers, origin: str | None) -> str:
        if origin is None:
            return "asked by nobody"
        if headers.get("content-type", "") != "application/json":
            return "not JSON"
        return ""

    def _has_token(self, scope: Scope) -> bool:
        if scope["path"] != "/" or scope["method"] != "GET":
            return False
        token = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        return secrets.compare_digest(token.encode(), self._entry.token.encode())

    def _add_headers(self, headers: MutableHeaders, path: str, *, enters: bool) -> None:
        for name, value in _HEADERS.items():
            headers[name] = value
        is_own = path == "/" or path.startswith(self._own)
        policy = _OWN_POLICY.format(nonce=self._entry.nonce) if is_own else _PAGE_POLICY
        headers["Content-Security-Policy"] = policy
        if enters:
            cookie = f"{self._name}={self._entry.cookie}; Path=/; HttpOnly; SameSite=Strict"
            headers.append("Set-Cookie", cookie)
