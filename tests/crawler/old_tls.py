"""Servers with TLS as old portals have it, on loopback: TLS 1.0, a DH group of 1,024 bits, no secure renegotiation."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import os
import socket
import ssl
import struct
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.x509.oid import NameOID

Respond = Callable[[bytes], bytes]
"""From a request's head to the whole answer."""
GROUP_1024 = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
    "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF",
    16,
)
"""The second Oakley group (RFC 2409 §6.2)."""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A self-signed certificate for a name that is not the host's."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    def write(self, folder: Path) -> Path:
        """One PEM file of both."""
        file = folder / "identity.pem"
        file.write_bytes(
            self.key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + self.certificate.public_bytes(serialization.Encoding.PEM)
        )
        return file


def identity(bits: int = 2048) -> Identity:
    """A new one."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "www.elsewhere.test")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=2)).not_valid_after(
        now + timedelta(days=9)
    )
    return Identity(key=key, certificate=builder.sign(key, hashes.SHA256()))


def modern(own: Identity, folder: Path) -> ssl.SSLContext:
    """As the library has it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own.write(folder))
    return context


def tls_1_0(own: Identity, folder: Path) -> ssl.SSLContext:
    """Nothing above TLS 1.0."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.load_cert_chain(own.write(folder))
    with warnings.catch_warnings():  # that it is old is the point
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
    return context


def small_group(own: Identity, folder: Path) -> ssl.SSLContext:
    """Diffie-Hellman in a group of 1,024 bits and no other key exchange."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DHE-RSA-AES128-SHA:@SECLEVEL=0")
    context.load_cert_chain(own.write(folder))
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    file = folder / "group.pem"
    file.write_bytes(_dh_pem())
    context.load_dh_params(str(file))
    return context


def _dh_pem() -> bytes:
    """PKCS #3's SEQUENCE of prime and generator, written out: libraries make no such group any more."""
    der = b"\x30\x81\x87\x02\x81\x81\x00" + GROUP_1024.to_bytes(128, "big") + b"\x02\x01\x02"
    return b"-----BEGIN DH PARAMETERS-----\n%s-----END DH PARAMETERS-----\n" % base64.encodebytes(
        der
    )


@contextmanager
def listening(address: str, serve: Callable[[socket.socket], None], port: int = 0) -> Iterator[int]:
    """Serve each connection in a thread of its own; gives the port."""
    with socket.create_server((address, port)) as listener:

        def accept() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                connection.settimeout(10)
                threading.Thread(target=one, args=(connection,), daemon=True).start()

        def one(connection: socket.socket) -> None:
            with contextlib.suppress(OSError, ValueError), connection:
                serve(connection)

        threading.Thread(target=accept, daemon=True).start()
        yield int(listener.getsockname()[1])
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)


def over(context: ssl.SSLContext, respond: Respond) -> Callable[[socket.socket], None]:
    """Answers over the library's TLS."""

    def serve(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as secured:
            head = b""
            while b"\r\n\r\n" not in head:
                head += secured.recv(4096)
            secured.sendall(respond(head))
            secured.unwrap()

    return serve


def without_renegotiation(own: Identity, respond: Respond) -> Callable[[socket.socket], None]:
    """TLS 1.2 by hand (RFC 5246, RFC 5288): RSA key exchange, AES-128-GCM, and no renegotiation_info (RFC 5746)."""

    def serve(connection: socket.socket) -> None:
        _ByHand(connection, own).answer(respond)

    return serve


class _ByHand:
    """One connection; no library speaks TLS without secure renegotiation any more."""

    SUITE = b"\x00\x9c"
    """TLS_RSA_WITH_AES_128_GCM_SHA256."""

    def __init__(self, connection: socket.socket, own: Identity) -> None:
        self._wire = connection
        self._own = own
        self._said = b""
        """All handshake messages so far."""

    def answer(self, respond: Respond) -> None:
        hello = self._handshake()
        client = hello[6:38]
        server = os.urandom(32)
        body = b"\x03\x03" + server + b"\x00" + self.SUITE + b"\x00"
        der = self._own.certificate.public_bytes(serialization.Encoding.DER)
        chain = _sized(_sized(der, 3), 3)
        self._send_handshake(2, body)
        self._send_handshake(11, chain)
        self._send_handshake(14, b"")
        exchange = self._handshake()
        premaster = self._own.key.decrypt(exchange[6:], padding.PKCS1v15())
        master = _prf(premaster, b"master secret", client + server, 48)
        keys = _prf(master, b"key expansion", server + client, 40)
        theirs, ours = keys[:16], keys[16:32]
        self._read_key, self._read_salt, self._read_count = AESGCM(theirs), keys[32:36], 0
        self._write_key, self._write_salt, self._write_count = AESGCM(ours), keys[36:40], 0
        self._record()  # ChangeCipherSpec
        self._said += self._open(*self._record())
        self._wire.sendall(b"\x14\x03\x03\x00\x01\x01")
        verify = _prf(master, b"server finished", hashlib.sha256(self._said).digest(), 12)
        self._seal(22, b"\x14" + _sized(verify, 3))
        head = b""
        while b"\r\n\r\n" not in head:
            head += self._open(*self._record())
        self._seal(23, respond(head))
        self._seal(21, b"\x01\x00")

    def _record(self) -> tuple[int, bytes]:
        head = self._exactly(5)
        return head[0], self._exactly(int.from_bytes(head[3:5], "big"))

    def _exactly(self, length: int) -> bytes:
        data = b""
        while len(data) < length:
            part = self._wire.recv(length - len(data))
            if not part:
                raise ValueError("the client went away")
            data += part
        return data

    def _handshake(self) -> bytes:
        kind, body = self._record()
        if kind != 22:
            raise ValueError("an alert in the place of a handshake")
        self._said += body
        return body

    def _send_handshake(self, kind: int, body: bytes) -> None:
        message = bytes([kind]) + _sized(body, 3)
        self._said += message
        self._wire.sendall(b"\x16\x03\x03" + _sized(message, 2))

    def _open(self, kind: int, data: bytes) -> bytes:
        bound = struct.pack(">QBHH", self._read_count, kind, 0x0303, len(data) - 24)
        self._read_count += 1
        return self._read_key.decrypt(self._read_salt + data[:8], data[8:], bound)

    def _seal(self, kind: int, data: bytes) -> None:
        for at in range(0, len(data), 16_000):
            part = data[at : at + 16_000]
            number = struct.pack(">Q", self._write_count)
            bound = struct.pack(">QBHH", self._write_count, kind, 0x0303, len(part))
            self._write_count += 1
            sealed = number + self._write_key.encrypt(self._write_salt + number, part, bound)
            self._wire.sendall(bytes([kind]) + b"\x03\x03" + _sized(sealed, 2))


def _sized(data: bytes, width: int) -> bytes:
    return len(data).to_bytes(width, "big") + data


def _prf(secret: bytes, label: bytes, seed: bytes, length: int) -> bytes:
    """RFC 5246 §5."""
    seed, out = label + seed, b""
    link = seed
    while len(out) < length:
        link = hmac.digest(secret, link, "sha256")
        out += hmac.digest(secret, link + seed, "sha256")
    return out[:length]
