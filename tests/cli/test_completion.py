import shlex
import shutil
import subprocess
import sys

import pytest
from desks import refused
from support.processes import environment_of
from support.terminal import terminal

from factcheck.cli.completion import SHELLS

START = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        "PS1='$ '; factcheck() {{ printf 'GOT<%s>' \"$@\"; echo EN''D; }}; . {file}",
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        "PS1='$ '; autoload -Uz compinit; compinit -u -D; . {file}; factcheck() {{ printf 'GOT<%s>' \"$@\"; echo EN''D }}",
    ),
    "fish": (
        ["fish", "--no-config", "-i"],
        "source {file}; function factcheck; printf 'GOT<%s>' $argv; echo EN''D; end",
    ),
}


@pytest.fixture(params=list(START))
def shell(request):
    """A shell of each kind, where there is one."""
    if shutil.which(request.param) is None:
        pytest.skip(f"no {request.param} on this machine")
    return request.param


@pytest.fixture
def at_the_prompt(shell, example_place, tmp_path):
    """A shell at work on the worked example, with the script loaded; ``factcheck`` prints its words there."""
    script = tmp_path / "script"
    script.write_text(SHELLS[shell].replace("PYTHON", shlex.quote(sys.executable)), encoding="utf-8")
    (tmp_path / "story.txt").write_text("A story.", encoding="utf-8")
    command, setup = START[shell]
    environment = {**environment_of(str(example_place.path)), "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    with terminal(command, environment, cwd=tmp_path) as session:
        session.type(setup.format(file=shlex.quote(str(script))) + "; echo ready''now\n")
        session.wait_for("readynow")
        yield session


def _enter(session, typed):
    """Type a line up to the Tab key, wait until the shell has completed it, and run it. Returns the words it got."""
    before = len(session.screen)
    session.type(typed + "\t")
    session.type("\n")
    session.wait_for("END", after=before)
    return session.screen[before:].split("GOT<", 1)[1]


@pytest.mark.one_engine("sqlite")
def test_the_tab_key_completes_in_every_shell(at_the_prompt):
    for typed, words in (
        ("factcheck cla", "claim"),
        ("factcheck status 40 conf", "status>GOT<40>GOT<confirmed"),
        ("factcheck claim list --status mixed,ref", "claim>GOT<list>GOT<--status>GOT<mixed,refuted"),
        ("factcheck source show Clem", "source>GOT<show>GOT<Clem Delangue"),
        ("factcheck article add sto", "article>GOT<add>GOT<story.txt"),
        ("factcheck claim show 71", "claim>GOT<show>GOT<71"),
    ):
        assert _enter(at_the_prompt, typed).startswith(words + ">"), typed


@pytest.mark.one_engine("sqlite")
def test_claims_are_listed_with_their_wording(at_the_prompt):
    at_the_prompt.type("factcheck claim show 6\t")
    at_the_prompt.type("\t")
    at_the_prompt.wait_for("Nvidia's share price fell by 18%.")


def test_the_script_is_printed_for_the_python_that_runs(desk):
    for name in START:
        printed = desk.ok("completion", name)
        assert shlex.quote(sys.executable) in printed
        assert "PYTHON" not in printed
        assert desk.json("completion", name)["data"]["script"] == printed
    assert "one of: bash, zsh, fish" in refused(desk, 3, "completion", "tcsh")


def test_the_script_itself_is_sound(shell, tmp_path):
    script = tmp_path / "script"
    script.write_text(SHELLS[shell], encoding="utf-8")
    subprocess.run([shell, "-n", script], check=True, capture_output=True, timeout=60)
