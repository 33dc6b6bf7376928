"""The table of commands: each module is loaded only when its command is used, so that help stays quick.

A test loads them all and compares each help line with its module's.
"""

from typing import NamedTuple


class Entry(NamedTuple):
    """A command of the top level: its word, the module that holds its ``app``, and its line in the help."""

    word: str
    module: str
    help: str


COMMANDS = (
    Entry("article", "factcheck.cli.article", "Take articles in, list and show them."),
    Entry("mark", "factcheck.cli.mark", "Bracket the facts of an article in an editor, as with a pencil."),
    Entry("suggest", "factcheck.cli.suggest", "Propose the claims of an article, with reasons."),
    Entry("claim", "factcheck.cli.claim", "Enter, list, show and edit claims."),
    Entry("evidence", "factcheck.cli.evidence", "Say what a document shows for or against a claim."),
    Entry("status", "factcheck.cli.status", "Show where the desk or a claim stands, or settle claims."),
    Entry("signoff", "factcheck.cli.signoff", "Sign claims off as the second person."),
    Entry("review", "factcheck.cli.review", "Look at claims a second time, one by one, blind or not."),
    Entry("next", "factcheck.cli.next", "Say what to do next, and the command for it."),
    Entry("lint", "factcheck.cli.lint", "Find what is wrong or missing in the desk's own work."),
    Entry("figures", "factcheck.cli.figures", "List the figures of an article, and where they differ."),
    Entry("find", "factcheck.cli.find", "Find words in articles and claims."),
    Entry("match", "factcheck.cli.match", "Find what was checked before: the same claim, or one like it."),
    Entry("prior", "factcheck.cli.prior", "Keep what other desks published of claims."),
    Entry("query", "factcheck.cli.query", "Ask the writer to change words, and record the outcome."),
    Entry("ask", "factcheck.cli.ask", "Ask people outside the desk, and record what they answer."),
    Entry("note", "factcheck.cli.note", "Write a note on a claim."),
    Entry("source", "factcheck.cli.source", "Keep who says things: people, organisations, publications."),
    Entry("document", "factcheck.cli.document", "Keep the works cited as evidence."),
    Entry("correct", "factcheck.cli.correct", "Correct a published text, and list what was corrected."),
    Entry("complaint", "factcheck.cli.complaint", "Take complaints in, and close them."),
    Entry("void", "factcheck.cli.void", "Withdraw the desk's own check where it was wrong."),
    Entry("report", "factcheck.cli.report", "Write the report: a file, a site, or a PDF file."),
    Entry("history", "factcheck.cli.history", "Show what happened to a claim, and who did it."),
    Entry("log", "factcheck.cli.log", "Show what was done on the desk, newest first."),
    Entry("undo", "factcheck.cli.undo", "Take back the last command."),
    Entry("redact", "factcheck.cli.redact", "Blank a value for good, wherever the desk keeps it."),
    Entry("import", "factcheck.cli.importing", "Take in a claim set written by export."),
    Entry("export", "factcheck.cli.exporting", "Write the desk's claims as a claim set."),
    Entry("bundle", "factcheck.cli.bundle", "Seal report and data in one file that anybody can check."),
    Entry("verify", "factcheck.cli.verify_file", "Check a bundle: that nothing in it was altered."),
    Entry("policy", "factcheck.cli.policy", "Show and set what the desk asks of its own work."),
    Entry("person", "factcheck.cli.person", "List who works at the desk, and say who is who."),
    Entry("db", "factcheck.cli.db", "Create, upgrade, check, verify and back up desks."),
    Entry("completion", "factcheck.cli.completion", "Print the script that lets your shell complete."),
    Entry("demo", "factcheck.cli.demo", "Build the worked example and its report in a folder."),
)
