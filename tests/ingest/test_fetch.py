import contextlib
import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import BadInputError, NetworkError
from factcheck.ingest.fetch import AnswerError, Limits, fetch, is_public

PUBLIC, OTHER = "93.184.216.34", "2606:2800:220:1::1"
SMALL = Limits(size=100_000, seconds=1.5, redirects=5)


class Server:
    """A server on loopback whose answer to each request is whatever bytes a function sends."""

    def __init__(self, answer, context=None):
        self.answer, self.context = answer, context
        self.requests = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.ends = threading.Event()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.socket.accept()
                threading.Thread(target=self.handle, args=(connection,), daemon=True).start()

    def handle(self, connection):
        with contextlib.suppress(OSError):
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            with connection:
                request = b""
                while b"\r\n\r\n" not in request and (piece := connection.recv(65_536)):
                    request += piece
                self.requests.append(request.decode("latin-1"))
                for piece in self.answer(self.requests[-1].split(" ")[1], self):
                    connection.sendall(piece)

    def close(self):
        self.ends.set()
        self.socket.close()


@pytest.fixture
def serve():
    made = []

    def start(answer, context=None):
        made.append(Server(answer if callable(answer) else lambda _path, _server: [answer], context))
        return made[-1]

    yield start
    for server in made:
        server.close()


def page(body=b"<p>Hello</p>", head="Content-Type: text/html; charset=UTF-8", status="200 OK"):
    return f"HTTP/1.1 {status}\r\n{head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def local(server, path="/", **options):
    """Fetch from the server as a page inside one's own network."""
    return fetch(f"http://127.0.0.1:{server.port}{path}", allow_private=True, **{"limits": SMALL, **options})


def public(server, url="http://news.example/story", names=None, **options):
    """Fetch as from the internet: names resolve to public addresses, and connections to those end at the server."""
    known = names or {"news.example": [PUBLIC]}
    asked, reached = [], []

    def resolve(host, port):
        asked.append(host)
        answer = known[host]
        return answer() if callable(answer) else answer

    def connect(address, timeout):
        reached.append(address[0])
        return socket.create_connection(("127.0.0.1", server.port), timeout)

    try:
        return fetch(url, resolve=resolve, connect=connect, limits=options.pop("limits", SMALL), **options), reached
    finally:
        public.asked, public.reached = asked, reached


def refuses(say, call, *arguments, **options):
    begun = time.monotonic()
    with pytest.raises(NetworkError, match=say) as caught:
        call(*arguments, **options)
    assert time.monotonic() - begun < 4
    assert caught.value.exit_code == 7
    assert "\n" not in str(caught.value)
    assert caught.value.hint


def test_a_page_comes_with_its_type_charset_and_final_address(serve):
    server = serve(page("Grüße".encode("latin-1"), "Content-Type: Text/HTML; charset=ISO-8859-1"))
    got = local(server, "/a?b=ü#part")
    assert got.data == "Grüße".encode("latin-1")
    assert (got.media_type, got.charset) == ("text/html", "iso-8859-1")
    assert got.url == f"http://127.0.0.1:{server.port}/a?b=ü"
    assert server.requests[0].startswith("GET /a?b=%C3%BC HTTP/1.1\r\n")
    assert f"Host: 127.0.0.1:{server.port}\r\n" in server.requests[0]


def test_what_no_header_says_stays_empty(serve):
    got = local(serve(b"HTTP/1.0 200 OK\r\n\r\nHello"))
    assert (got.data, got.media_type, got.charset) == (b"Hello", "", "")


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("gzip", gzip.compress(b"x" * 5000)),
        ("gzip", gzip.compress(b"x" * 2000) + gzip.compress(b"x" * 3000) + b"\0\0"),
        ("deflate", zlib.compress(b"x" * 5000)),
        ("deflate", zlib.compress(b"x" * 5000)[2:-4]),
    ],
    ids=["gzip", "gzip members", "zlib", "bare deflate"],
)
def test_packed_pages_are_unpacked(serve, name, packed):
    assert local(serve(page(packed, f"Content-Encoding: {name}"))).data == b"x" * 5000


def test_chunked_pages_are_put_together(serve):
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert local(serve(head + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")).data == b"abcde"
    refuses("ended early", local, serve(head + b"3\r\nabc\r\n9\r\nde"))


def drip(head, piece, pause):
    def answer(_path, server):
        yield head
        while not server.ends.wait(pause):
            yield piece

    return answer


@pytest.mark.parametrize(
    ("answer", "say"),
    [
        (drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65_536, 0), "larger than 100,000 bytes"),
        (drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"8000\r\n" + b"x" * 0x8000 + b"\r\n", 0), "larger"),
        (drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x", 0.1), "longer than 1.5 s"),
        (drip(b"", b"H", 0.1), "longer than 1.5 s"),
        (drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", 0.1), "longer than 1.5 s"),
        (drip(b"HTTP/1.1 200 OK\r\n", b"X: " + b"y" * 70_000, 0), "cannot fetch"),
        (drip(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", 0.05), "longer than 1.5 s"),
        (lambda *_: [], "cannot fetch from 127.0.0.1"),
        (b"SSH-2.0-OpenSSH_9.9\r\n", "cannot fetch from 127.0.0.1"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort", "ended early"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx", "larger"),
        (page(status="404 Not\x1b[31m Found"), "answered 404 Not Found for"),
        (page(status="299 Odd"), "answered 299 for"),
        (page(gzip.compress(b"\0" * 50_000_000), "Content-Encoding: gzip"), "larger than 100,000 bytes"),
        (page(gzip.compress(b"x" * 5000)[:-12], "Content-Encoding: gzip"), "ended early"),
        (page(b"nothing packed", "Content-Encoding: gzip"), "does not unpack"),
        (page(b"x", "Content-Encoding: br"), "packed as “br”"),
        (page(gzip.compress(b"x"), "Content-Encoding: gzip, gzip"), "packed as “gzip, gzip”"),
    ],
    ids=[
        "endless body", "endless chunks", "slow drip", "slow first line", "slow headers", "endless header",
        "endless continue", "closed", "another protocol", "length too long", "length beyond the limit", "not found",
        "unknown status", "bomb", "cut off", "not packed", "not asked for", "packed twice",
    ],
)  # fmt: skip
def test_a_hostile_server_is_left_with_a_sentence(serve, answer, say):
    refuses(say, local, serve(answer))


def test_a_server_that_says_too_little_is_read_as_far_as_it_says(serve):
    assert local(serve(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef")).data == b"abc"


def test_nobody_listens():
    with socket.socket() as taken:  # bound and never listening: nobody else can take the port meanwhile
        taken.bind(("127.0.0.1", 0))
        refuses("cannot fetch from 127.0.0.1: Connection refused", local, SimpleNamespace(port=taken.getsockname()[1]))


def test_a_page_of_just_the_limit_is_taken(serve):
    whole = b"x" * SMALL.size
    assert local(serve(page(whole))).data == whole
    assert local(serve(page(gzip.compress(whole), "Content-Encoding: gzip"))).data == whole
    refuses("larger", local, serve(page(gzip.compress(whole + b"x"), "Content-Encoding: gzip")))


def test_redirects_are_followed_and_the_last_address_kept(serve):
    def answer(path, _server):
        step = int(path[1:] or 0)
        return [page() if step == 5 else f"HTTP/1.1 302 Found\r\nLocation: /{step + 1}#x\r\n\r\n".encode()]

    server = serve(answer)
    assert local(server, "/").url == f"http://127.0.0.1:{server.port}/5"
    refuses("redirects more than 4 times", local, server, "/", limits=Limits(redirects=4))


def test_the_exchange_is_told_hop_by_hop_in_lines_any_database_keeps(serve):
    def answer(path, _server):
        if path == "/":
            return [b"HTTP/1.1 302 Found\r\nLocation: /end\r\nSet-Cookie: id=1\r\n\r\n"]
        long, odd = b"X-Long: " + b"y" * 3_000, b"X-Odd: a\x1b[31mb\xe9"
        many = b"".join(b"X-%d: y\r\n" % number for number in range(90))
        return [b"HTTP/1.1 200 \x1b[2J\r\n" + long + b"\r\n" + odd + b"\r\n" + many + b"\r\nbody"]

    server = serve(answer)
    here = f"GET http://127.0.0.1:{server.port}"
    head = local(server, "/").head
    assert head[:4] == (f"{here}/", "HTTP/1.1 302 Found", "Location: /end", f"{here}/end")
    assert head[5] == "X-Odd: a\\x1b[31mbé"
    assert len(head) < 70
    assert all(line.isprintable() and len(line) < 2_100 for line in head)
    assert not any("ookie" in line for line in head)


@pytest.mark.parametrize("status", [403, 404, 410, 429, 503])
def test_an_answer_that_is_no_page_carries_its_status(serve, status):
    with pytest.raises(AnswerError, match=f"answered {status}") as caught:
        local(serve(page(status=f"{status} No")))
    assert (caught.value.status, caught.value.exit_code) == (status, 7)


@pytest.mark.parametrize(
    ("location", "say"),
    [
        ("/again", "redirects more than 5 times"),
        ("file:///etc/passwd", "the scheme “file”"),
        ("javascript:alert(1)", "the scheme “javascript”"),
        ("mailto:a@example.org", "no web page"),
        ("http://user:pw@news.example/", "user name"),
        ("https://", "redirects to what cannot be followed"),
        ("http://[::1", "redirects to what cannot be followed"),
        ("", "redirects to nowhere"),
    ],
)
def test_redirects_that_lead_nowhere_good_are_refused(serve, location, say):
    server = serve(f"HTTP/1.1 301 Moved\r\nLocation: {location}\r\n\r\n".encode())
    refuses(say, local, server)
    assert len(server.requests) == (6 if location == "/again" else 1)


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fd00::1", "::ffff:192.168.1.1"])
def test_a_redirect_into_the_private_network_is_refused(serve, inside):
    host = f"[{inside}]" if ":" in inside else inside
    server = serve(f"HTTP/1.1 302 Found\r\nLocation: http://{host}/admin\r\n\r\n".encode())
    names = {"news.example": [PUBLIC], inside: [inside]}
    refuses("not a public address", public, server, names=names)
    assert public.reached == [PUBLIC]


def test_one_private_address_among_public_ones_is_enough(serve):
    server = serve(page())
    refuses("news.example is at 10.0.0.1, which is not", public, server, names={"news.example": [PUBLIC, "10.0.0.1"]})
    assert server.requests == []


def test_a_name_that_changes_its_mind_is_asked_once(serve):
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    got, reached = public(serve(page()), names={"news.example": lambda: next(answers)})
    assert got.data == b"<p>Hello</p>"
    assert public.asked == ["news.example"]
    assert reached == [PUBLIC]


def test_the_next_address_is_tried_where_one_does_not_answer(serve):
    server = serve(page())

    def connect(address, timeout):
        if address[0] == OTHER:
            raise ConnectionRefusedError(111, "Connection refused")
        return socket.create_connection(("127.0.0.1", server.port), timeout)

    got = fetch("http://news.example/", resolve=lambda *_: [OTHER, PUBLIC], connect=connect)
    assert got.url == "http://news.example/"


def test_a_slow_resolver_is_not_waited_for():
    ends = threading.Event()
    refuses(
        "longer than 0.3 s", fetch, "http://news.example/", resolve=lambda *_: ends.wait(5), limits=Limits(seconds=0.3)
    )
    ends.set()


def test_an_unknown_name_is_named():
    def resolve(*_):
        raise socket.gaierror(-2, "Name or service not known")

    refuses("no address is known for news.example", fetch, "http://news.example/", resolve=resolve)
    refuses("no address is known", fetch, "http://news.example/", resolve=lambda *_: [])


@pytest.mark.parametrize(
    "url", ["ftp://h/x", "mailto:a@example.org", "javascript:x", "//h/x", "http://u@h/", "https://"]
)
def test_what_is_no_address_of_a_page_is_refused_before_anything_is_asked(url):
    with pytest.raises(BadInputError):
        fetch(url, resolve=lambda *_: pytest.fail("asked"), connect=lambda *_: pytest.fail("connected"))


@pytest.mark.parametrize(
    ("address", "public_one"),
    [
        (PUBLIC, True), (OTHER, True), ("64:ff9b::5db8:d822", True), ("2002:5db8:d822::1", True), ("::ffff:93.184.216.34", True),
        ("127.0.0.1", False), ("127.8.8.8", False), ("0.0.0.0", False), ("10.1.1.1", False), ("172.31.0.1", False),
        ("192.168.0.1", False), ("169.254.169.254", False), ("100.64.0.1", False), ("224.0.0.1", False),
        ("240.0.0.1", False), ("255.255.255.255", False), ("198.18.0.1", False), ("192.0.2.1", False),
        ("::", False), ("::1", False), ("fe80::1", False), ("fe80::1%eth0", False), ("fc00::1", False), ("fec0::1", False),
        ("ff02::1", False), ("2001:db8::1", False), ("::ffff:127.0.0.1", False), ("::127.0.0.1", False),
        ("2002:7f00:1::", False), ("2002:c0a8:1::1", False), ("64:ff9b::7f00:1", False), ("64:ff9b::a9fe:a9fe", False),
        ("2001:0:5db8:d822::1", False), ("not an address", False),
    ],
)  # fmt: skip
def test_public_addresses_are_told_from_the_rest(address, public_one):
    assert is_public(address) is public_one


@given(st.ip_addresses(v=4))
@settings(max_examples=150, deadline=None)
def test_wrapping_an_address_in_another_does_not_make_it_public(address):
    number = int(address)
    wrapped = (
        f"::ffff:{address}",
        f"64:ff9b::{number >> 16:x}:{number & 0xFFFF:x}",
        f"2002:{number >> 16:x}:{number & 0xFFFF:x}::1",
    )
    assert {is_public(each) for each in wrapped} == {is_public(str(address))}


@pytest.fixture
def certificate(tmp_path):
    """A certificate of its own making for news.example, with its key."""
    if not shutil.which("openssl"):
        pytest.skip("no openssl to make a certificate with")
    path, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example", "-keyout", key, "-out", path],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, key)
    return path, context


def test_https_holds_the_certificate_against_the_name_not_the_address(serve, certificate, monkeypatch):
    path, context = certificate
    names = []
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    server = serve(page(), context)
    refuses("certificate of news.example does not hold", public, server, "https://news.example/story")
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    assert public(server, "https://news.example/story")[0].data == b"<p>Hello</p>"
    other = {"other.example": [PUBLIC]}
    refuses("certificate of other.example does not hold", public, server, "https://other.example/", names=other)
    assert names == ["news.example", "news.example", "other.example"]
    assert len(server.requests) == 1


def test_a_server_that_never_shakes_hands_is_not_waited_for(serve):
    refuses("longer than 1.5 s", public, serve(drip(b"", b"", 0.1)), "https://news.example/")
