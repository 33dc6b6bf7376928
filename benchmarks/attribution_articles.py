"""Who says what in labelled articles of our own: source, cue, content, and of what was found its speaker, kind and hedge."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.attribution_scores import Act, counts, interval, rates
from factcheck.core.attribution import Found, find_attributions


def report_articles(folder: Path, *, show: bool = False) -> None:
    """Print the rates over the articles of a folder (``NAME.txt`` with ``NAME.json``); ``show`` lists what is missed."""
    articles = [(path.with_suffix(".txt").read_text(encoding="utf-8"), json.loads(path.read_text(encoding="utf-8")))
                for path in sorted(folder.glob("*.json"))]  # fmt: skip
    results = [(text, find_attributions(text), labels["attributions"]) for text, labels in articles]
    print(f"{folder}: {len(results)} articles, {sum(len(labels) for _, _, labels in results)} labelled attributions")
    for field in ("source", "cue", "content"):
        each = [counts(_acts(found), [_label(one) for one in labels], field) for _, found, labels in results]
        precision, recall, f1 = rates(each)
        low, high = interval(each, 2)
        print(f"  {field:<8} overlap P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f} [{low:.3f}, {high:.3f}]")
    pairs = [pair for _, found, labels in results for pair in matched(found, labels)]
    named = [(one, label) for one, label in pairs if one.speaker]
    wanted = [(one, label) for one, label in pairs if label["speaker"]]
    print(f"  of {len(pairs)} found by their cue:")
    print(f"    speaker proposed {len(named)}, right {_same(named)}; labelled {len(wanted)}, right {_same(wanted)}")
    for how in ("named", "short name", "guess"):
        some = [(one, label) for one, label in named if one.resolved == how]
        print(f"      {how}: {_same(some)} of {len(some)} right")
    print(f"    kind right {sum(one.kind == label['kind'] for one, label in pairs)}")
    hedged = [(one, label) for one, label in pairs if one.hedged]
    print(f"    hedged proposed {len(hedged)}, right {sum(label['hedged'] for _, label in hedged)}; "
          f"labelled {sum(label['hedged'] for _, label in pairs)}")  # fmt: skip
    print(f"    via right {sum(list(one.via) == label['via'] for one, label in pairs if label['via'])} of "
          f"{sum(bool(label['via']) for _, label in pairs)} labelled; wrongly given "
          f"{sum(bool(one.via) and not label['via'] for one, label in pairs)}")  # fmt: skip
    if show:
        for text, found, labels in results:
            _show(text, found, labels)


def matched(found: Sequence[Found], labels: Sequence[dict[str, Any]]) -> list[tuple[Found, dict[str, Any]]]:
    """Pairs of a proposal and a label whose cues overlap, each once; a label without a cue is matched by its content."""
    free, pairs = list(labels), []
    for one in found:
        spans = [(span.start, span.end) for span in one.cue]
        label = next((label for label in free if any(a < d and c < b for a, b in spans for c, d in label["cue"])), None)
        if label is not None:
            free.remove(label)
            pairs.append((one, label))
    return pairs


def _same(pairs: Iterable[tuple[Found, dict[str, Any]]]) -> int:
    """How many have the speaker of the label, capitals and a leading article aside."""
    return sum(_plain(one.speaker or "") == _plain(label["speaker"] or "-") for one, label in pairs)


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _acts(found: Sequence[Found]) -> list[Act]:
    return [
        Act(
            ((one.source.start, one.source.end),) if one.source else (),
            tuple((span.start, span.end) for span in one.cue),
            tuple((span.start, span.end) for span in one.content),
        )
        for one in found
    ]


def _label(label: dict[str, Any]) -> Act:
    source = ((label["source"][0], label["source"][1]),) if label["source"] else ()
    return Act(source, tuple(map(tuple, label["cue"])), tuple(map(tuple, label["content"])))


def _show(text: str, found: Sequence[Found], labels: Sequence[dict[str, Any]]) -> None:
    pairs = matched(found, labels)
    for one, label in pairs:
        if (
            _plain(one.speaker or "-") != _plain(label["speaker"] or "-")
            or one.kind != label["kind"]
            or one.hedged != label["hedged"]
        ):
            print(f"  differs: {one.fired} {one.speaker!r} {one.kind} {one.hedged} / {label['speaker']!r} {label['kind']} "
                  f"{label['hedged']}")  # fmt: skip
        if list(one.via) != label["via"]:
            print(f"  via: {one.fired} {one.via} / {label['via']}")
    for label in labels:
        if all(label is not other for _, other in pairs):
            words = " ... ".join(text[start:end] for start, end in label["cue"])
            print(
                f"  missed: {words!r} by {label['speaker']!r}: {text[slice(*label['source'])] if label['source'] else None!r}"
            )
    for one in found:
        if all(one is not other for other, _ in pairs):
            print(f"  too many: {one.fired}")
