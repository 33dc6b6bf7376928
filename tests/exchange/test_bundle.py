"""A bundle is refused as soon as anything in it is not as it was sealed, whatever way the zip was made."""

import io
import json
import random
import struct
import zipfile
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.core.canonical import canonical, sha256
from factcheck.errors import BadInputError, DiskError, IntegrityError, RefusedError
from factcheck.exchange import zipping
from factcheck.exchange.bundle import MANIFEST, TIMESTAMP, Seal, write_bundle
from factcheck.exchange.bundle_check import check_bundle, looks_like_bundle
from factcheck.exchange.zipping import write_zip

SEAL = Seal("factcheck 1", "uid", "A desk", 7, "a" * 64, "2026-11-24T09:00:00.000000Z", ("a1",), False, False)
FILES = [("report.html", "<p>Grüße</p>".encode()), ("captures/" + "b" * 64, b"\0\1PK\x03\x04"), ("empty.txt", b"")]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "b.zip"


def sealed(path, files=FILES, **options):
    path.write_bytes(b"".join(write_bundle(SEAL, files, **options)))
    return path


def entries(path):
    with zipfile.ZipFile(path) as file:
        return [(each.filename, file.read(each)) for each in file.infolist()]


def refuses(path, say, kind=IntegrityError):
    with pytest.raises(kind, match=say) as caught:
        check_bundle(path)
    assert caught.value.hint
    return caught.value


def test_what_was_sealed_comes_back(path):
    found = check_bundle(sealed(path))
    assert (found.seal, found.files, found.size) == (SEAL, 3, sum(len(data) for _, data in FILES))
    assert found.digest == sha256(found.manifest)
    assert found.timestamp is None
    assert looks_like_bundle(path)


def test_any_zip_program_can_read_it(path):
    with zipfile.ZipFile(sealed(path, stamp=lambda manifest: b"about " + manifest[:5])) as file:
        assert file.testzip() is None
        assert [each.filename for each in file.infolist()] == [*(name for name, _ in FILES), MANIFEST, TIMESTAMP]
        assert {each.date_time for each in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {each.external_attr >> 16 for each in file.infolist()} == {0o100644}
        manifest = file.read(MANIFEST)
        assert file.read(TIMESTAMP) == b"about " + manifest[:5]
    value = json.loads(manifest)
    assert canonical(value).encode() == manifest
    assert {each["path"]: each["sha256"] for each in value["files"]} == {name: sha256(data) for name, data in FILES}


def test_every_flipped_bit_is_found(path, tmp_path):
    whole = sealed(path, stamp=lambda _: b"a token, which only its authority can judge").read_bytes()
    other, draw = tmp_path / "other.zip", random.Random(1)
    token = range(whole.index(b"a token"), whole.index(b" judge") + 6)
    unnoticed = []
    for at in range(len(whole)):
        bit = draw.randrange(8)
        other.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
        try:
            check_bundle(other)
        except (IntegrityError, BadInputError):
            continue
        unnoticed.append((at, bit))
    assert not unnoticed, [at in token for at, _ in unnoticed]


def test_a_bundle_cut_anywhere_is_refused(path, tmp_path):
    whole = sealed(path).read_bytes()
    other = tmp_path / "other.zip"
    for length in range(len(whole)):
        other.write_bytes(whole[:length])
        with pytest.raises((IntegrityError, BadInputError)) as caught:
            check_bundle(other)
        assert caught.value.exit_code == (3 if length < 2 else 8)


def test_what_is_behind_or_before_or_between_is_found(path):
    whole = sealed(path).read_bytes()
    for spoiled in (
        whole + b"\n",
        b"PK" + whole,
        whole[:-2] + b"\x03\x00abc",  # a comment
    ):
        path.write_bytes(spoiled)
        refuses(path, "not as it was sealed|damaged")


def repacked(path, members, **options):
    with zipfile.ZipFile(path, "w", **options) as file:
        for name, data in members:
            file.writestr(name, data)


def test_an_altered_file_is_named_however_the_zip_is_made_anew(path):
    for index, (name, _) in enumerate(FILES):
        members = entries(sealed(path))
        members[index] = (name, b"another")
        path.write_bytes(b"".join(write_zip(members)))
        assert f"{name} was altered" in str(refuses(path, "not as it was sealed"))
        repacked(path, members)
        assert f"{name} was altered" in str(refuses(path, "not as it was sealed"))


def test_the_same_files_packed_anew_are_not_the_bundle(path):
    members = entries(sealed(path))
    repacked(path, members)
    refuses(path, "the zip around its files")
    path.write_bytes(b"".join(write_zip(members[1:2] + members[:1] + members[2:])))
    refuses(path, "the zip around its files")


def test_a_file_more_or_less_is_found(path):
    members = entries(sealed(path))
    path.write_bytes(b"".join(write_zip([("extra.txt", b""), *members])))
    refuses(path, "extra.txt was added")
    path.write_bytes(b"".join(write_zip(members[1:])))
    refuses(path, "report.html is missing")
    path.write_bytes(b"".join(write_zip([members[0], *members])))
    refuses(path, "report.html is there 2 times")


@pytest.mark.parametrize("name", ["../up", "/etc/passwd", "a/../b", "C:x", "a\\b", ".hidden", "A", "a//b", "a/", "x\n"])
def test_names_that_lead_elsewhere_are_refused(path, name):
    path.write_bytes(b"".join(write_zip([*entries(sealed(path)), (name, b"x")])))
    assert "an entry is called" in str(refuses(path, "not as it was sealed"))
    sealed(path, [(name, b"x")])
    refuses(path, "an entry is called")


def test_bombs_are_refused_before_they_are_unpacked(path):
    repacked(path, [("bomb", b"\0" * 10_000_000), *entries(sealed(path))], compression=zipfile.ZIP_DEFLATED)
    refuses(path, "packed or encrypted")
    whole = bytearray(sealed(path).read_bytes())
    at = whole.index(b"PK\x01\x02")
    struct.pack_into("<2L", whole, at + 20, 0xFFFFFFF0, 0xFFFFFFF0)
    path.write_bytes(whole)
    refuses(path, "larger than it can be")


def test_entries_that_share_their_bytes_are_refused(path):
    """Many names for one place: each small, together beyond any disk."""
    whole = sealed(path, [("a", b"x" * 1000)]).read_bytes()
    start, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    first = whole[start : start + 47]
    more = b"".join(first[:-1] + letter.encode() for letter in "bcdefghij")
    index = whole[start:end] + more
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 11, 11, len(index), start, 0)
    path.write_bytes(whole[:start] + index + tail)
    refuses(path, "larger than it can be|damaged")


@pytest.mark.parametrize(
    ("data", "say"),
    [(b"", "no zip file"), (b"hello", "no zip file"), (b"SQLite format 3\0" + b"\0" * 100, "may be a desk")],
)
def test_what_is_no_bundle_is_bad_input(path, data, say):
    path.write_bytes(data)
    refuses(path, say, BadInputError)
    assert not looks_like_bundle(path)


def test_another_zip_and_another_kind_of_bundle_are_bad_input(path):
    repacked(path, [("word/document.xml", b"<x/>")])
    refuses(path, "an entry|no bundle", (BadInputError, IntegrityError))
    path.write_bytes(b"".join(write_zip([("a", b"")])))
    refuses(path, "it has no manifest.json", BadInputError)
    path.write_bytes(b"".join(write_zip([(MANIFEST, b'{"schema":"factcheck/bundle/2"}')])))
    refuses(path, "no bundle of this kind", BadInputError)
    assert not looks_like_bundle(path)


_numbers = count()


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value | {"extra": 1},
        lambda value: value | {"head": value["head"] | {"seq": "7"}},
        lambda value: value | {"head": value["head"] | {"seq": True}},
        lambda value: value | {"contents": {"captures": 0, "confidential": False}},
        lambda value: value | {"files": [*value["files"], value["files"][0]]},
        lambda value: value | {"files": value["files"][0]},
        lambda value: value | {"files": [value["files"][0] | {"size": -1}]},
        lambda value: {key: value[key] for key in value if key != "head"},
        lambda value: value | {"files": [*value["files"], {"path": MANIFEST, "sha256": "a" * 64, "size": 1}]},
        lambda value: value | {"files": [*value["files"], {"path": "gone", "sha256": "a" * 64, "size": 1}]},
        lambda value: value | {"articles": None},
    ],
    ids=lambda value: None if not callable(value) else str(next(_numbers)),
)
def test_a_manifest_made_by_hand_is_refused(path, change):
    *rest, (_, manifest) = entries(sealed(path))
    changed = canonical(change(json.loads(manifest))).encode()
    path.write_bytes(b"".join(write_zip([*rest, (MANIFEST, changed)])))
    refuses(path, "not as it was sealed")


def test_a_manifest_that_only_looks_the_same_is_refused(path):
    *rest, (_, manifest) = entries(sealed(path))
    for spelled in (manifest + b"\n", manifest.replace(b":", b": ", 1), b"\xff" + manifest, b"[" * 100_000):
        path.write_bytes(b"".join(write_zip([*rest, (MANIFEST, spelled)])))
        refuses(path, "not as it was sealed")


def test_what_cannot_be_read_is_a_matter_of_the_disk(tmp_path):
    refuses(tmp_path / "missing.zip", "cannot read", DiskError)
    refuses(tmp_path, "cannot read", DiskError)


def test_no_more_goes_in_than_the_format_has_room_for(monkeypatch):
    monkeypatch.setattr(zipping, "_MOST", 3)
    with pytest.raises(RefusedError, match="no more than"):
        list(write_zip([(f"f{number}", b"") for number in range(5)]))


PATHS = st.from_regex(r"[a-z0-9]{1,8}(/[a-z0-9]{1,8})?(\.[a-z]{1,4})?", fullmatch=True)


@given(
    files=st.dictionaries(PATHS, st.binary(max_size=200), max_size=6),
    name=st.text(st.characters(codec="utf-8"), max_size=30),
)
@settings(max_examples=60)
def test_whatever_is_sealed_holds_and_is_the_same_again(tmp_path_factory, files, name):
    path = tmp_path_factory.mktemp("sealed") / "b.zip"
    files = {each: data for each, data in files.items() if each not in {MANIFEST, TIMESTAMP}}
    seal = replace(SEAL, name=name)
    written = b"".join(write_bundle(seal, files.items()))
    path.write_bytes(written)
    found = check_bundle(path)
    assert (found.seal, found.files) == (seal, len(files))
    assert b"".join(write_bundle(found.seal, files.items())) == written


@given(data=st.binary(max_size=400))
@settings(max_examples=100)
def test_no_bytes_crash_it(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("bytes") / "b.zip"
    frame = io.BytesIO()
    with zipfile.ZipFile(frame, "w") as file:
        file.writestr(MANIFEST, data)
    for each in (b"PK\x03\x04" + data, frame.getvalue(), frame.getvalue()[:30] + data):
        path.write_bytes(each)
        with pytest.raises((IntegrityError, BadInputError)):
            check_bundle(path)
