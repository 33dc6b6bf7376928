"""``factcheck completion``: a script that lets a shell complete commands, claim numbers, statuses and names."""

import shlex
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.main import get_command

from factcheck.cli import app as top
from factcheck.cli import new_app
from factcheck.cli.running import Output, plain
from factcheck.cli.table import COMMANDS
from factcheck.config import Settings
from factcheck.errors import BadInputError

app = new_app("Print the script that lets your shell complete.", no_args_is_help=False)

#: What a shell is to offer for a value, by the word that stands for it in the help; ``factcheck/db/completing.py``.
_BY_METAVAR = {
    "CLAIMS": "claims", "CLAIM": "claims", "ITEM": "items", "SOURCE": "sources", "SOURCE|d5": "sources",
    "ARTICLE": "articles", "A": "articles", "DOCUMENT": "documents", "d5": "documents", "TAG": "tags", "STATUS": "status",
}  # fmt: skip
_BY_OPTION = {
    "--as": "people", "--status": "words Status", "--kind": "words Kind", "--priority": "words Priority",
    "--said": "words AttributionKind", "--level": "words Level", "--stance": "words Stance", "--quality": "words Quality",
    "--method": "words Method", "--outcome": "words Outcome", "--waiting": "words Waiting", "--code": "words UnverifiableCode",
    "--origin-basis": "words OriginBasis", "--title-basis": "words TitleBasis",
    "--risk": "words Risk", "--no-risk": "words Risk", "--channel": "words Channel", "--reply": "words Reply",
    "--role": "words Role", "--fail-on": "one of error warning note never", "--explain": "lint rules",
}  # fmt: skip
#: Where a name means something else, or nothing in its help says what: by the command's words and the parameter's name.
_BY_PLACE = {
    ("source add", "--kind"): "words SourceKind", ("source edit", "--kind"): "words SourceKind",
    ("correct", "--kind"): "words CorrectionKind",
    ("complaint add", "--from"): "words Complainant", ("complaint list", "--outcome"): "words ComplaintOutcome",
    ("claim relate", "kind"): "words RelationKind", ("person edit", "name"): "people",
    ("report", "--for"): "one of editor lawyer public", ("bundle", "--for"): "one of editor lawyer public",
    ("report", "--language"): "one of en es fr de pt ar zh", ("history", "--as-of"): "one of publication",
    ("policy show", "key"): "policy keys", ("policy set", "key"): "policy keys", ("policy set", "value"): "policy values",
}  # fmt: skip
_FILES = frozenset({"FILE", "PATH", "FOLDER", "DESK", "TARGET", "BACKUP"})

_BASH = """\
_factcheck() {
    local word="${COMP_WORDS[COMP_CWORD]}" open='' line
    local -a words=("${COMP_WORDS[@]}") reply=()
    case $word in \\"*|\\'*) open=${word:0:1} word=${word:1} ;; *) word=${word//\\\\/} ;; esac
    words[COMP_CWORD]=$word
    COMPREPLY=()
    while IFS= read -r line; do
        reply+=("$line")
    done < <(PYTHON -P -m factcheck.db.completing "$COMP_CWORD" "${words[@]}" 2>/dev/null)
    if [ "${reply[0]}" = files ]; then compopt -o default 2>/dev/null; return; fi
    for line in "${reply[@]:1}"; do
        # Remarks are for reading: where only one is left, or each is put in by turns, they stay out.
        if [ "${#reply[@]}" -gt 2 ] && [ "$COMP_TYPE" != 37 ] && [ "$line" != "${line%%$'\\t'*}" ]; then
            printf -v line '%-4s %s' "${line%%$'\\t'*}" "${line#*$'\\t'}"
        else
            line=${line%%$'\\t'*}
            [ -n "$open" ] || printf -v line '%q' "$line"
        fi
        COMPREPLY+=("$line")
    done
    compopt -o nosort 2>/dev/null
}
complete -F _factcheck factcheck
"""
_ZSH = """\
#compdef factcheck
_factcheck() {
    local -a reply values shown
    local line
    reply=("${(@f)$(PYTHON -P -m factcheck.db.completing $((CURRENT - 1)) "${(@Q)words}" 2>/dev/null)}")
    if [[ $reply[1] == files ]]; then _files; return; fi
    for line in "${(@)reply[2,-1]}"; do
        values+=("${line%%$'\\t'*}")
        shown+=("${line/$'\\t'/  }")
    done
    (( $#values )) && compadd -V factcheck -l -d shown -a values
}
if [[ $funcstack[1] == _factcheck ]]; then _factcheck "$@"; else compdef _factcheck factcheck; fi
"""
_FISH = """\
function __factcheck_candidates
    set -l words (commandline -opc)
    set -l current (string unescape -- (commandline -ct))
    set -l reply (PYTHON -P -m factcheck.db.completing (count $words) $words "$current" 2>/dev/null)
    if test "$reply[1]" = files
        __fish_complete_path "$current"
    else
        printf '%s\\n' $reply[2..-1]
    end
end
complete -c factcheck -f -k -a '(__factcheck_candidates)'
"""
SHELLS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


@plain(app, "completion", "factcheck completion bash > ~/.local/share/bash-completion/completions/factcheck")
def completion(
    _settings: Settings,
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh or fish.")],
) -> Output:
    """Print the script that lets your shell complete commands, options, claim numbers, statuses and names of sources.

    Where shells look for it: bash ~/.local/share/bash-completion/completions/factcheck; zsh a file _factcheck in a folder
    of fpath; fish ~/.config/fish/completions/factcheck.fish. Or at each start: eval "$(factcheck completion bash)".
    """
    if shell not in SHELLS:
        raise BadInputError(f"there is no script for '{shell}'", hint=f"one of: {', '.join(SHELLS)}")
    script = SHELLS[shell].replace("PYTHON", shlex.quote(sys.executable))
    return Output("completion", {"shell": shell, "script": script}, [script.removesuffix("\n")])


def command_table() -> str:
    """All commands with their options and arguments, as ``factcheck/db/completing.py`` reads them."""
    return "".join("\t".join(row) + "\n" for row in _rows())


def _rows() -> Iterator[tuple[str, str, str, str]]:
    """Lines of the table: the command's words, a name, the kind of its value, its help."""
    for entry in COMMANDS:
        yield "", entry.word, "command", entry.help
    yield from _parameters("", get_command(top))
    for entry in COMMANDS:
        command: Any = get_command(import_module(entry.module).app)
        leaves = getattr(command, "commands", {})
        for name, leaf in leaves.items():
            yield entry.word, name, "command", _first_line(leaf.help)
        for path, leaf in [(f"{entry.word} {name}", leaf) for name, leaf in leaves.items()] or [(entry.word, command)]:
            yield from _parameters(path, leaf)


def _parameters(path: str, command: Any) -> Iterator[tuple[str, str, str, str]]:
    for parameter in command.params:
        told = _first_line(parameter.help)
        if parameter.param_type_name == "argument":
            more = "..." if parameter.nargs < 0 else ""
            yield path, parameter.name + more, _kind(path, parameter), told
            continue
        for name in (*parameter.opts, *parameter.secondary_opts):
            yield path, name, "flag" if parameter.is_flag else _kind(path, parameter), told
    yield path, "--help", "flag", "Show help and leave."


def _kind(path: str, parameter: Any) -> str:
    """What kind of value a parameter takes, ``text`` where nothing can be offered."""
    word = (parameter.metavar or "").strip("[].")
    if word == "SHELL":
        return "one of " + " ".join(SHELLS)
    for name in parameter.opts:
        if kind := _BY_PLACE.get((path, name)) or _BY_OPTION.get(name):
            return _with_rules(kind)
    if _FILES & set(word.split("|")) or parameter.type.name == "path":
        return "files"
    return _BY_METAVAR.get(word, "text")


def _first_line(text: str | None) -> str:
    return " ".join((text or "").partition("\n")[0].split())


def _with_rules(kind: str) -> str:
    """A kind with the codes of lint's rules, where they are part of it: who completes does not load the rules."""
    if kind not in ("lint rules", "policy keys"):
        return kind
    from factcheck.services.lint.running import list_rules

    codes = [rule.code for rule in list_rules()]
    return (
        f"one of {' '.join(codes)}" if kind == "lint rules" else " ".join([kind, *(f"lint.{code}" for code in codes)])
    )
