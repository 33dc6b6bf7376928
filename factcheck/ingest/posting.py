"""Send a few bytes to the one address a user named, and take a small answer; never to a private network unless told."""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import SplitResult, urlsplit

from factcheck import __version__
from factcheck.core.links import check_link
from factcheck.core.visible import visible
from factcheck.errors import BadInputError, NetworkError
from factcheck.ingest.fetch import Connect, Limits, Resolve, is_public, resolve_host

_SMALL = Limits(size=100_000, seconds=30.0, redirects=0)


def post(
    url: str,
    body: bytes,
    *,
    send: str,
    accept: str,
    allow_private: bool = False,
    limits: Limits = _SMALL,
    resolve: Resolve = resolve_host,
    connect: Connect = socket.create_connection,
) -> bytes:
    """Post ``body`` to ``url`` and give back the answer. Redirects are not followed.

    Args:
        url: An http or https address.
        body: What is sent.
        send: The media type of what is sent.
        accept: The media type the answer must have.
        allow_private: Whether the address may be inside a private network or this machine.
        limits: Bytes of the answer, and seconds in all.
        resolve: What finds a host's addresses; all of them are checked.
        connect: What opens a connection to one of those.

    Raises:
        BadInputError: ``url`` is no such address.
        NetworkError: it cannot be reached within the limits, is not public, or answers something else.
    """
    parts = urlsplit(check_link(url))
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadInputError(f"{visible(url)} is no web address", hint="give an address that starts with https://")
    headers = {"Content-Type": send, "Accept": accept, "User-Agent": f"factcheck/{__version__}", "Connection": "close"}
    exchange = _Exchange(parts, body, headers, allow_private, limits, resolve, connect)
    answer = exchange.run()
    if answer.media_type != accept:
        raise NetworkError(
            f"{exchange.shown} answered “{visible(answer.media_type)[:100]}” where “{accept}” was asked for",
            hint="check the address",
        )
    return answer.data


@dataclass(frozen=True, slots=True)
class _Answer:
    data: bytes
    media_type: str


@dataclass(slots=True)
class _Exchange:
    """One question and its answer, in a thread that is left behind when the time is up: no drip can outlast it."""

    parts: SplitResult
    body: bytes
    headers: dict[str, str]
    allow_private: bool
    limits: Limits
    resolve: Resolve
    connect: Connect
    outcome: list[_Answer | Exception] = field(default_factory=list)

    @property
    def shown(self) -> str:
        return visible(self.parts.hostname or "")

    @property
    def port(self) -> int:
        return self.parts.port or (443 if self.parts.scheme == "https" else 80)

    def run(self) -> _Answer:
        """Ask. Returns the answer; raises NetworkError for whatever else comes of it."""
        thread = threading.Thread(target=self._keep, args=(self._ask,), daemon=True)
        thread.start()
        thread.join(self.limits.seconds)
        if not self.outcome:
            raise NetworkError(f"{self.shown} took longer than {self.limits.seconds:g} s", hint="try again later")
        found = self.outcome[0]
        if isinstance(found, NetworkError):
            raise found
        if isinstance(found, ssl.SSLCertVerificationError):
            raise NetworkError(
                f"the certificate of {self.shown} does not hold: {visible(found.verify_message)}",
                hint="check the address",
            )
        if isinstance(found, Exception):
            why = visible(getattr(found, "strerror", None) or str(found)) or type(found).__name__
            raise NetworkError(f"cannot ask {self.shown}: {why}", hint="check the address and try again")
        return found

    def _keep(self, ask: Callable[[], _Answer]) -> None:
        try:
            self.outcome.append(ask())
        except (NetworkError, OSError, http.client.HTTPException, ValueError) as error:
            self.outcome.append(error)

    def _ask(self) -> _Answer:
        host = self.parts.hostname or ""
        name = host if host.isascii() else host.encode("idna").decode("ascii")
        raw = self.connect((self._address(name), self.port), self.limits.seconds)
        with raw:
            connection = http.client.HTTPConnection(name, self.port)
            secure = self.parts.scheme == "https"
            connection.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=name) if secure else raw
            path = self.parts.path or "/"
            connection.request(
                "POST", f"{path}?{self.parts.query}" if self.parts.query else path, self.body, self.headers
            )
            with connection.getresponse() as reply:
                if reply.status != HTTPStatus.OK:
                    raise NetworkError(f"{self.shown} answered {reply.status}", hint="check the address")
                data = reply.read(self.limits.size + 1)
                if len(data) > self.limits.size:
                    raise NetworkError(
                        f"{self.shown} answered more than {self.limits.size:,} bytes", hint="check the address"
                    )
                return _Answer(data, reply.headers.get_content_type())

    def _address(self, name: str) -> str:
        """One of the host's addresses, where all of them may be asked."""
        try:
            found: Sequence[str] = self.resolve(name, self.port)
        except (OSError, UnicodeError):
            found = ()
        if not found:
            raise NetworkError(f"no address is known for {self.shown}", hint="check the address and your connection")
        inside = next((address for address in found if not is_public(address)), None)
        if inside is not None and not self.allow_private:
            raise NetworkError(
                f"{self.shown} is not a public address; nothing was sent to it",
                hint="if you mean a server inside your own network, add --allow-private",
            )
        return found[0]
