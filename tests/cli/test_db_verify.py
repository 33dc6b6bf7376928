"""What ``db verify`` says besides yes or no: what it took, and the same to everybody."""

from desks import add_evidence

from factcheck.cli import db


def test_it_says_what_it_took(claims, monkeypatch):
    found = claims.json("db", "verify")["data"]
    assert found["milliseconds"] >= 0
    assert 10_000_000 < found["peak_bytes"] < 100_000_000_000
    assert claims.run("db", "verify").stderr == ""
    monkeypatch.setattr(db, "_LONG", found["events"])
    took = claims.run("db", "verify").stderr
    assert took.startswith(f"{found['events']:,} events in ")
    assert took.endswith(" MB at most\n")


def test_a_blind_checker_gets_the_same_proof(claims):
    add_evidence(claims)
    claims.ok("status", "1", "confirmed", "--because", "the gauge shows it")
    claims.ok("review", "1", "--blind", person="EVA")
    seen = claims.json("db", "verify", person="ANA")["data"]["head"]
    assert claims.json("db", "verify", person="EVA")["data"]["head"] == seen
    assert claims.run("bundle", "-o", "b.zip", person="EVA").exit_code == 5
