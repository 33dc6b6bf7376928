"""How well the rules find who says what: ``python -m benchmarks.attribution --data F.jsonl`` or ``--articles DIR``.

``--data`` takes lines of ``{"text", "attributions": [{"Source", "Cue", "Content"}]}``, each a list of [start, end) in code
points (the form of PolNeAR made into lines). A proposed source is right when it equals (exact) or overlaps a source of the
labels, one to one. ``--articles`` takes a folder of labelled articles (benchmarks/data/articles) and scores speakers too.
``--train`` with ``--save`` trains a sequence model on such lines, ``--model`` scores it; it is never shipped.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.attribution_peer import plain_verbs
from benchmarks.attribution_scores import Act, Counts, by_rules, counts, interval, labelled, rates


def report(name: str, articles: Sequence[tuple[str, list[Act]]], system: Callable[[str], list[Act]]) -> None:
    """Run a system over articles and print its rates, their intervals and the CPU time an article takes."""
    system(articles[0][0])  # the word lists are read once
    started = time.process_time()
    proposed = [system(text) for text, _ in articles]
    spent = (time.process_time() - started) / len(articles) * 1000
    pairs = list(zip(proposed, (acts for _, acts in articles), strict=True))
    overlap = [counts(mine, labels, "source") for mine, labels in pairs]
    exact = [counts(mine, labels, "source", exact=True) for mine, labels in pairs]
    cue = [counts(mine, labels, "cue") for mine, labels in pairs]
    content = [counts(mine, labels, "content") for mine, labels in pairs]
    precision, recall, f1 = rates(overlap)
    print(f"{name}: {sum(each.proposed for each in overlap)} proposed, {spent:.1f} ms of CPU an article")
    print(f"  source overlap  P {precision:.3f} {_between(overlap, 0)}  R {recall:.3f} {_between(overlap, 1)}  "
          f"F1 {f1:.3f} {_between(overlap, 2)}")  # fmt: skip
    for title, them in (("source exact", exact), ("cue overlap", cue), ("content overlap", content)):
        if not any(each.proposed for each in them):
            continue  # the peer proposes no content
        print(
            f"  {title:<15} P {rates(them)[0]:.3f}  R {rates(them)[1]:.3f}  F1 {rates(them)[2]:.3f} {_between(them, 2)}"
        )


def _between(all_counts: Sequence[Counts], which: int) -> str:
    return "[{:.3f}, {:.3f}]".format(*interval(all_counts, which))


def main() -> None:
    """Read the arguments and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="labelled lines to score on")
    parser.add_argument("--articles", type=Path, help="a folder of labelled articles to score on")
    parser.add_argument("--train", type=Path, help="labelled lines to train a sequence model on (python-crfsuite)")
    parser.add_argument("--save", type=Path, help="where the trained model goes")
    parser.add_argument("--model", type=Path, help="a trained model to score beside the rules")
    parser.add_argument("--example", action="store_true", help="score the proposals on the worked example")
    parser.add_argument("--show", action="store_true", help="with --articles, list what differs")
    given: Any = parser.parse_args()
    if given.train:
        from benchmarks.attribution_model import train

        if given.save is None:
            parser.error("--train wants --save FILE for the model")
        train(labelled(given.train), given.save)
    if given.data:
        articles = labelled(given.data)
        print(f"{given.data.name}: {len(articles)} articles, {sum(len(acts) for _, acts in articles)} labelled sources")
        report("rules", articles, by_rules)
        if given.model:
            from benchmarks.attribution_model import load

            report("sequence model", articles, load(given.model))
        report("peer: a regex of 29 verbs", articles, plain_verbs)
    if given.articles:
        from benchmarks.attribution_articles import report_articles

        report_articles(given.articles, show=given.show)
    if given.example:
        from benchmarks.attribution_example import report_example

        report_example()
    if not (given.data or given.articles or given.train or given.example):
        parser.error("say what to do: --data F.jsonl, --articles DIR, --example or --train F.jsonl --save MODEL")


if __name__ == "__main__":
    main()
