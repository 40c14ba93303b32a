"""TLS as portals have it: strict by default, legacy for the one host that needs it, certificates noted and never required.

What is read is public and is kept with what proves where it came from, so a certificate that is expired, self-signed
or another host's bars nothing; the exchange's record says so. Old servers fail a modern handshake before anything is
asked; such a host is asked once more at a lower security level, for this harvest. Never the default: servers that are
up to date were seen to hang on it (guide: portals §5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from OpenSSL import SSL
from service_identity import VerificationError
from service_identity.exceptions import CertificateError
from service_identity.hazmat import DNS_ID, IPAddress_ID, verify_service_identity
from service_identity.pyopenssl import extract_patterns
from twisted.internet._sslverify import ClientTLSOptions
from twisted.internet.ssl import CertificateOptions, TLSVersion, platformTrust
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer

from archive.exchange import Tls

if TYPE_CHECKING:
    from OpenSSL.crypto import X509
    from scrapy.crawler import Crawler
    from twisted.protocols.tls import TLSMemoryBIOProtocol

STRICT, LEGACY, OLDEST = 2, 1, 0
"""OpenSSL's security levels: 112 bits; 80 bits; anything, which TLS 1.0 and SHA-1 signatures need."""
LEGACY_CONNECT = 0x4
"""SSL_OP_LEGACY_SERVER_CONNECT: a server without secure renegotiation (RFC 5746)."""

NEEDS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile("unsafe legacy renegotiation", re.I), LEGACY),
    (re.compile("(dh|ee|ca) key too small|modulus too small", re.I), LEGACY),
    (re.compile("ca md too weak|wrong signature type|no shared signature|legacy sigalg", re.I), OLDEST),
    (re.compile("unsupported protocol|alert protocol version|no protocols available|wrong ssl version", re.I), OLDEST),
    (re.compile("alert handshake failure|no ciphers available|insufficient security|wrong cipher", re.I), OLDEST),
    # Older still: servers that hang up on a hello they do not know.
    (re.compile("unexpected eof while reading|alert internal error|alert decode error", re.I), OLDEST),
)  # fmt: skip
"""What OpenSSL says of a failed handshake, and the highest level at which it may succeed."""

UNVERIFIED = {
    9: "not yet valid", 10: "expired", 18: "self-signed", 19: "self-signed root", 20: "unknown issuer",
    21: "unknown issuer", 66: "key too weak", 67: "issuer's key too weak", 68: "signature too weak",
}  # fmt: skip
"""X509_V_ERR_* (openssl-verification-options(1)), in words."""


def needed_level(words: str) -> int | None:
    """The security level that a failed handshake asks for; None where a lower one would not help."""
    return next((level for pattern, level in NEEDS if pattern.search(words)), None)


@dataclass(slots=True)
class _Met:
    """What is known of one host's TLS."""

    level: int = STRICT
    failed: bool = False
    """Its lowest level failed too: not tried again in this harvest."""
    connection: SSL.Connection | None = None
    problems: set[str] = field(default_factory=set)


@implementer(IPolicyForHTTPS)
class TlsPolicy:
    """How each host is connected to, and what its handshake showed."""

    def __init__(self) -> None:
        self._hosts: dict[tuple[str, int], _Met] = {}
        self._options: dict[int, _Options] = {}

    def creatorForNetloc(self, hostname: bytes, port: int) -> ClientTLSOptions:  # noqa: N802 (Twisted's name)
        """Twisted's question: how to connect to this host."""
        name = hostname.decode("ascii")
        met = self._hosts.setdefault((name.strip("[]").lower(), port), _Met())
        if met.level not in self._options:
            self._options[met.level] = _Options(met.level)
        return _NotingOptions(self._options[met.level], name, met)

    def loosen(self, url: str, failure: str | None) -> bool:
        """Whether the host may be tried again, at the lower level that its failure asks for."""
        met = self._hosts.get(_key(url))
        level = needed_level(failure or "")
        if met is None or met.failed or level is None:
            return False
        if met.level == OLDEST:
            met.level, met.failed = STRICT, True
            return False
        met.level = min(level, met.level - 1)
        return True

    def shown(self, url: str) -> Tls | None:
        """What the host's last handshake showed; None where there was none."""
        met = self._hosts.get(_key(url))
        if met is None or met.connection is None or not url.startswith("https:"):
            return None
        return Tls(
            version=met.connection.get_protocol_version_name(),
            cipher=met.connection.get_cipher_name(),
            level=None if met.level == STRICT else met.level,
            unverified=", ".join(sorted(met.problems)) or None,
        )


def _key(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return (parts.hostname or "", parts.port or 443)


class _Options(CertificateOptions):
    """A context of one security level."""

    def __init__(self, level: int) -> None:
        self._level = level
        lowest = {"insecurelyLowerMinimumTo": TLSVersion.TLSv1_0} if level != STRICT else {}
        super().__init__(
            trustRoot=platformTrust(),  # type: ignore[no-untyped-call]
            fixBrokenPeers=True,
            **lowest,
        )

    def _makeContext(self, skipCiphers: bool = False) -> SSL.Context:  # noqa: N802, N803, FBT001, FBT002 (Twisted's)
        context = super()._makeContext(skipCiphers)
        context.set_cipher_list(f"DEFAULT:@SECLEVEL={self._level}".encode())
        if self._level != STRICT:
            context.set_options(LEGACY_CONNECT)
        return context


class _NotingOptions(ClientTLSOptions):
    """A connection whose certificate is looked at, noted and let pass."""

    def __init__(self, options: _Options, hostname: str, met: _Met) -> None:
        super().__init__(options._makeTLSConnection, hostname)  # noqa: SLF001 (as Scrapy's own)
        self._met = met

    def clientConnectionForTLS(self, tlsProtocol: TLSMemoryBIOProtocol) -> SSL.Connection:  # noqa: N802, N803 (Twisted's)
        """A connection with our own callback."""
        connection = super().clientConnectionForTLS(tlsProtocol)
        self._met.connection, self._met.problems = connection, set()
        connection.set_verify(
            SSL.VERIFY_PEER, _noting(self._met, self._hostnameASCII, dns=self._hostnameIsDnsName)
        )
        return connection


def _noting(met: _Met, host: str, *, dns: bool) -> Any:
    wanted = DNS_ID(host) if dns else IPAddress_ID(host)
    problems = met.problems

    def noted(_: SSL.Connection, certificate: X509, error: int, depth: int, __: int) -> bool:
        if error:
            problems.add(UNVERIFIED.get(error, f"X509 error {error}"))
        if depth == 0:
            try:
                verify_service_identity(extract_patterns(certificate), [wanted], [])
            except (CertificateError, VerificationError, ValueError):
                problems.add("not for this host")
        return True

    return noted


def tls_of(crawler: Crawler) -> TlsPolicy:
    """The one policy of a crawl, made at first use."""
    policy = getattr(crawler, "_fazhi_tls", None)
    if not isinstance(policy, TlsPolicy):
        policy = TlsPolicy()
        crawler._fazhi_tls = policy  # type: ignore[attr-defined]  # noqa: SLF001
    return policy
