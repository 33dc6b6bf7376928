"""What is sent goes to the one address named, within limits, and to no private network unless told."""

import socket
import threading
import time

import pytest

from factcheck.errors import BadInputError, NetworkError
from factcheck.ingest.fetch import Limits
from factcheck.ingest.posting import post

SMALL = Limits(size=1000, seconds=1.5, redirects=0)
KIND = "Content-Type: application/answer"


@pytest.fixture
def serve():
    """Start a server on loopback that answers every request with these bytes. Gives its port and what it was sent."""
    made = []

    def start(*pieces, pause=0.0):
        listening = socket.create_server(("127.0.0.1", 0))
        made.append(listening)
        asked = []

        def answer():
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    request = connection.recv(65_536)
                    while b"question" not in request.partition(b"\r\n\r\n")[2] and (more := connection.recv(65_536)):
                        request += more  # a body may come in a packet of its own
                    asked.append(request)
                    for piece in pieces:
                        try:
                            connection.sendall(piece)
                        except OSError:
                            break
                        time.sleep(pause)

        threading.Thread(target=answer, daemon=True).start()
        return listening.getsockname()[1], asked

    yield start
    for each in made:
        each.close()


def reply(body=b"yes", head=KIND, status="200 OK"):
    return f"HTTP/1.1 {status}\r\n{head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def ask(port, host="127.0.0.1", **options):
    options = {"allow_private": True, "limits": SMALL} | options
    return post(
        f"http://{host}:{port}/tsa?x=1",
        b"question",
        send="application/question",
        accept="application/answer",
        **options,
    )


def test_the_question_is_sent_and_the_answer_comes_back(serve):
    port, asked = serve(reply())
    assert ask(port) == b"yes"
    head, _, body = asked[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /tsa?x=1 HTTP/1.1\r\n")
    assert b"Content-Type: application/question" in head
    assert body == b"question"


def test_nothing_is_sent_to_a_private_address(serve):
    port, asked = serve(reply())
    with pytest.raises(NetworkError, match="not a public address; nothing was sent") as caught:
        ask(port, allow_private=False)
    assert "--allow-private" in caught.value.hint
    with pytest.raises(NetworkError, match="not a public address"):
        ask(port, host="tsa.example", allow_private=False, resolve=lambda _host, _port: ["93.184.216.34", "10.0.0.1"])
    assert not asked


def test_a_name_is_looked_up_once_and_that_address_is_asked(serve):
    port, asked = serve(reply())
    reached, lookups = [], []

    def resolve(host, _port):
        lookups.append(host)
        return ["93.184.216.34"]

    def connect(address, timeout):
        reached.append(address)
        return socket.create_connection(("127.0.0.1", port), timeout)

    assert ask(443, host="tsa.example", allow_private=False, resolve=resolve, connect=connect) == b"yes"
    assert (lookups, reached) == (["tsa.example"], [("93.184.216.34", 443)])
    assert b"Host: tsa.example:443" in asked[0]


@pytest.mark.parametrize(
    ("answer", "say"),
    [
        (reply(status="500 No"), "answered 500"),
        (reply(status="302 Found", head="Location: http://127.0.0.1/"), "answered 302"),
        (reply(head="Content-Type: text/html"), "answered “text/html” where"),
        (reply(b"x" * 1001), "more than 1,000 bytes"),
        (b"nonsense", "cannot ask 127.0.0.1"),
        (b"", "cannot ask 127.0.0.1"),
    ],
)
def test_any_other_answer_is_refused(serve, answer, say):
    port, _ = serve(answer)
    with pytest.raises(NetworkError, match=say) as caught:
        ask(port)
    assert caught.value.hint


def test_an_answer_that_drips_is_given_up(serve):
    port, _ = serve(b"HTTP/1.1 200 OK\r\n", *[b"X-A: b\r\n"] * 40, pause=0.1)
    begun = time.monotonic()
    with pytest.raises(NetworkError, match=r"took longer than 1\.5 s"):
        ask(port)
    assert time.monotonic() - begun < 3


def test_nobody_there(serve):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(NetworkError, match=r"cannot ask 127\.0\.0\.1"):
        ask(port)
    with pytest.raises(NetworkError, match="no address is known"):
        ask(port, host="tsa.example", resolve=lambda _host, _port: [])


@pytest.mark.parametrize("url", ["mailto:a@example.org", "ftp://example.org", "javascript:1", "tsa"])
def test_what_is_no_web_address_is_refused(url):
    with pytest.raises(BadInputError):
        post(url, b"", send="a/b", accept="a/b")
