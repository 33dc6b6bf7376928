from datetime import timedelta

from desks import add_evidence, state


def _history(desk, number=1):
    return desk.json("history", number)["data"]


def test_history_says_who_did_what_when_and_why(claims, clock):
    clock.now += timedelta(days=2)
    add_evidence(claims)
    claims.ok("status", "1", "confirmed", "--because", "the gauge shows it", person="BEN")
    claims.ok("claim", "drop", "1", "--because", "said twice")
    entries = _history(claims)
    assert [entry["command"] for entry in entries] == ["claim add", "evidence add", "status", "claim drop"]
    assert [entry["person"] for entry in entries] == ["ANA", "ANA", "BEN", "ANA"]
    assert entries[1]["at"].startswith("2026-11-26T09:00:")
    assert entries[1]["at"].endswith("Z")
    assert entries[3]["why"] == "said twice"
    told = claims.ok("history", "1")
    for part in ("BEN", "status", "confirmed", "said twice", "the gauge shows it"):
        assert part in told


def test_the_log_is_the_desks_newest_first(claims):
    add_evidence(claims)
    entries = claims.json("log", "--limit", "3")["data"]
    assert [entry["seq"] for entry in entries] == sorted((entry["seq"] for entry in entries), reverse=True)
    assert len(entries) == 3
    older = claims.json("log", "--before", entries[-1]["seq"], "--limit", "500")["data"]
    assert [entry["seq"] for entry in older] == list(range(entries[-1]["seq"] - 1, 0, -1))
    assert {entry["command"] for entry in older} >= {"db init", "article add", "claim add"}


def test_one_command_is_one_run_at_one_time(claims):
    before = {entry["run"] for entry in claims.json("log", "--limit", "500")["data"]}
    claims.ok(
        "evidence",
        "add",
        "1-3",
        "https://example.org/a",
        "--for",
        "x",
        "--origin",
        "New Office",
        "--new-source",
        "--as",
        "CLEO",
    )
    new = [entry for entry in claims.json("log", "--limit", "500")["data"] if entry["run"] not in before]
    assert sorted(entry["subject"].split()[0] for entry in new) == [
        "claim",
        "claim",
        "claim",
        "document",
        "person",
        "source",
    ]
    assert len({entry["run"] for entry in new}) == 1
    assert len({entry["at"] for entry in new}) == 1
    runs = [entry["run"] for entry in claims.json("log", "--limit", "500")["data"]]
    assert len(set(runs)) == 1 + len(before)


def test_doing_nothing_is_not_history(claims):
    before = state(claims)
    for command in (
        ["claim", "edit", "1", "--priority", "high"],
        ["claim", "tag", "1", "water"],
        ["source", "edit", "Ada Lune", "--name", "Ada Lune"],
        ["db", "reindex"],
        ["claim", "list"],
        ["status"],
        ["report"],
        ["export"],
    ):
        claims.ok(*command)
        assert state(claims) == before, command


def test_time_never_runs_backwards_when_the_clock_is_set_back(claims, clock):
    claims.ok("note", "1", "one")
    clock.now -= timedelta(days=400)
    claims.ok("note", "1", "two")
    clock.now += timedelta(days=400, hours=1)
    claims.ok("note", "1", "three")
    times = [entry["at"] for entry in reversed(claims.json("log", "--limit", "500")["data"])]
    assert times == sorted(times)
    assert times[-2] == times[-3]
