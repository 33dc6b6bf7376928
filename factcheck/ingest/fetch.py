"""Fetch the one page a user named: within limits, never from a private network, and from the very address checked."""

import http.client
import io
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import SplitResult, quote, urldefrag, urljoin, urlsplit

from factcheck import __version__
from factcheck.core.links import check_link
from factcheck.core.visible import visible
from factcheck.errors import BadInputError, NetworkError

_REDIRECTS = {301, 302, 303, 307, 308}
_BLOCK = 65_536
_MOST_LINES, _LONGEST_LINE = 60, 2_000
_SAVE_IT = "save the page with a browser and add that file"
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,text/plain,application/pdf,*/*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
    "User-Agent": f"factcheck/{__version__}",
}
# Addresses that carry an IPv4 address inside: tunnels (RFC 4380), and translation to IPv4 (RFC 6052).
_TEREDO, _TRANSLATED = ipaddress.ip_network("2001::/32"), ipaddress.ip_network("64:ff9b::/96")

Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[tuple[str, int], float], socket.socket]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a fetch may take: bytes of the body after decompression, seconds in all, and redirects followed.

    ``way_out`` is what a user is told where a page is too large.
    """

    size: int = 20 * 1024 * 1024
    seconds: float = 30.0
    redirects: int = 5
    way_out: str = "save its text alone and give that file"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: the bytes (decompressed), the address it came from in the end, and what its header calls it.

    ``media_type`` is in lower case without parameters, ``charset`` as the header spells it; empty where it says nothing.
    ``head`` is the exchange as it went, a line each: ``GET`` and the address, the status line, the header, for each hop.
    """

    data: bytes
    url: str
    media_type: str
    charset: str
    head: tuple[str, ...] = ()


class AnswerError(NetworkError):
    """The server was reached and answers something else than the page: ``status`` is its HTTP status."""

    def __init__(self, message: str, *, status: int, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.status = status


def resolve_host(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses of a host, as the system finds them; raises OSError where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    limits: Limits | None = None,
    resolve: Resolve = resolve_host,
    connect: Connect = socket.create_connection,
) -> Fetched:
    """Return the page at ``url``, which may be http or https.

    Every hop's host is resolved once, all of its addresses are checked, and the connection goes to one of those
    (``connect``), so that a name that resolves otherwise a moment later reaches nothing. Certificates are verified.

    Raises:
        BadInputError: ``url`` cannot be linked to, or is a mail address.
        NetworkError: it cannot be had within the limits, or a hop's host has an address that is not public (loopback,
            private, link-local, multicast, reserved) and not ``allow_private``.
    """
    limits = limits or Limits()
    deadline = time.monotonic() + limits.seconds
    here = urldefrag(check_link(url)).url
    if urlsplit(here).scheme not in ("http", "https"):
        raise BadInputError(f"{here} is no web page", hint="give an address that starts with https:// or http://")
    head: list[str] = []
    for _ in range(limits.redirects + 1):
        hop = _Hop(urlsplit(here), deadline, limits)
        try:
            reply = hop.ask(hop.addresses(resolve, allow_private=allow_private), connect)
            head += _head(here, reply)
            with reply:
                if reply.status not in _REDIRECTS:
                    return replace(hop.page(reply, here), head=tuple(head))
                here = _next(here, reply.getheader("Location") or "")
        except TimeoutError:
            raise NetworkError(f"{hop.shown} took longer than {limits.seconds:g} s", hint=_SAVE_IT) from None
        except ssl.SSLCertVerificationError as error:
            why = visible(error.verify_message)
            raise NetworkError(f"the certificate of {hop.shown} does not hold: {why}", hint=_SAVE_IT) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            why = visible(getattr(error, "strerror", None) or str(error)) or type(error).__name__
            raise NetworkError(
                f"cannot fetch from {hop.shown}: {why}", hint="check the address and try again"
            ) from None
    raise NetworkError(f"{visible(url)} redirects more than {limits.redirects} times", hint=_SAVE_IT)


def _head(url: str, reply: http.client.HTTPResponse) -> list[str]:
    """One hop as lines that any database keeps: what was asked, the status line, the header without cookies."""
    lines = [f"GET {url}", f"HTTP/1.1 {reply.status} {visible(reply.reason)}".rstrip()]
    for name, value in reply.getheaders():
        # A cookie is the desk's session with the server and nothing of the document.
        if name.lower() != "set-cookie" and len(lines) < _MOST_LINES and len(value) <= _LONGEST_LINE:
            lines.append(f"{visible(name)}: {visible(' '.join(value.split()))}")
    return lines


def _next(here: str, location: str) -> str:
    """Return where a redirect leads."""
    if not location.strip():
        raise NetworkError(f"{here} redirects to nowhere", hint=_SAVE_IT)
    try:
        # Headers are read as Latin-1; what was not ASCII was most likely UTF-8.
        raw = location.strip().encode("latin-1").decode("utf-8", "replace")
        following = urldefrag(check_link(urljoin(here, raw))).url
    except (BadInputError, ValueError) as error:
        raise NetworkError(f"{here} redirects to what cannot be followed: {error}", hint=_SAVE_IT) from None
    if urlsplit(following).scheme not in ("http", "https"):
        raise NetworkError(f"{here} redirects to {following}, which is no web page", hint=_SAVE_IT)
    return following


def is_public(address: str) -> bool:
    """Whether an IP address, and any IPv4 address it carries inside, is reachable from the internet at large."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip in _TEREDO or ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


@dataclass(frozen=True, slots=True)
class _Hop:
    """One request of a fetch: to whom, and until when (``deadline`` on the monotonic clock)."""

    parts: SplitResult
    deadline: float
    limits: Limits

    @property
    def host(self) -> str:
        """The host as DNS and certificates spell it."""
        name = self.parts.hostname or ""
        return name if name.isascii() else name.encode("idna").decode("ascii")

    @property
    def port(self) -> int:
        return self.parts.port or (443 if self.parts.scheme == "https" else 80)

    @property
    def shown(self) -> str:
        return visible(self.parts.hostname or "")

    def left(self) -> float:
        """Return the seconds that are left; raises TimeoutError where none are."""
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds

    def addresses(self, resolve: Resolve, *, allow_private: bool) -> Sequence[str]:
        """Return the host's addresses; raises NetworkError where any of them is not public."""
        found: list[Sequence[str] | Exception] = []

        def look_up() -> None:
            try:
                found.append(resolve(self.host, self.port))
            except (OSError, UnicodeError) as error:
                found.append(error)

        # The system's resolver knows no deadline: it is asked in a thread that may be left behind.
        thread = threading.Thread(target=look_up, daemon=True)
        thread.start()
        thread.join(self.left())
        if not found:
            raise TimeoutError
        answer = found[0]
        if isinstance(answer, Exception) or not answer:
            raise NetworkError(f"no address is known for {self.shown}", hint="check the address and your connection")
        inside = next((address for address in answer if not is_public(address)), None)
        if inside is not None and not allow_private:
            where = self.shown if inside == self.host else f"{self.shown} is at {visible(inside)}, which"
            raise NetworkError(
                f"{where} is not a public address; nothing was asked of it",
                hint="if you mean a page inside your own network, add --allow-private",
            )
        return answer

    def ask(self, addresses: Sequence[str], connect: Connect) -> http.client.HTTPResponse:
        """Send the request to the first address that answers. Returns the reply, its head read."""
        plain = self._connected(addresses, connect)
        try:
            connection = http.client.HTTPConnection(self.host, self.port)
            if self.parts.scheme == "https":
                plain.settimeout(self.left())
                plain = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
            connection.sock = _Timed(plain, self)
            path = quote(self.parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
            query = quote(self.parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
            connection.request(
                "GET", f"{path}?{query}" if query else path, headers=_HEADERS | {"Host": self._host_header()}
            )
            return connection.getresponse()
        except BaseException:
            plain.close()
            raise

    def _host_header(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"{name}:{self.parts.port}" if self.parts.port else name

    def _connected(self, addresses: Sequence[str], connect: Connect) -> socket.socket:
        trouble: OSError | None = None
        for address in addresses:
            try:
                return connect((address, self.port), self.left())
            except TimeoutError:
                self.left()
                trouble = TimeoutError()
            except OSError as error:
                trouble = error
        raise trouble or OSError("no address")

    def page(self, reply: http.client.HTTPResponse, url: str) -> Fetched:
        """Return the page in a reply; raises NetworkError for one that is none, is too large or ends early."""
        if reply.status != HTTPStatus.OK:
            try:
                meaning = f"{reply.status} {HTTPStatus(reply.status).phrase}"
            except ValueError:
                meaning = str(reply.status)
            raise AnswerError(f"{self.shown} answered {meaning} for {url}", status=reply.status, hint=_SAVE_IT)
        if reply.length is not None and reply.length > self.limits.size:
            raise self._too_large()
        unpacked = unpacker(reply.getheader("Content-Encoding") or "")
        pieces: list[bytes] = []
        size = 0
        try:
            while piece := reply.read(_BLOCK):
                pieces.append(unpacked.feed(piece, self.limits.size - size))
                size += len(pieces[-1])
                if size > self.limits.size:
                    raise self._too_large()
            ended = not reply.length and unpacked.is_whole
        except http.client.IncompleteRead:
            ended = False
        if not ended:
            raise NetworkError(f"the page from {self.shown} ended early", hint="try again")
        return Fetched(
            b"".join(pieces),
            url,
            media_type=reply.headers.get_content_type() if reply.getheader("Content-Type") else "",
            charset=reply.headers.get_content_charset() or "",
        )

    def _too_large(self) -> NetworkError:
        return NetworkError(
            f"the page from {self.shown} is larger than {self.limits.size:,} bytes",
            hint=self.limits.way_out,
        )


class _Timed:
    """A socket for http.client whose every wait ends at the hop's deadline, however slowly bytes drip."""

    def __init__(self, raw: socket.socket, hop: _Hop) -> None:
        self._raw, self._hop = raw, hop

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Stream(self._raw, self._hop))

    def sendall(self, data: bytes) -> None:
        self._raw.settimeout(self._hop.left())
        self._raw.sendall(data)

    def close(self) -> None:
        """Leave the socket open: the reply's stream closes it."""


class _Stream(io.RawIOBase):
    def __init__(self, raw: socket.socket, hop: _Hop) -> None:
        super().__init__()
        self._raw, self._hop = raw, hop

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        self._raw.settimeout(self._hop.left())
        return self._raw.recv_into(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class Unpacker:
    """A body as sent (``kind`` empty), or packed with gzip or deflate."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._zip = zlib.decompressobj(zlib.MAX_WBITS | 32) if kind else None
        self._started = False

    @property
    def is_whole(self) -> bool:
        """Whether what was packed came to its end."""
        return self._zip is None or self._zip.eof or not self._started

    def feed(self, piece: bytes, room: int) -> bytes:
        """Return the next bytes unpacked; as soon as they are more than ``room``, one byte more and no further."""
        if self._zip is None:
            return piece
        if not self._started and self._kind == "deflate" and piece[0] & 0x0F != 8:  # noqa: PLR2004 - zlib's own mark
            self._zip = zlib.decompressobj(-zlib.MAX_WBITS)  # some servers send deflate without zlib's head
        self._started = True
        unpacked = b""
        try:
            while piece and len(unpacked) <= room:
                if self._zip.eof:
                    if not piece.startswith(b"\x1f"):
                        break  # what follows is padding, not another gzip member
                    self._zip = zlib.decompressobj(zlib.MAX_WBITS | 32)
                unpacked += self._zip.decompress(piece, room + 1 - len(unpacked))
                piece = self._zip.unused_data
        except zlib.error:
            raise NetworkError("the page is damaged: it does not unpack", hint=_SAVE_IT) from None
        return unpacked


def unpacker(encoding: str) -> Unpacker:
    """What unpacks a body of this Content-Encoding; raises NetworkError for one that no request of ours asks for."""
    kind = encoding.strip().lower()
    if kind in ("", "identity"):
        return Unpacker("")
    if kind in ("gzip", "x-gzip", "deflate"):
        return Unpacker(kind)
    raise NetworkError(f"the page is packed as “{visible(kind)}”, which was not asked for", hint=_SAVE_IT)
