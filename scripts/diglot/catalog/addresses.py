"""Where the links and images of a translation may lead: nowhere that its source does not lead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from posixpath import split
from urllib.parse import SplitResult, unquote, urlsplit

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")
_WEB = frozenset({"http", "https"})
# What browsers drop or read in another way than urlsplit does.
_TRICKS = re.compile(r"[\x00-\x20\x7f\\]")
# An address that a message shows without linking it; parsers may make a link of it.
_WRITTEN = re.compile(r"https?://[!-;=?-~]+|[\w.+-]+@[\w.-]+|(?:[\w-]+\.)+[A-Za-z]{2,}", re.ASCII)
_MISSING_COLON = re.compile(r"^(https?):?/{1,2}(?!/)", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}", re.ASCII)
_LANGUAGE = re.compile(r"(?:(?:en|zh|de|fr|ja|ko|es|it|pt|ru)(?:-[a-z]{2,4})?|www)")
# Hosts where whoever signs up has pages, and offers programs. What stands before an account's name
# in their addresses says what kind of thing it is.
_SHARED_HOSTS = frozenset(
    {
        "bitbucket.org", "codeberg.org", "crates.io", "gist.github.com", "gitcode.com",
        "gitee.com", "github.com", "gitlab.com", "hf-mirror.com", "hub.docker.com",
        "huggingface.co", "modelscope.cn", "npmjs.com", "pypi.org", "raw.githubusercontent.com",
        "test.pypi.org",
    }
)  # fmt: skip
_KINDS = frozenset(
    {"crates", "datasets", "docs", "models", "package", "project", "r", "simple", "spaces", "u"}
)
# What countries put before their own label, as in ``example.com.cn``.
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})


def is_anchor(address: str) -> bool:
    """Whether an address stays on the page of its link."""
    return not address or address.startswith("#")


def may_link(address: str, sources: Iterable[str], text: str) -> bool:
    """Whether a translation may lead to an address.

    `sources` are the addresses of the source message and `text` is the message. A file or page of
    the project must be the source's, the part of the page may be another. An address of the web
    must be of a site that the source names; two hosts are one site if only a language tells them
    apart, as ``zh.wikipedia.org`` and ``en.wikipedia.org``. On a host that anybody may put programs
    on, such as ``github.com``, a site is what one account has. Where the source leads to a page for
    one language, as ``example.org/en/a``, a site of the same name may have the page of the other,
    as ``example.com.cn/a``. Anything else must be the source's.
    """
    written = (match[0].rstrip(".,;:!?") for match in _WRITTEN.finditer(text))
    known = {_normal(source) for source in (*sources, *written)}
    plain = _normal(address)
    if plain in known:
        return True
    if _TRICKS.search(plain):
        return False
    if _is_web(plain):
        sites = {_site(source) for source in known if _is_web(source)}
        sites |= {_site(f"//{source}") for source in known if _HOST.fullmatch(source)}
        names = {_name(source) for source in known if _is_web(source) and _names_language(source)}
        return _site(plain) in sites - {""} or _name(plain) in names - {""}
    if _SCHEME.match(plain.lower()):
        return plain.lower().startswith("mailto:") and plain[7:] in known
    return plain.partition("#")[0] in {source.partition("#")[0] for source in known}


def may_show(path: str, sources: Iterable[str]) -> bool:
    """Whether a translation may show an image.

    It must be the source's, or the one of its language beside it, ``a.en.svg`` for ``a.svg``, or
    in a folder for its language below, such as ``en/a.svg`` or ``en_images/a.svg``.
    """
    return any(_localised(_normal(path), _normal(source)) for source in sources)


def _localised(path: str, source: str) -> bool:
    if path == source:
        return True
    if _SCHEME.match(source.lower()) or source.startswith("//") or _TRICKS.search(path):
        return False
    (folder, name), (source_folder, source_name) = split(path), split(source)
    if name == source_name and split(folder)[0] == source_folder:
        return any(map(_LANGUAGE.fullmatch, re.split(r"[_.-]", split(folder)[1].lower())))
    stem, _, ending = source_name.rpartition(".")
    name_in_language = rf"{re.escape(stem)}\.[A-Za-z]{{2,3}}(?:[_-]\w+)?\.{re.escape(ending)}"
    return folder == source_folder and bool(stem and re.fullmatch(name_in_language, name))


def _normal(address: str) -> str:
    plain = unquote(unescape(address)).strip().rstrip("/")
    # Browsers mend these, and so do translators who have lost a colon.
    return _MISSING_COLON.sub(r"\1://", plain)


def _names_language(address: str) -> bool:
    parts = urlsplit(address)
    labels = (parts.hostname or "").split(".")[:-2]
    pieces = re.split(r"[/.&=]", f"{parts.path}&{parts.query}".lower().replace("_", "-"))
    return any(_LANGUAGE.fullmatch(piece) and piece != "www" for piece in (*labels, *pieces))


def _parts(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _is_web(address: str) -> bool:
    parts = _parts(address)
    # `//host/path` takes the scheme of the page.
    return parts is not None and (parts.scheme in _WEB or (not parts.scheme and bool(parts.netloc)))


def _site(address: str) -> str:
    host = _host(address)
    if host in _SHARED_HOSTS:
        folders = urlsplit(address).path.lower().split("/")
        return f"{host}/{next((name for name in folders if name and name not in _KINDS), '')}"
    labels = host.split(".")
    own = [label for label in labels[:-2] if not _LANGUAGE.fullmatch(label)]
    return ".".join([*own, *labels[-2:]])


def _name(address: str) -> str:
    """Return what a host is called under any country or kind; nothing for a shared host."""
    host = _host(address)
    *labels, _country = host.split(".")
    if labels and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    if not labels or host in _SHARED_HOSTS:
        return ""
    return ".".join(
        [label for label in labels[:-1] if not _LANGUAGE.fullmatch(label)] + labels[-1:]
    )


def _host(address: str) -> str:
    parts = _parts(address)
    host = (parts.hostname or "") if parts and "@" not in parts.netloc else ""
    return host.removeprefix("www.")
