import pytest
from desks import refused
from support.processes import command_of, environment_of, run
from support.terminal import terminal

STORY = "The river rose by 18 % in May.\n"


@pytest.mark.one_engine("sqlite")
def test_without_a_desk_the_first_four_commands(no_desk):
    printed = no_desk.ok()
    commands = [line.strip() for line in printed.splitlines() if line.startswith("  ")]
    assert [command.split()[0] for command in commands] == ["factcheck", "export", "factcheck", "factcheck"]
    assert "factcheck demo" in printed


def test_with_a_desk_its_standing(claims):
    assert claims.ok() == claims.ok("status")
    assert "3 claims" in claims.ok()


@pytest.mark.one_engine("sqlite")
def test_what_is_no_desk_is_an_error(no_desk):
    no_desk.place.path.write_text("not a desk at all, but a hundred characters of something else" * 3)
    before = no_desk.place.path.read_bytes()
    result = no_desk.run()
    assert (result.exit_code, result.stdout) == (6, "")
    assert no_desk.place.path.read_bytes() == before


def test_an_unknown_command_is_still_refused(claims):
    assert "no command 'stauts'. Did you mean 'status'?" in refused(claims, 2, "stauts")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("answer", ["\n", "y\n"])
def test_a_first_article_at_a_terminal_makes_a_desk_if_one_says_yes(folder, answer):
    with terminal(command_of("article", "add", "story.txt"), environment_of("my.db"), cwd=folder) as session:
        session.wait_for("there is no desk at my.db yet")
        session.wait_for("Create it? [Y/n]")
        assert not (folder / "my.db").exists()
        session.type(answer)
        assert session.end() == 0
        assert "export FACTCHECK_DB=my.db" in session.screen
        assert "a1" in session.screen
    assert (folder / "my.db").stat().st_mode & 0o777 == 0o600
    assert '"words": 7' in run("article", "list", "--json", desk="my.db", cwd=folder).stdout


def test_a_no_makes_nothing(folder):
    with terminal(command_of("article", "add", "story.txt"), environment_of("my.db"), cwd=folder) as session:
        session.wait_for("[Y/n]")
        session.type("n\n")
        assert session.end() == 6
    assert [path.name for path in folder.iterdir()] == ["story.txt"]


def test_nobody_is_asked_before_the_file_is_read(folder):
    with terminal(command_of("article", "add", "missing.txt"), environment_of("my.db"), cwd=folder) as session:
        assert session.end() == 9
        assert "Create it?" not in session.screen
    assert not (folder / "my.db").exists()


def test_no_terminal_no_question(folder):
    result = run("article", "add", "story.txt", desk="my.db", cwd=folder)
    assert (result.returncode, result.stdout) == (6, "")
    assert "there is no desk at my.db" in result.stderr
    assert "Create it?" not in result.stderr
    assert not (folder / "my.db").exists()
