"""A bundle holds what its reader may see, the same bytes each time, and is checked without a desk."""

import json
import stat
import zipfile

import pytest
from desks import add_evidence, refused, unchanged
from sqlalchemy import select

from factcheck.core.canonical import sha256
from factcheck.db.session import writing
from factcheck.models import Capture, CaptureBody, Document
from factcheck.services.work import Hands, start_work

PAGE = b"<html>the gauge, as seen</html>"


def capture(desk, number=1, body=PAGE, **changes):
    """Keep bytes as a capture of document ``number``."""
    with writing(desk.place) as session:
        work, _ = start_work(session, "document capture", "ANA", Hands())
        document = session.scalars(select(Document).where(Document.number == number)).one()
        for name, value in changes.items():
            setattr(document, name, value)
        made = Capture(
            uid=work.new_uid(), document_id=document.id, sha256=sha256(body), size=len(body), media_type="text/html",
            headers=(), tool="a test", captured_at=work.at, text_sha256=sha256("as seen"),
        )  # fmt: skip
        session.add(made)
        session.flush()
        session.add(CaptureBody(capture_id=made.id, body=body, text="as seen"))
        work.touch(document)
        work.seal()


def inside(desk, name="b.zip"):
    with zipfile.ZipFile(desk.folder / name) as file:
        return {each: file.read(each) for each in file.namelist()}


def test_a_bundle_holds_report_data_and_where_the_history_stands(claims):
    add_evidence(claims)
    with unchanged(claims):
        printed = claims.json("bundle", "-o", "b.zip")["data"]
    files = inside(claims)
    assert list(files) == ["readme.txt", "report.html", "claims.json", "manifest.json"]
    assert b"The river rose 18 % in May." in files["report.html"]
    assert json.loads(files["claims.json"])["schema"] == "factcheck/claim-set/1"
    manifest = json.loads(files["manifest.json"])
    proof = claims.proof()
    assert (manifest["head"]["seq"], manifest["head"]["hash"]) == (proof.events, proof.head)
    assert manifest["articles"] == printed["articles"] == ["a1"]
    assert printed["manifest"] == sha256(files["manifest.json"])
    assert printed["bytes"] == (claims.folder / "b.zip").stat().st_size


def test_the_same_desk_gives_the_same_bytes(claims):
    claims.ok("bundle", "-o", "a.zip")
    claims.ok("bundle", "1", "a1", "-o", "b.zip")
    assert (claims.folder / "a.zip").read_bytes() == (claims.folder / "b.zip").read_bytes()
    claims.ok("note", "1", "x")
    claims.ok("bundle", "-o", "b.zip")
    assert (claims.folder / "a.zip").read_bytes() != (claims.folder / "b.zip").read_bytes()


def test_anybody_checks_it_without_a_desk(claims, tmp_path, monkeypatch):
    claims.ok("bundle", "-o", "b.zip")
    (tmp_path / "elsewhere").mkdir()
    (claims.folder / "b.zip").rename(tmp_path / "elsewhere" / "b.zip")
    monkeypatch.chdir(tmp_path / "elsewhere")
    lines = claims.ok("verify", "b.zip", "--db", "none.db", person=None).splitlines()
    assert lines[0] == "b.zip  3 files, as they were sealed; nothing is missing or added"
    assert lines[-2] == "not shown by this: that what it says is true, who made it, or when"
    found = claims.json("verify", "b.zip")["data"]
    assert lines[2] == f"manifest {found['manifest']}"
    assert found["timestamp"] is None
    assert found["manifest"] in claims.ok("verify", "b.zip", "--manifest", found["manifest"].upper())
    error = refused(claims, 8, "verify", "b.zip", "--manifest", "0" * 64)
    assert "another bundle" in error


def test_an_altered_bundle_fails_with_8(claims):
    claims.ok("bundle", "-o", "b.zip")
    path = claims.folder / "b.zip"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"The river rose 18 % in May.", b"The river rose 81 % in May."))
    error = refused(claims, 8, "verify", "b.zip")
    assert "report.html was altered" in error
    assert "claims.json was altered" in error
    path.write_bytes(whole[:-1])
    assert "cut short" in refused(claims, 8, "verify", "b.zip")


@pytest.mark.one_engine("sqlite")
def test_a_desk_is_no_bundle(claims):
    assert f"db verify --db {claims.place}" in refused(claims, 3, "verify", claims.place)


def test_what_is_internal_stays_out_unless_asked_for(claims):
    claims.ok(
        "evidence", "add", "1", "--for", "the gauge shows it", "--called", "Ann Contact", "--title", "A call",
        "--origin", "Water Office", "--new-source",
    )  # fmt: skip
    claims.ok("note", "1", "an internal word")
    claims.ok("claim", "edit", "2", "--by", "Quentin Quiet", "--new-source", "--level", "off-record")
    claims.ok("bundle", "-o", "b.zip")
    claims.ok("bundle", "--include-confidential", "-o", "all.zip")
    whole, files = inside(claims, "all.zip"), inside(claims)
    for secret in (b"Ann Contact", b"an internal word", b"Quentin Quiet"):
        assert not [name for name, data in files.items() if secret in data]
        assert [name for name, data in whole.items() if secret in data] == ["report.html", "claims.json"]
    assert json.loads(whole["manifest.json"])["contents"]["confidential"] is True
    assert stat.S_IMODE((claims.folder / "all.zip").stat().st_mode) == 0o600


def test_captured_pages_go_in_only_when_asked_for(claims):
    add_evidence(claims)
    claims.ok("document", "add", "https://example.org/uncited")
    capture(claims)
    capture(claims)
    capture(claims, 2, b"cited by nobody")
    claims.ok("bundle", "-o", "b.zip")
    assert PAGE not in (claims.folder / "b.zip").read_bytes()
    claims.ok("bundle", "--full", "-o", "full.zip")
    files = inside(claims, "full.zip")
    path = f"captures/{sha256(PAGE)}"
    assert [name for name in files if name.startswith("captures/")] == [path]
    assert files[path] == PAGE
    listed = json.loads(files["captures.json"])["captures"]
    assert [(each["path"], each["url"]) for each in listed] == [(path, "https://example.org/gauge")] * 2
    assert claims.json("verify", "full.zip")["data"]["captures"] is True


@pytest.mark.parametrize("secret", ["document", "source"])
def test_a_confidential_capture_needs_to_be_asked_for_by_name(claims, secret, tmp_path, monkeypatch):
    monkeypatch.setenv("FACTCHECK_NAMES", str(tmp_path / "names.json"))
    add_evidence(claims)
    if secret == "source":
        claims.ok("source", "add", "HERON", "--confidential", stdin="Ada Secret\n")
        claims.ok("document", "edit", "d1", "--origin", "HERON")
        capture(claims)
    else:
        capture(claims, confidential=True)
    error = refused(claims, 5, "bundle", "--full", "-o", "b.zip")
    assert "confidential: d1" in error
    assert "--include-confidential" in error
    assert not (claims.folder / "b.zip").exists()
    claims.ok("bundle", "--full", "--include-confidential", "-o", "b.zip")
    assert inside(claims)[f"captures/{sha256(PAGE)}"] == PAGE


def test_a_file_that_is_not_ours_is_not_replaced(claims):
    (claims.folder / "b.zip").write_bytes(b"mine")
    error = refused(claims, 5, "bundle", "-o", "b.zip")
    assert "--force" in error
    assert (claims.folder / "b.zip").read_bytes() == b"mine"
    claims.ok("bundle", "-o", "b.zip", "--force")
    claims.ok("bundle", "-o", "b.zip")
    refused(claims, 9, "bundle", "-o", ".")
    refused(claims, 9, "bundle", "-o", "nowhere/b.zip")


def test_there_must_be_an_article(desk):
    assert "no article" in refused(desk, 4, "bundle")


def test_a_bundle_for_the_public_holds_what_the_public_may_see_and_no_more(claims, monkeypatch):
    monkeypatch.setenv("FACTCHECK_NAMES", str(claims.folder / "names.json"))
    add_evidence(claims)
    claims.ok("query", "1", "--change", "rose 17 %", "--because", "the table")
    claims.ok("bundle", "--for", "public", "-o", "p.zip")
    files = inside(claims, "p.zip")
    assert list(files) == ["readme.txt", "report.html", "claims.json", "manifest.json"]
    assert json.loads(files["claims.json"])["schema"] == "factcheck/site-claims/1"
    assert b"the table" not in b"".join(files.values())
    manifest = json.loads(files["manifest.json"])
    assert manifest["contents"]["audience"] == "public"
    assert manifest["head"]["hash"] == claims.proof().head
    claims.ok("verify", "p.zip")
    refused(claims, 2, "bundle", "--for", "public", "--full")
    refused(claims, 2, "bundle", "--for", "readers")
    claims.ok("source", "add", "HERON", "--confidential", stdin="Petra Lindholm\n")
    claims.ok("claim", "edit", "2", "--wording", "Petra Lindholm says the river fell.")
    refused(claims, 5, "bundle", "--for", "public", "-o", "q.zip")
    assert not (claims.folder / "q.zip").exists()
