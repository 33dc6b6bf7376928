"""A bundle witnessed by a timestamp authority: a local one, made with openssl, that answers over http on loopback."""

import http.server
import json
import shutil
import subprocess
import threading
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from desks import refused

from factcheck.exchange import timestamp
from factcheck.exchange.zipping import write_zip

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl to make an authority with")

CONFIGURATION = """
[req]
distinguished_name = name
prompt = no
[name]
CN = Root
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[authority]
serial = serial
signer_cert = signer.pem
signer_key = signer.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


@dataclass
class Authority:
    """A timestamp authority with a root of its own. ``questions`` is what it was sent."""

    folder: Path
    url: str = ""
    questions: list[bytes] = field(default_factory=list)
    spoil: bytes | None = None

    @property
    def root(self) -> Path:
        return self.folder / "root.pem"

    def openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True, timeout=60)

    def make(self):
        """Make the root and the certificate that signs."""
        (self.folder / "conf").write_text(CONFIGURATION)
        (self.folder / "serial").write_text("01\n")
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-config", "conf")
        self.openssl(
            "req", "-x509", *key, "-keyout", "root.key", "-out", "root.pem", "-days", "2", "-extensions", "root"
        )
        self.openssl("req", *key, "-keyout", "signer.key", "-out", "signer.csr", "-subj", "/CN=Authority")
        made = ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "2", "-out", "signer.pem")
        self.openssl("x509", "-req", "-in", "signer.csr", *made, "-extfile", "conf", "-extensions", "signer")

    def answer(self, question):
        """The reply to a question, as openssl makes it."""
        self.questions.append(question)
        if self.spoil is not None:
            return self.spoil
        (self.folder / "question").write_bytes(question)
        files = ("-queryfile", "question", "-out", "reply")
        self.openssl("ts", "-reply", "-config", "conf", "-section", "authority", *files)
        return (self.folder / "reply").read_bytes()


@pytest.fixture(scope="module")
def at_work(tmp_path_factory):
    made = Authority(tmp_path_factory.mktemp("authority"))
    made.make()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            reply = made.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *arguments):
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        made.url = f"http://127.0.0.1:{server.server_port}/tsa"
        yield made
        server.shutdown()
        thread.join(10)


@pytest.fixture
def authority(at_work):
    """The authority, honest and not asked yet."""
    at_work.spoil = None
    at_work.questions.clear()
    return at_work


@pytest.fixture
def sealed(claims, authority):
    """A bundle with a timestamp, in the desk's folder."""
    assert claims.json("bundle", "--timestamp", authority.url, "--allow-private", "-o", "b.zip")["data"]["timestamp"]
    return claims


def members(desk):
    with zipfile.ZipFile(desk.folder / "b.zip") as file:
        return {each: file.read(each) for each in file.namelist()}


def rewrite(desk, **changed):
    (desk.folder / "b.zip").write_bytes(b"".join(write_zip((members(desk) | changed).items())))


def test_a_timestamp_is_checked_against_the_root_that_is_given(sealed, authority):
    lines = sealed.ok("verify", "b.zip", "--timestamp-cert", authority.root, person=None).splitlines()
    assert any("by an authority you trust: the manifest was there then" in line for line in lines)
    assert "not shown by this: that what it says is true, who made it" in lines
    found = sealed.json("verify", "b.zip", "--timestamp-cert", authority.root)["data"]["timestamp"]
    assert found["trusted"] is True
    assert found["at"].startswith("20")


def test_openssl_agrees(sealed, authority):
    (authority.folder / "manifest.json").write_bytes(members(sealed)["manifest.json"])
    (authority.folder / "kept.tsr").write_bytes(members(sealed)["timestamp.tsr"])
    authority.openssl("ts", "-verify", "-data", "manifest.json", "-in", "kept.tsr", "-CAfile", "root.pem")


def test_the_authority_is_sent_a_hash_and_nothing_else(sealed, authority):
    (question,) = authority.questions
    manifest = members(sealed)["manifest.json"]
    assert bytes.fromhex(sealed.json("verify", "b.zip")["data"]["manifest"]) in question
    assert len(question) < 100
    for secret in (
        b"flood",
        json.loads(manifest)["desk"]["uid"].encode(),
        json.loads(manifest)["head"]["hash"].encode(),
    ):
        assert secret not in question


def test_without_a_certificate_it_says_that_anybody_can_have_made_it(sealed):
    printed = sealed.ok("verify", "b.zip")
    assert "by nobody knows whom: check it with --timestamp-cert" in printed
    assert "who made it, or when" in printed
    assert sealed.json("verify", "b.zip")["data"]["timestamp"]["trusted"] is False


def test_another_root_does_not_do(sealed, tmp_path):
    other = Authority(tmp_path)
    other.make()
    assert "does not go back to" in refused(sealed, 8, "verify", "b.zip", "--timestamp-cert", other.root)
    (tmp_path / "none.pem").write_text("hello")
    assert "no certificates" in refused(sealed, 3, "verify", "b.zip", "--timestamp-cert", tmp_path / "none.pem")
    refused(sealed, 9, "verify", "b.zip", "--timestamp-cert", tmp_path / "missing.pem")


def test_a_timestamp_of_something_else_is_found(sealed, authority):
    old = members(sealed)["timestamp.tsr"]
    sealed.ok("note", "1", "x")
    sealed.ok("bundle", "-o", "b.zip")
    rewrite(sealed, **{"timestamp.tsr": old})
    assert "not for this manifest" in refused(sealed, 8, "verify", "b.zip")
    rewrite(sealed, **{"timestamp.tsr": b"\x30\x03abc"})
    assert "cannot be read" in refused(sealed, 8, "verify", "b.zip", "--timestamp-cert", authority.root)


def test_every_byte_of_a_timestamp_counts_where_the_root_is_given(sealed, authority):
    """What is signed and the signature itself; the frame around them may be spelled otherwise and mean the same."""
    manifest, stamp = members(sealed)["manifest.json"], members(sealed)["timestamp.tsr"]
    root, whole = authority.root.read_bytes(), timestamp.check_stamp(stamp, manifest, authority.root.read_bytes())
    for at in range(0, len(stamp), 7):
        spoiled = stamp[:at] + bytes([stamp[at] ^ 1]) + stamp[at + 1 :]
        try:
            found = timestamp.check_stamp(spoiled, manifest, root)
        except timestamp.IntegrityError:
            continue
        assert found == whole, at


def test_an_authority_that_answers_nonsense_leaves_nothing(claims, authority):
    first = claims.json("bundle", "--timestamp", authority.url, "--allow-private", "-o", "old.zip")["data"]
    assert first["timestamp"]
    with zipfile.ZipFile(claims.folder / "old.zip") as file:
        replayed = file.read("timestamp.tsr")
    rejection = b"0\x050\x03\x02\x01\x02"
    for spoil, say in (
        (b"hello", "did not answer with a timestamp"),
        (rejection, "gave no timestamp"),
        (replayed, "for something else"),
    ):
        authority.spoil = spoil
        error = refused(claims, 7, "bundle", "--timestamp", authority.url, "--allow-private", "-o", "b.zip")
        assert say in error
        assert not (claims.folder / "b.zip").exists()


def test_an_authority_on_this_machine_must_be_meant(claims, authority):
    assert "--allow-private" in refused(claims, 7, "bundle", "--timestamp", authority.url, "-o", "b.zip")
    assert not authority.questions
    refused(claims, 3, "bundle", "--timestamp", "tsa", "-o", "b.zip")
    assert not (claims.folder / "b.zip").exists()


def test_no_timestamp_to_check(claims, authority):
    claims.ok("bundle", "-o", "b.zip")
    assert "no timestamp in it" in refused(claims, 8, "verify", "b.zip", "--timestamp-cert", authority.root)


def test_without_the_extra_a_bundle_still_holds(sealed, authority, monkeypatch):
    monkeypatch.setattr(timestamp, "has_library", lambda: False)
    assert "not looked into" in sealed.ok("verify", "b.zip")
    hint = "factcheck-desk[timestamp]"
    assert hint in refused(sealed, 2, "verify", "b.zip", "--timestamp-cert", authority.root)
    assert hint in refused(sealed, 2, "bundle", "--timestamp", authority.url, "--allow-private", "-o", "c.zip")
