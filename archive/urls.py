"""Addresses: as WARC wants them, as they are compared, and whose they are."""

from __future__ import annotations

import contextlib
import hashlib
import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from archive.records import Portal

_RESERVED = "%/:?#[]@!$&'()*+,;=-._~"
_DEFAULT_PORTS = {"http": 80, "https": 443}
_TWIN = re.compile(r"^(?:(?:www\d?|m|wap|3g)\.)+(?=[^.]+\.[^.]+)")
"""Host labels under which a portal shows the same pages again (guide: portals §2)."""
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_SESSION = re.compile(r";jsessionid=[^/?#;]*", re.IGNORECASE)
"""A Java server's session in the path: differs with every visitor."""


def ascii_uri(url: str) -> str:
    """The address in ASCII: other bytes percent-encoded (RFC 3986), a host's other letters in Punycode."""
    if not url.isascii():
        with contextlib.suppress(ValueError):  # no address at all: only escaped
            parts = urlsplit(url)
            url = urlunsplit(parts._replace(netloc=_ascii_host(parts.netloc)))
    return quote(url, safe=_RESERVED)


def one_spelling(url: str) -> str:
    """The address as it is sent, in its one spelling (RFC 3986 §6.2.2): a file's Chinese name or blank raw or escaped,
    in small or large letters, is asked for once.
    """
    return _plain(ascii_uri(url.strip()))


def _ascii_host(netloc: str) -> str:
    if netloc.isascii():
        return netloc
    try:
        return netloc.encode("idna").decode("ascii")
    except UnicodeError:
        return quote(netloc, safe=_RESERVED)


def host_of(url: str) -> str:
    """The host in lower case, without port, user and a trailing dot; '' where there is none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return _ascii_host(host.rstrip("."))


def bare_host(host: str) -> str:
    """A host without the label that twins differ in."""
    return host.removeprefix("www.").removeprefix("m.")


def site_of(host: str) -> str:
    """The part of a host name that its owner registered: under gov.cn one label, elsewhere the bare host."""
    labels = host.split(".")
    if host.endswith(".gov.cn") and len(labels) >= 3:
        return ".".join(labels[-3:])
    return bare_host(host)


def hosts_of(portal: Portal) -> frozenset[str]:
    """The hosts of a row's addresses."""
    addresses = (portal.home, *portal.lists, *(f"//{host}" for host in portal.hosts))
    return frozenset(host for url in addresses if (host := host_of(url)))


def canonical(url: str) -> str:
    """The key under which the provable twins of an address are one.

    http and https, `www.` and `m.`, default ports, a trailing dot, doubled slashes, dot segments,
    escapes of letters, sessions and fragments make no difference. A fragment that is a script's
    route (`#/…`) does, and so does the query, in its order: what a server makes of it is not known.
    """
    url = ascii_uri(url.strip())
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        return url
    host = _TWIN.sub("", host_of(url))
    netloc = host if port in {None, _DEFAULT_PORTS[scheme]} else f"{host}:{port}"
    path = _plain(_without_dots(_SESSION.sub("", parts.path)))
    fragment = parts.fragment if parts.fragment.startswith(("/", "!/")) else ""
    return urlunsplit(("http", netloc, path, _plain(parts.query), fragment))


def _without_dots(path: str) -> str:
    kept: list[str] = []
    segments = [segment for segment in path.split("/") if segment]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    folder = path.endswith(("/", "/.", "/..")) and bool(kept)
    return "/" + "/".join(kept) + ("/" if folder else "")


def _plain(part: str) -> str:
    """Escapes in capitals, and none for letters that need none (RFC 3986 §6.2.2)."""
    return _ESCAPE.sub(_unescape, part)


def _unescape(found: re.Match[str]) -> str:
    letter = unquote(found[0], encoding="latin-1")
    return letter if _UNRESERVED.match(letter) else found[0].upper()


def place_id(url: str) -> str:
    """Sixteen hex digits that name a place: the same for all twins of its address."""
    return hashlib.sha256(canonical(url).encode()).hexdigest()[:16]
