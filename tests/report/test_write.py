import os
from pathlib import Path

import pytest
from sample_views import small_report

from factcheck.errors import DiskError, ExitCode, RefusedError
from factcheck.report.write import write_report, write_whole


def names(folder):
    return [path.name for path in folder.iterdir()]


def test_a_report_is_written_whole_and_may_be_written_again(tmp_path):
    path = tmp_path / "report.html"
    write_report(small_report(), path)
    first = path.read_bytes()
    write_report(small_report(), path)
    assert path.read_bytes() == first
    assert first.startswith(b"<!DOCTYPE html>")
    assert first.rstrip().endswith(b"</html>")
    assert names(tmp_path) == ["report.html"]


def test_a_file_that_is_not_ours_is_kept_unless_forced(tmp_path):
    path = tmp_path / "notes.html"
    path.write_bytes(b"<html>mine</html>")
    with pytest.raises(RefusedError, match="not written by factcheck") as caught:
        write_report(small_report(), path)
    assert "--force" in caught.value.hint
    assert path.read_bytes() == b"<html>mine</html>"
    write_report(small_report(), path, force=True)
    assert b"Hollow Bridge" in path.read_bytes()


def test_a_mark_deep_inside_somebody_elses_file_does_not_make_it_ours(tmp_path):
    path = tmp_path / "notes.html"
    path.write_bytes(b" " * 5000 + b'<meta name="generator" content="factcheck-desk 1">')
    with pytest.raises(RefusedError):
        write_report(small_report(), path)


def test_a_folder_or_a_missing_folder_is_a_disk_error(tmp_path):
    with pytest.raises(DiskError, match="is a folder") as caught:
        write_report(small_report(), tmp_path, force=True)
    assert caught.value.exit_code == ExitCode.DISK
    with pytest.raises(DiskError, match="No such file"):
        write_report(small_report(), tmp_path / "missing" / "report.html")
    assert names(tmp_path) == []


def test_a_device_is_not_replaced():
    with pytest.raises(DiskError, match="not an ordinary file"):
        write_report(small_report(), Path("/dev/null"), force=True)


def test_a_failure_half_way_leaves_the_old_file_and_no_remains(tmp_path):
    path = tmp_path / "report.html"
    path.write_text("old")

    def pieces():
        yield "half"
        raise RuntimeError("interrupted")

    with pytest.raises(RuntimeError):
        write_whole(pieces(), path)
    assert path.read_text() == "old"
    assert names(tmp_path) == ["report.html"]


def test_a_long_file_name_can_be_written(tmp_path):
    path = tmp_path / ("n" * 240 + ".html")
    write_report(small_report(), path)
    assert path.exists()


def test_a_new_report_has_the_permissions_of_any_saved_file(tmp_path):
    before = os.umask(0o027)
    try:
        write_report(small_report(), tmp_path / "report.html")
    finally:
        os.umask(before)
    assert (tmp_path / "report.html").stat().st_mode & 0o777 == 0o640
