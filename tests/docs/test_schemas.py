"""Every word a command prints with --json has a schema, and what the commands print satisfies it."""

import ast
import json
import shutil

import pytest
import typer.testing
from jsonschema import Draft202012Validator
from page_runner import CHECKOUT
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from factcheck.cli import app
from factcheck.core import words

SCHEMAS = CHECKOUT / "docs" / "schemas"
CLI = CHECKOUT / "factcheck" / "cli"
ENUMS = {
    "kind": words.Kind,
    "priority": words.Priority,
    "risk": words.Risk,
    "status": words.Status,
    "unverifiableCode": words.UnverifiableCode,
    "stance": words.Stance,
    "quality": words.Quality,
    "method": words.Method,
    "sourceKind": words.SourceKind,
    "attributionKind": words.AttributionKind,
    "level": words.Level,
    "originBasis": words.OriginBasis,
    "titleBasis": words.TitleBasis,
    "outcome": words.Outcome,
    "anchored": words.Anchored,
    "relationKind": words.RelationKind,
    "comparator": words.Comparator,
    "waiting": words.Waiting,
    "channel": words.Channel,
    "reply": words.Reply,
    "correctionKind": words.CorrectionKind,
    "complainant": words.Complainant,
    "complaintOutcome": words.ComplaintOutcome,
    "band": words.Band,
}
READS = {
    "article list": "articles",
    "article show 1": "article",
    "article text": "paragraphs",
    "article version 1": "versions",
    "claim list": "claim-rows",
    "claim list --status open --limit 2": "claim-rows",
    "claim list --dropped": "claim-rows",
    "claim show 12,40,53,54,66": "claims",
    "status 40": "claims",
    "status": "standing",
    "evidence list 40,62": "evidence",
    "evidence show 40.12": "item",
    "evidence why 40,12": "why",
    "lint": "points",
    "figures 1": "figures",
    "lint --rules": "rules",
    "lint --explain FC203": "rules",
    "query list": "queries",
    "source list": "sources",
    "source show DeepSeek": "source",
    "document list": "documents",
    "document show d1": "document",
    "report -o report.html": "report",
    "export -o set.json": "exported",
    "bundle -o sealed.zip": "bundle",
    "verify sealed.zip": "verified",
    "export --desk --include-confidential -o whole.json": "exported",
    "history 40": "history",
    "log --limit 500": "log",
    "undo --list": "runs",
    "next --all": "agenda",
    "find '18% Nvidia'": "found",
    "match 40": "matches",
    "match 'Nvidia lost 18 percent'": "matches",
    "match --all --related": "match-pairs",
    "prior list": "prior-sets",
    "completion bash": "completion",
    "review a1": "reviews",
    "review 1 --agreement": "agreement",
    "policy show": "policies",
    "person list": "people",
    "mark 1 --print": "marked-text",
    "suggest 1 --top 3": "suggest",
    "suggest 1 --decided": "decided",
    "db current": "revision",
    "db verify": "proof",
    "db check": "faults",
    "db upgrade": "revision",
}
WRITES = {
    "article add story.md --again": "article",
    "article edit a2 --published 2026-11 --language en": "article",
    "suggest 2 --dismiss 1 --because 'Not now.'": "decided",
    "claim add Reopened --quote 'bridge opened' --article a2 --by Mayor --new-source --kind event": "claim",
    "claim edit 72 --hedged --cue 'she says' --article a2": "claim",
    "claim tag 72 bridge": "tags",
    "claim figure 72 --claimed 'over 500' --found '550-670'": "figure",
    "status 72 in-review --waiting reply --until 2026-12": "statuses",
    "claim drop 72": "numbers",
    "claim restore 72": "numbers",
    "claim add --from more.jsonl": "numbers",
    "evidence check 72": "evidence-check",
    "evidence add 72 https://example.org/a --for 'It says so.' --called Ann": "refs",
    "evidence edit 72.1 --locator 'page 3'": "refs",
    "status 72 confirmed --because 'It says so.'": "statuses",
    "status 72 opinion --because 'A judgement.'": "statuses",
    "query 72 --because 'Which bridge?'": "query",
    "query 72 --outcome stet": "query",
    "signoff 40,41 --article a1": "signoffs",
    "review 3 --differ opinion --because 'A judgement.'": "reviewed",
    "review a1 --blind": "numbers",
    "review a1 --stop": "numbers",
    "policy set second-check required --because 'House rule.'": "policies",
    "person edit ANA --role second": "people",
    "note 72 'Ask again.'": "note",
    "ask 72 --person Ann --channel letter --question 'Open when?' --deadline 2026-12": "asks",
    "ask 72.1 --answer 'In May.'": "asks",
    "correct 72 --wrong opened --right 'will open' --kind error --link https://example.org/c": "corrections",
    "complaint add 72 --from reader --text 'It has not.' --contact ann@example.org": "complaints",
    "complaint close 72.1 --corrected": "complaints",
    "claim edit 72 --risk privacy --about Mayor": "claim",
    "status 72 opinion --because 'A judgement, again.'": "statuses",
    "void 72 --because 'It is a matter of fact.'": "voids",
    "claim show 72": "claims",
    "source add 'Town hall' --kind organisation --alias Hall": "source",
    "source edit 'Town hall' --description 'The town.'": "source",
    "document add https://example.org/b --origin 'Town hall'": "document",
    "document edit d99 --retracted 'by its author'": "document",
    "document capture d1 --file story.md": "capture",
    "document export -o pages.wacz": "web-archive",
    "document show d1": "document",
    "document retract d99 --because 'Withdrawn.'": "retracted",
    "mark 1 --from marked.txt": "marked",
    "article revise 2 story-2.md --dry-run": "revised",
    "article revise 2 story-2.md --because 'It closed.'": "revised",
    "article diff 2": "article-diff",
    "article publish 2 --version 1 --on 2026-11": "versions",
    "claim relate 40 related 3": "claims",
    "claim split 12 'High-Flyer has a founder.' 'It was founded in 2015.'": "claims",
    "prior add priors.jsonl": "prior-set",
    "prior list": "prior-sets",
    "prior show 1.1": "prior-check",
    "match 'It snowed in Lune'": "matches",
    "db reindex": "reindexed",
    "undo": "undone",
    "redact 72.note1.text --because 'Names a source.'": "redacted",
}
OTHERS = {
    "db init new.db": "desk",
    "import set.json --db new.db": "imported",
    "db backup copy.db --db new.db": "backup",
    "demo folder": "demo",
}


@pytest.fixture(scope="module")
def validators():
    """A validator by word; references between the files are resolved by their names."""
    files = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}
    registry = Registry().with_resources(
        (name, Resource.from_contents(content, default_specification=DRAFT202012)) for name, content in files.items()
    )
    return {
        name.removesuffix(".schema.json"): Draft202012Validator({"$ref": name}, registry=registry) for name in files
    }


@pytest.fixture
def run(example_desk):
    """Run a command as typed with ``--json`` on the example, without proving the desk after each."""
    (example_desk.folder / "story.md").write_text("# Open\n\nThe bridge opened.\n", encoding="utf-8")
    (example_desk.folder / "story-2.md").write_text("# Open\n\nThe bridge never opened.\n", encoding="utf-8")

    def typed(command: str):
        import shlex

        environment = {"FACTCHECK_DB": example_desk.address, "FACTCHECK_PERSON": "ANA", "NO_COLOR": None}
        arguments = [*shlex.split(command), "--json"]
        return typer.testing.CliRunner().invoke(app, arguments, prog_name="factcheck", env=environment)

    return typed


def words_in_the_code() -> set[str]:
    """The first argument of every ``Output(…)`` in the command line."""
    calls = [
        node
        for path in CLI.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
    ]
    outputs = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Output"]
    assert all(isinstance(call.args[0], ast.Constant) for call in outputs), "a word that is not written out"
    return {call.args[0].value for call in outputs}


def test_every_word_has_a_schema_and_every_schema_a_word():
    files = {path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.json")}
    assert files == words_in_the_code() | {"claim-set", "common", "error"}


def test_every_word_is_printed_below():
    shown = {*READS.values(), *WRITES.values(), *OTHERS.values()}
    assert shown == words_in_the_code()


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda path: path.name)
def test_the_schema_is_sound_and_strict(path):
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    for part in objects_in(schema):
        assert part.get("additionalProperties") is not None, part
        assert set(part.get("required", ())) <= set(part.get("properties", ())), part


def objects_in(part):
    """Every part of a schema that describes an object with named fields."""
    if isinstance(part, dict):
        if part.get("type") == "object":
            yield part
        part = list(part.values())
    for each in part if isinstance(part, list) else ():
        yield from objects_in(each)


@pytest.mark.parametrize("name", ENUMS)
def test_fixed_words_are_the_desks(name):
    common = json.loads((SCHEMAS / "common.schema.json").read_text(encoding="utf-8"))
    assert common["$defs"][name]["enum"] == [word.value for word in ENUMS[name]]


def test_what_reading_commands_print(run, validators):
    for command, word in READS.items():
        check(run(command), word, command, validators)


@pytest.mark.deep
def test_what_writing_commands_print(run, validators, example_desk):
    place = {"article": "a2", "exact": "The bridge opened"}
    line = {"type": "claim", "key": "c", "wording": "The bridge is open.", "appearances": [place]}
    lines = [{"schema": "factcheck/claim-set/1"}, line]
    (example_desk.folder / "more.jsonl").write_text("".join(json.dumps(each) + "\n" for each in lines))
    prior = {"claim": "It snowed in Lune", "rating": "False", "date": "2024", "url": "https://example.org/snow"}
    (example_desk.folder / "priors.jsonl").write_text(json.dumps(prior) + "\n{}\n")
    text = json.loads(run("mark 1 --print").stdout)["data"]["text"]
    (example_desk.folder / "marked.txt").write_text(
        text.replace("Despite being", "[[Despite being]]"), encoding="utf-8"
    )
    for command, word in WRITES.items():
        check(run(command), word, command, validators)


@pytest.mark.deep
@pytest.mark.one_engine("sqlite")
def test_what_commands_on_whole_desks_print(run, validators, example_desk):
    assert run("export -o set.json").exit_code == 0
    for source in (CHECKOUT / "examples" / "deepseek").glob("*.txt"):
        shutil.copy(source, example_desk.folder)
    for command, word in OTHERS.items():
        check(run(command), word, command, validators)


def test_points_found_in_evidence_are_printed_with_exit_code_1(run, validators):
    done = run("evidence check 40")
    assert done.exit_code == 1
    printed = json.loads(done.stdout)
    assert not list(validators["evidence-check"].iter_errors(printed))
    assert printed["data"]["items"] > len(printed["data"]["points"]) / 2 > 0


def test_an_export_to_the_screen_holds_the_claim_set(run, validators):
    check(done := run("export"), "exported", "export", validators)
    assert len(json.loads(done.stdout)["data"]["claim_set"]["claims"]) == 71


@pytest.mark.parametrize(
    ("command", "code"),
    [("claim show 999", 4), ("claim list --status gone", 3), ("status 29 confirmed --because x", 5)],
)
def test_what_a_failure_prints(run, validators, command, code):
    done = run(command)
    printed = json.loads(done.stderr)
    validators["error"].validate(printed)
    assert (done.exit_code, printed["error"]["code"], done.stdout) == (code, code, "")


def test_a_schema_refuses_what_it_does_not_know(run, validators):
    printed = json.loads(run("article show 1").stdout)
    printed["data"]["headline"] = "new"
    assert not validators["article"].is_valid(printed)


def check(done, word, command, validators):
    """The command succeeded, printed one object under its word, and the word's schema agrees."""
    assert done.exit_code == 0, f"{command}: {done.stderr}"
    printed = json.loads(done.stdout)
    assert printed["schema"] == f"factcheck/{word}/1", command
    errors = [f"{error.json_path}: {error.message[:300]}" for error in validators[word].iter_errors(printed)]
    assert not errors, f"{command}: {errors}"
