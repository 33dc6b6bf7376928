"""``evidence check``: what the desk itself sees missing, and with --online what became of the pages."""

import pytest
from desks import add_evidence, refused, unchanged
from support.site import serve_site

from factcheck.cli import evidence_check


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setattr(evidence_check, "PAUSE", 0.0)
    with serve_site() as made:
        yield made


def _check(desk, *arguments):
    """The data, and the exit code; the desk stays as it was."""
    import json

    with unchanged(desk):
        result = desk.run("evidence", "check", *arguments, "--json")
    assert result.exit_code in (0, 1), result.stderr
    return json.loads(result.stdout)["data"], result.exit_code


def _points(desk, *arguments):
    return {(point["ref"], point["point"]) for point in _check(desk, *arguments)[0]["points"]}


def _online(desk, *arguments):
    data, code = _check(desk, *arguments, "--online", "--allow-private")
    return {page["document"]: page for page in data["pages"]}, code


def _capture(desk, url, claim="1"):
    desk.ok("evidence", "add", claim, url, "--for", f"{url} shows it", "--capture", "--allow-private")


def test_what_is_whole_leaves_no_point(claims):
    assert _check(claims) == ({"online": False, "items": 0, "points": [], "pages": []}, 0)
    (claims.folder / "letter.txt").write_text("it rose")
    claims.ok("evidence", "add", "1", "letter.txt", "--for", "it says so", "--capture")
    claims.ok("evidence", "add", "1", "--called", "Ada", "--for", "she says so")
    assert _check(claims) == ({"online": False, "items": 2, "points": [], "pages": []}, 0)
    assert claims.ok("evidence", "check") == "2 items checked: 0 points\n"


def test_what_is_missing_or_impossible_is_named(claims):
    add_evidence(claims)
    claims.ok("evidence", "add", "2", "http://example.org/a", "--for", "x", "--not-read")
    claims.ok("evidence", "add", "3", "--called", "Ada", "--for", "x", "--accessed", "2031-01-01")
    claims.ok("evidence", "add", "3", "--called", "Ben", "--for", "y", "--date", "2025-06", "--accessed", "2025-05-31")
    claims.ok("evidence", "add", "3", "--called", "Cleo", "--for", "z", "--date", "2025-06", "--accessed", "2025")
    assert _points(claims) == {
        ("1.1", "not-captured"), ("2.1", "not-captured"), ("2.1", "http-only"), ("2.1", "unread"),
        ("3.1", "impossible-date"), ("3.2", "impossible-date"),
    }  # fmt: skip
    result = claims.run("evidence", "check", "3")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (1, "3 items checked: 2 points")
    assert "before it was published on 2025-06" in result.stdout
    claims.ok("evidence", "drop", "3.1")
    assert _points(claims, "3,1") == {("1.1", "not-captured"), ("3.2", "impossible-date")}
    assert len(_points(claims, "a1")) == 5
    assert "no article 7" in refused(claims, 4, "evidence", "check", "a7")
    assert "no claim 99" in refused(claims, 4, "evidence", "check", "99")


def test_an_item_on_an_older_or_blank_copy_is_named(claims, site):
    url = site.say("/a", "It rose by 18 %.")
    _capture(claims, url)
    (claims.folder / "new.txt").write_text("It rose by 26 %, they say.")
    claims.ok("document", "capture", "d1", "--file", "new.txt")
    assert _points(claims) == {("1.1", "older-copy"), ("1.1", "http-only")}
    claims.ok("redact", "-", "--because", "x", stdin="26 %, they say\n")
    assert ("1.1", "redacted") in _points(claims)


def test_pages_are_told_apart(claims, site):
    names = ("same", "markup", "changed", "gone", "blocked", "broken", "moved", "bytes")
    urls = {name: site.say(f"/{name}", f"The river rose by 18 % at {name}.") for name in names}
    site.pages["/bytes"] = ("image/png", b"\x89PNG\r\n\x1a\n1")
    for url in urls.values():
        _capture(claims, url)
    claims.ok("evidence", "add", "2", f"{site.address}/nocopy", "--for", "x")
    site.say("/nocopy", "hello")
    kind, html = site.pages["/markup"]
    site.pages["/markup"] = (kind, html.replace(b"<p>", b"<p class='new'>  "))
    site.say("/changed", "The river rose by 26 % at changed.")
    site.pages |= {"/gone": 410, "/blocked": 403, "/broken": 500}
    site.pages |= {"/elsewhere": site.pages["/moved"], "/moved": "/elsewhere"}
    site.pages["/bytes"] = ("image/png", b"\x89PNG\r\n\x1a\n2")
    pages, code = _online(claims)
    assert code == 1
    assert [pages[f"d{number}"]["state"] for number in range(1, 10)] == [
        "same", "same", "changed", "gone", "blocked", "unreachable", "moved", "changed", "not-compared",
    ]  # fmt: skip
    assert pages["d1"]["alike"] == pages["d2"]["alike"] == 100
    assert "the same words, other markup" in pages["d2"]["says"]
    assert 80 <= pages["d3"]["alike"] < 100
    assert "“The river rose by 18 % at changed.” is now “The river rose by 26 % at changed.”" in pages["d3"]["says"]
    assert f"to {site.address}/elsewhere; the bytes are the same" in pages["d7"]["says"]
    assert pages["d8"]["alike"] is None
    assert pages["d3"]["items"] == ["1.3"]
    assert [copy["ref"] for copy in claims.json("document", "show", "d3")["data"]["captures"]] == ["d3.1"]


def test_a_page_cited_twice_is_asked_once_and_without_online_never(claims, site):
    url = site.say("/a", "x y z")
    _capture(claims, url)
    claims.ok("evidence", "add", "2", url, "--for", "also")
    site.asked.clear()
    _check(claims)
    assert site.asked == []
    pages, _ = _online(claims)
    assert (site.asked, pages["d1"]["items"]) == (["/a"], ["1.1", "2.1"])
    assert site.agents == {"factcheck/0.1.0"}


def test_a_server_that_has_enough_is_asked_no_more(claims, site):
    for name in "abc":
        _capture(claims, site.say(f"/{name}", name))
    site.pages |= {"/a": 429, "/b": 429}
    site.asked.clear()
    pages, _ = _online(claims)
    assert site.asked == ["/a"]
    assert {page["state"] for page in pages.values()} == {"blocked"}
    assert "wants no more questions" in pages["d2"]["says"]


def test_a_redirect_that_was_there_before_is_no_move(claims, site):
    site.say("/end", "the same end")
    site.pages["/start"] = "/end"
    _capture(claims, f"{site.address}/start")
    assert _online(claims)[0]["d1"]["state"] == "same"


def test_an_address_inside_is_not_asked_and_a_private_page_unreachable(claims, site):
    _capture(claims, site.say("/a", "x"))
    site.asked.clear()
    data, code = _check(claims, "--online")
    assert (data["pages"][0]["state"], code, site.asked) == ("unreachable", 1, [])
    assert "is not a public address" in data["pages"][0]["says"]
    assert "add --online" in refused(claims, 2, "evidence", "check", "--allow-private")


def test_one_server_is_given_time_between_questions(monkeypatch):
    slept, now = [], [0.0]
    monkeypatch.setattr(evidence_check.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(evidence_check.time, "sleep", slept.append)
    pause = evidence_check._politely()
    for host in ("a.example", "b.example", "a.example"):
        pause(host)
        now[0] += 0.25
    assert slept == [0.5]
