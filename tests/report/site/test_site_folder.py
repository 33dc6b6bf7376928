import json

import pytest

from factcheck.errors import DiskError, RefusedError
from factcheck.report.site import write
from factcheck.report.site.manifest import JOURNAL, MANIFEST, Manifest, read_manifest
from factcheck.report.site.write import SiteFolder

MADE = Manifest("factcheck-desk 1", "editor", "en", "settings", "cursor")


def write_site(folder, files, *, force=False):
    site = SiteFolder(folder, force=force)
    try:
        for path, text in files.items():
            site.put(path, [text])
        site.finish(MADE)
    finally:
        site.close()
    return site.written, site.kept, site.removed


def tree(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_only_what_changed_is_written_and_what_is_gone_is_removed(tmp_path):
    folder = tmp_path / "site"
    assert write_site(folder, {"index.html": "a", "claims/1/index.html": "b", "claims/2/index.html": "c"}) == (3, 0, 0)
    before = {path: (folder / path).stat().st_mtime_ns for path in tree(folder)}
    assert write_site(folder, {"index.html": "a", "claims/1/index.html": "B"}) == (1, 1, 1)
    assert tree(folder) == {"index.html", "claims/1/index.html", MANIFEST}
    assert not (folder / "claims" / "2").exists()
    assert (folder / "index.html").stat().st_mtime_ns == before["index.html"]


def test_a_run_that_changes_nothing_touches_nothing(tmp_path):
    write_site(tmp_path / "site", {"index.html": "a"})
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}
    assert write_site(tmp_path / "site", {"index.html": "a"}) == (0, 1, 0)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*") if path.is_file()} == {
        path: at for path, at in before.items() if path.is_file()
    }


def test_a_folder_with_other_things_in_it_is_refused_and_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(RefusedError, match="none of them says that factcheck wrote a site") as caught:
        SiteFolder(tmp_path)
    assert "--force" in caught.value.hint
    assert tree(tmp_path) == {"notes.txt"}
    write_site(tmp_path, {"index.html": "a"}, force=True)
    write_site(tmp_path, {})
    assert tree(tmp_path) == {"notes.txt", MANIFEST}


def test_an_empty_folder_and_a_new_one_are_taken(tmp_path):
    (tmp_path / "empty").mkdir()
    assert write_site(tmp_path / "empty", {"index.html": "a"}) == (1, 0, 0)
    assert write_site(tmp_path / "new", {"index.html": "a"}) == (1, 0, 0)


def test_a_strangers_file_inside_the_site_is_not_replaced(tmp_path):
    write_site(tmp_path / "site", {"index.html": "a"})
    stranger = tmp_path / "site" / "claims" / "1" / "index.html"
    stranger.parent.mkdir(parents=True)
    stranger.write_text("mine")
    with pytest.raises(RefusedError, match="was not written by factcheck"):
        write_site(tmp_path / "site", {"index.html": "a", "claims/1/index.html": "b"})
    assert stranger.read_text() == "mine"
    write_site(tmp_path / "site", {"index.html": "a", "claims/1/index.html": "b"}, force=True)
    assert stranger.read_text() == "b"


def test_a_strangers_file_keeps_the_folder_it_is_in(tmp_path):
    write_site(tmp_path / "site", {"claims/1/index.html": "b"})
    (tmp_path / "site" / "claims" / "1" / "picture.png").write_text("mine")
    write_site(tmp_path / "site", {})
    assert tree(tmp_path / "site") == {"claims/1/picture.png", MANIFEST}


def test_a_file_where_the_folder_should_be_is_a_disk_error(tmp_path):
    (tmp_path / "report.html").write_text("x")
    with pytest.raises(DiskError, match="is a file, not a folder"):
        SiteFolder(tmp_path / "report.html")
    with pytest.raises(DiskError, match="No such file"):
        write_site(tmp_path / "missing" / "site", {"index.html": "a"})


@pytest.mark.parametrize("first", [True, False], ids=["first run", "later run"])
def test_a_run_that_was_killed_is_repaired_by_the_next(tmp_path, monkeypatch, first):
    folder = tmp_path / "site"
    if not first:
        write_site(folder, {"index.html": "a", "old.html": "o"})

    def killed(pieces, path, *, durable):
        if path.name == "gone.html":
            path.with_name(f".{path.name}.0a1b2c.part").write_text("half")
            raise KeyboardInterrupt
        _written(path, pieces).replace(path)

    with monkeypatch.context() as patched:
        patched.setattr(write, "write_whole_bytes", killed)
        with pytest.raises(KeyboardInterrupt):
            write_site(folder, {"index.html": "b", "new.html": "n", "gone.html": "g", "late.html": "l"})
    assert (folder / JOURNAL).is_file()
    assert SiteFolder(folder).interrupted
    write_site(folder, {"index.html": "b", "late.html": "l"})
    assert tree(folder) == {"index.html", "late.html", MANIFEST}


def _written(path, pieces):
    part = path.with_suffix(".tmp")
    part.write_bytes(b"".join(pieces))
    return part


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "{",
        "[]",
        '{"schema": "factcheck/site/2", "files": {}}',
        '{"schema": "factcheck/site/1"}',
        json.dumps({**json.loads(MADE.text()), "files": {"index.html": 3}}),
    ],
)
def test_a_damaged_manifest_is_told_and_forced(tmp_path, damaged):
    folder = tmp_path / "site"
    write_site(folder, {"index.html": "a"})
    (folder / MANIFEST).write_text(damaged)
    with pytest.raises(RefusedError, match=r"the manifest of the site in .* cannot be read") as caught:
        SiteFolder(folder)
    assert "--force" in caught.value.hint
    assert write_site(folder, {"index.html": "b"}, force=True) == (1, 0, 0)


@pytest.mark.parametrize("path", ["../outside.html", "/etc/passwd", "a/../../b", "a//b", ".hidden", "a\\b", "C:b", ""])
def test_a_manifest_cannot_name_a_file_outside_the_folder(tmp_path, path):
    text = json.dumps({**json.loads(MADE.text()), "files": {path: {"sha256": "0", "size": 1}}})
    with pytest.raises(RefusedError, match="it lists the file"):
        read_manifest(text, "site")


def test_a_manifest_comes_back_as_it_was(tmp_path):
    write_site(tmp_path / "site", {"index.html": "a", "claims/by/tag/cafe~12345678/2.html": "b"})
    text = (tmp_path / "site" / MANIFEST).read_text()
    assert read_manifest(text, "site").text() == text


def test_a_page_somebody_edited_is_no_longer_read_as_ours(tmp_path):
    write_site(tmp_path / "site", {"claims.json": "rows"})
    assert SiteFolder(tmp_path / "site").read("claims.json") == "rows"
    (tmp_path / "site" / "claims.json").write_text("raws")
    site = SiteFolder(tmp_path / "site")
    assert site.read("claims.json") is None
    assert site.read("nothing.json") is None
