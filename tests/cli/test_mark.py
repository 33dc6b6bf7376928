import os
import pty
import select
import signal
import stat
import subprocess
import sys
import textwrap
import time

import pytest
from desks import STORY, add_claims, add_story, refused
from support.processes import command_of, environment_of


@pytest.fixture
def story(desk):
    """A desk with the story and no claims."""
    add_story(desk)
    return desk


@pytest.fixture
def claims(desk):
    """A desk with the story and its three claims."""
    add_claims(desk)
    return desk


def marked(desk, name="marked.txt", *pairs):
    """A file with the desk's marked text, changed by replacements that must each hit once."""
    text = desk.ok("mark", "1", "--print")
    for old, new in pairs:
        assert text.count(old) == 1
        text = text.replace(old, new)
    (desk.folder / name).write_text(text, encoding="utf-8")
    return name


def wordings(desk):
    return {each["number"]: each["wording"] for each in desk.json("claim", "list")["data"]}


def test_print_and_from_are_a_round_trip(claims):
    name = marked(claims)
    assert "[[1:rose by 18 % in May]]" in (claims.folder / name).read_text(encoding="utf-8")
    assert "no bracket was changed" in claims.ok("mark", "--from", name)
    assert claims.json("mark", "--print")["data"]["text"].startswith("The flood of May")


def test_a_bracketed_text_becomes_claims_in_one_command(story):
    name = marked(
        story, "m.txt", ("rose by 18 % in May", "[[rose by 18 % in May]]"), ("Nobody was hurt", "[[Nobody was hurt]]")
    )
    printed = story.ok("mark", "1", "--from", name, "--new-source")
    assert "    2  Nobody was hurt  · said by Ada Lune, “said”" in printed
    assert "2 claims entered: 1, 2" in printed
    assert wordings(story) == {1: "rose by 18 % in May", 2: "Nobody was hurt"}
    story.ok("undo")
    assert wordings(story) == {}


def test_many_new_numbers_are_told_as_a_range(story):
    name = marked(story, "m.txt", ("The flood of May", "[[The]] [[flood]] [[of]] [[May]]"))
    assert "4 claims entered: 1-4" in story.ok("mark", "--from", name)


def test_an_unknown_speaker_is_told_with_the_command_for_it(story):
    name = marked(story, "m.txt", ("Nobody was hurt", "[[Nobody was hurt]]"))
    result = story.run("mark", "--from", name)
    hint = "factcheck claim edit 1 --by 'Ada Lune' --new-source"
    assert f"1: the sentence names Ada Lune, unknown to the desk: {hint}" in result.stderr
    story.ok("claim", "edit", "1", "--by", "Ada Lune", "--new-source")
    assert story.json("claim", "show", 1)["data"][0]["appearances"][0]["attribution"]["cue"] == ["said"]


def test_json_says_what_was_done(claims):
    name = marked(
        claims, "m.txt", ("[[2:Nobody was hurt]]", "Nobody was hurt"), ("The river [[1:rose", "[[1:The river rose"),
        ("damage came to 2.5 million euros", "[[damage came to 2.5 million euros]]"),
    )  # fmt: skip
    data = claims.json("mark", "--from", name, "--drop-removed")["data"]
    assert (data["moved"], data["dropped"], data["left"]) == ([1], [2], [])
    (added,) = data["added"]
    assert (added["number"], added["speaker"], added["cue"], added["hedged"]) == (4, None, ["Experts believe"], True)


def test_removed_brackets_are_refused_by_number_unless_asked_for(claims):
    name = marked(claims, "m.txt", ("[[2:Nobody was hurt]]", "Nobody was hurt"))
    error = refused(claims, 5, "mark", "--from", name)
    assert "the brackets of 1 claim were taken out: 2" in error
    assert "--drop-removed" in error
    assert "1 claim dropped: 2" in claims.ok("mark", "--from", name, "--drop-removed")
    assert wordings(claims).keys() == {1, 3}


def test_a_changed_text_is_refused_with_the_difference(claims):
    name = marked(claims, "m.txt", ("built in 1911", "built in 1912"))
    error = refused(claims, 3, "mark", "--from", name)
    assert "line 5: was “…" in error
    assert "built in 1911 — did not hold.”, is “…" in error
    assert "built in 1912" in error


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ((), 2, "this is no terminal"),
        (("--print", "--drop-removed"), 2, "--print only prints"),
        (("9", "--print"), 4, "no article 9"),
        (("--from", "missing.txt"), 9, "missing.txt"),
        (("--from", "bytes.txt"), 3, "not UTF-8"),
    ],
)
def test_what_cannot_be_done_is_refused(claims, arguments, code, says):
    (claims.folder / "bytes.txt").write_bytes(b"\xff")
    assert says in refused(claims, code, "mark", *arguments)


def test_standard_input_is_a_file_too(story):
    text = STORY.replace("in 1911", "[[in 1911]]")
    assert "1 claim entered: 1" in story.ok("mark", "--from", "-", stdin=text.encode())


def test_what_a_terminal_would_hide_survives_a_pipe(desk):
    add_story(desk, text="A\u200bword and a tab\tand [[brackets]].\n")
    assert desk.ok("mark", "--print") == "A\u200bword and a tab\tand \\[\\[brackets\\]\\].\n"


def test_claim_add_says_what_the_sentence_says(story):
    result = story.run("claim", "add", "Nobody was hurt.", "--quote", "Nobody was hurt")
    assert (
        "the sentence says “said Mayor Ada Lune”: factcheck claim edit 1 --by 'Ada Lune' --new-source" in result.stderr
    )
    result = story.run("claim", "add", "Damage.", "--quote", "damage came to", "--by", "Ada Lune", "--new-source")
    assert "the sentence says" not in result.stderr
    result = story.run("claim", "add", "More damage.", "--quote", "damage came to")
    assert "“Experts believe”: factcheck claim edit 3 --said anonymous --hedged" in result.stderr


class Terminal:
    """A person at a terminal with an editor of their own, on a desk in a file."""

    def __init__(self, desk):
        self.desk = desk
        self.home = desk.folder.parent / "home"
        self.home.mkdir()

    @property
    def kept(self):
        """The copies in the person's state folder."""
        return sorted((self.home / "state" / "factcheck").glob("mark-*-a1.txt"))

    def editor(self, body, name="editor.py"):
        """An editor that is a script: ``text`` is what it opened, and what it makes of it is saved."""
        path = self.home / name
        lines = [
            "import pathlib, sys, time",
            "path = pathlib.Path(sys.argv[1])",
            "text = path.read_text(encoding='utf-8')",
            textwrap.dedent(body),
            "path.write_text(text, encoding='utf-8')",
        ]
        path.write_text("\n".join(lines), encoding="utf-8")
        return f"{sys.executable} {path}"

    def start(self, *arguments, editor):
        """Start a command at a fresh terminal. Returns the process and the terminal's other end."""
        own, theirs = pty.openpty()
        environment = environment_of(self.desk.address) | {
            "VISUAL": editor, "XDG_STATE_HOME": str(self.home / "state"), "TERM": "dumb", "PYTHONIOENCODING": "utf-8",
        }  # fmt: skip
        process = subprocess.Popen(
            command_of(*arguments), cwd=self.desk.folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs,
            start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        return process, own

    def run(self, *arguments, editor, answers=()):
        """Run a command to its end, answering its questions in turn. Returns exit code and screen."""
        process, own = self.start(*arguments, editor=editor)
        screen, waiting = b"", list(answers)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            ready, _, _ = select.select([own], [], [], 0.2)
            if ready:
                try:
                    read = os.read(own, 65536)
                except OSError:
                    break
                if not read:
                    break
                screen += read
                if waiting and screen.rstrip().endswith((b"[Y/n]:", b"[y/N]:")):
                    os.write(own, f"{waiting.pop(0)}\n".encode())
        os.close(own)
        return process.wait(timeout=120), screen.decode("utf-8", "replace").replace("\r\n", "\n")


@pytest.fixture
def terminal(claims):
    return Terminal(claims)


ADD = "text = text.replace('did not hold', '[[did not hold]]')"


@pytest.mark.one_engine("sqlite")
def test_an_editor_session_marks_and_leaves_no_copy(terminal):
    seen = terminal.home / "seen.txt"
    code, screen = terminal.run(
        "mark", "1", editor=terminal.editor(f"pathlib.Path({str(seen)!r}).write_text(oct(path.stat().st_mode))\n{ADD}")
    )
    assert code == 0, screen
    assert "1 claim entered: 4" in screen
    assert wordings(terminal.desk)[4] == "did not hold"
    assert terminal.kept == []
    assert int(seen.read_text(), 8) & 0o777 == 0o600
    assert stat.S_IMODE((terminal.home / "state" / "factcheck").stat().st_mode) == 0o700


@pytest.mark.one_engine("sqlite")
def test_a_refused_session_keeps_the_copy_and_the_next_goes_on_with_it(terminal):
    code, screen = terminal.run("mark", "1", editor=terminal.editor(f"{ADD}\ntext = text.replace('1911', '1912')"))
    assert code == 3
    assert "1912" in screen
    (kept,) = terminal.kept
    assert f"the marked text is kept: {kept}" in screen
    assert 4 not in wordings(terminal.desk)
    repair = terminal.editor("text = text.replace('1912', '1911')", "repair.py")
    code, screen = terminal.run("mark", "1", editor=repair, answers=["y"])
    assert "were never applied; go on with them?" in screen
    assert code == 0, screen
    assert wordings(terminal.desk)[4] == "did not hold"
    assert terminal.kept == []


@pytest.mark.one_engine("sqlite")
def test_a_kept_copy_can_be_applied_without_an_editor_and_knows_its_beginning(terminal):
    terminal.run("mark", "1", editor=terminal.editor(f"{ADD}\ntext += 'x'"))
    (kept,) = terminal.kept
    kept.write_text(kept.read_text(encoding="utf-8").removesuffix("x"), encoding="utf-8")
    terminal.desk.ok("claim", "add", "It rose again.", "--quote", "rose again")
    code, screen = terminal.run("mark", "1", "--from", kept, editor="false")
    assert code == 0, screen
    assert wordings(terminal.desk).keys() == {1, 2, 3, 4, 5}
    assert terminal.kept == []


@pytest.mark.deep
@pytest.mark.one_engine("sqlite")
def test_only_what_an_editor_was_shown_as_a_proposal_can_be_turned_down(terminal):
    terminal.run("mark", "1", editor=terminal.editor(f"{ADD}\ntext += 'x'"))
    repair = terminal.editor("text = text.removesuffix('x')", "repair.py")
    code, screen = terminal.run("mark", "1", "--suggest", editor=repair, answers=["y"])
    assert code == 0, screen
    assert "turned down" not in screen
    assert {each["decision"] for each in terminal.desk.json("suggest", "--decided")["data"]} <= {"accepted"}
    june = "The river rose again in June"
    turned = terminal.editor(f"text = text.replace('[[{june}]]', '{june}')", "turned.py")
    code, screen = terminal.run("mark", "1", "--suggest", editor=turned)
    assert code == 0, screen
    assert "1 proposal turned down" in screen
    decided = {each["exact"]: each["decision"] for each in terminal.desk.json("suggest", "--decided")["data"]}
    assert decided[june] == "dismissed"


@pytest.mark.deep
@pytest.mark.one_engine("sqlite")
def test_a_copy_nobody_wants_any_more_is_put_aside_not_lost(terminal):
    terminal.run("mark", "1", editor=terminal.editor(f"{ADD}\ntext += 'x'"))
    code, screen = terminal.run(
        "mark", "1", editor=terminal.editor("text = text.replace('again', '[[again]]')"), answers=["n"]
    )
    assert code == 0, screen
    assert wordings(terminal.desk)[4] == "again"
    (old,) = (terminal.home / "state" / "factcheck").glob("*.old")
    assert "[[did not hold]]" in old.read_text(encoding="utf-8")


@pytest.mark.deep
@pytest.mark.one_engine("sqlite")
def test_an_editor_killed_with_its_terminal_loses_nothing(terminal):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup it would be ignored here and in what is started
    editor = terminal.editor(f"{ADD}\npath.write_text(text, encoding='utf-8')\ntime.sleep(60)")
    process, own = terminal.start("mark", "1", editor=editor)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not (terminal.kept and "[[did not" in terminal.kept[0].read_text("utf-8")):
        time.sleep(0.1)
    code, screen = terminal.run("mark", "1", editor=editor)
    assert code == 5
    assert "is being marked in another terminal" in screen
    os.killpg(process.pid, signal.SIGHUP)  # what a terminal sends when it closes
    os.close(own)
    assert process.wait(timeout=120) == -signal.SIGHUP
    code, screen = terminal.run("mark", "1", editor=terminal.editor("", "quiet.py"), answers=["y"])
    assert code == 0, screen
    assert wordings(terminal.desk)[4] == "did not hold"


@pytest.mark.one_engine("sqlite")
@pytest.mark.parametrize(("answer", "left"), [("y", {1, 3, 4}), ("n", {1, 2, 3, 4})])
def test_a_person_is_asked_before_claims_are_dropped_and_sources_added(terminal, answer, left):
    editor = terminal.editor(
        "text = text.replace('[[2:Nobody was hurt]]', 'Nobody was hurt').replace('rose again', '[[rose again]]')"
    )
    code, screen = terminal.run("mark", editor=editor, answers=[answer])
    assert code == 0, screen
    assert "    2  Nobody was hurt." in screen
    assert "these lost their brackets: drop it? [y/N]:" in screen
    assert wordings(terminal.desk).keys() == left


@pytest.mark.one_engine("sqlite")
def test_a_person_is_asked_whether_speakers_become_sources(desk):
    add_story(desk)
    terminal = Terminal(desk)
    editor = terminal.editor("text = text.replace('Nobody was hurt', '[[Nobody was hurt]]')")
    code, screen = terminal.run("mark", editor=editor, answers=[""])
    assert code == 0, screen
    assert "the sentences name Ada Lune (1), unknown to the desk: add as sources? [Y/n]:" in screen
    assert "Nobody was hurt  · said by Ada Lune" in screen


@pytest.mark.one_engine("sqlite")
@pytest.mark.parametrize(
    ("body", "code", "says"),
    [
        ("sys.exit(7)", 3, "ended with code 7"),
        ("path.unlink(); sys.exit(0)", 4, "took"),
        ("path.write_bytes(bytes([255])); sys.exit(0)", 3, "not UTF-8"),
    ],
)
def test_an_editor_that_goes_wrong_is_told_apart(terminal, body, code, says):
    found, screen = terminal.run("mark", "1", editor=terminal.editor(body))
    assert found == code, screen
    assert says in screen
    assert "the marked text is kept: " in screen


@pytest.mark.one_engine("sqlite")
def test_an_editor_that_does_not_wait_is_told_to(terminal):
    code, screen = terminal.run("mark", "1", editor="true")
    assert code == 3
    assert "the editor came back at once with nothing marked" in screen
    assert "hint: an editor with windows must be told to wait" in screen


@pytest.mark.one_engine("sqlite")
def test_without_a_usable_editor_nothing_is_opened(terminal):
    code, screen = terminal.run("mark", "1", editor="no-such-editor --wait")
    assert code == 2
    assert "there is no editor 'no-such-editor'" in screen
    assert "hint: export EDITOR=nano" in screen
    assert terminal.kept == []
