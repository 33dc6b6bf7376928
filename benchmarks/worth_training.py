"""Fit a scorer of ``core/suggest`` on labelled sentences: logistic regression over its features, by scikit-learn."""

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.worth_data import Labelled
from factcheck.core.suggest.features import BLOCKS, RARITY_BLOCKS, counts_of, vector
from factcheck.core.suggest.scorer import FORMAT, Scorer, Stage, all_of

#: A feature seen in fewer sentences is left out.
_FEWEST = {"w": 2, "c": 3, "s": 3}
#: Inverse strength of the penalty; chosen on debates before 2004 against 2004-2008 and on the first of the four folds.
STRENGTH = 1.0
#: A sentence worth checking counts a little more, being the rarer; chosen in the same way.
POSITIVE = 1.3

Vector = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Trained:
    """A scorer and the rows it was fitted on, for a model that adds more to them."""

    scorer: Scorer
    rows: Sequence[dict[str, float]]


def rarities_of(sentences: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return by block how rare each feature is: ln((1 + n) / (1 + sentences with it)) + 1."""
    seen: dict[str, Counter[str]] = {block: Counter() for block in RARITY_BLOCKS}
    for sentence in sentences:
        for block, counts in counts_of(sentence).items():
            seen[block].update(counts.keys())
    return {
        block: {
            name: math.log((1 + len(sentences)) / (1 + count)) + 1
            for name, count in counts.items()
            if count >= _FEWEST[block]
        }
        for block, counts in seen.items()
    }


def flat(found: Vector) -> dict[str, float]:
    """Return a sentence's features with their block before their name."""
    return {f"{block}\t{name}": value for block, features in found.items() for name, value in features.items()}


def questions(learnt: Sequence[Labelled]) -> list[tuple[list[int], list[bool]]]:
    """Return what is to be learnt one after the other: the rows asked, and their answers.

    With three labels: of all whether they state a fact, and of those that do whether it is worth checking. So a fact of
    no weight is not put together with small talk.
    """
    every = list(range(len(learnt)))
    if not any(each.factual and not each.worth for each in learnt):
        return [(every, [each.worth for each in learnt])]
    facts = [at for at in every if learnt[at].factual]
    return [(every, [bool(each.factual) for each in learnt]), (facts, [learnt[at].worth for at in facts])]


def fit(matrix: Any, learnt: Sequence[Labelled]) -> list[Any]:
    """Return a model for each question, the last one with the positives counted a little more."""
    models = []
    asked = questions(learnt)
    for place, (rows, answers) in enumerate(asked, 1):
        share = POSITIVE if place == len(asked) else 1.0
        weights = [share if answer else 1.0 for answer in answers]
        model = import_module("sklearn.linear_model").LogisticRegression(C=STRENGTH, solver="liblinear")
        models.append(model.fit(_narrow(matrix[rows]), answers, sample_weight=weights))
    return models


def train(learnt: Sequence[Labelled]) -> Trained:
    """Fit a scorer: about a minute for 20,000 sentences."""
    sentences = [each.text for each in learnt]
    rarities = rarities_of(sentences)
    rows = [flat(vector(sentence, rarities)) for sentence in sentences]
    columns = _columns()
    names = None
    stages = []
    for model in fit(columns.fit_transform(rows), learnt):
        names = columns.get_feature_names_out() if names is None else names
        weights: dict[str, dict[str, float]] = {block: {} for block in BLOCKS}
        for key, weight in zip(names, model.coef_[0], strict=True):
            block, name = key.split("\t", 1)
            if weight:
                weights[block][name] = float(weight)
        stages.append(Stage(float(model.intercept_[0]), weights))
    return Trained(Scorer("trained", stages, rarities), rows)


def save(scorer: Scorer, path: Path, name: str) -> None:
    """Write a scorer as ``factcheck suggest --scorer`` reads it, its numbers to four places."""
    held: dict[str, Any] = {
        "format": FORMAT,
        "name": name,
        "stages": [
            {"bias": round(each.bias, 4), "weights": {block: _rounded(part) for block, part in each.weights.items()}}
            for each in scorer.stages
        ],
        "rarities": {block: _rounded(part) for block, part in scorer.rarities.items()},
    }
    path.write_text(json.dumps(held, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _rounded(part: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in part.items()}


def _columns() -> Any:
    """scikit-learn has no types, and only training needs it: the dependency group ``bench``."""
    return import_module("sklearn.feature_extraction").DictVectorizer()


def _narrow(matrix: Any) -> Any:
    """A sparse matrix with the 32-bit places that liblinear takes."""
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    return matrix


def plain_model(sentences: Sequence[str], worth: Sequence[bool], tested: Sequence[str]) -> list[float]:
    """The usual peer: TF-IDF of words and pairs of words, and logistic regression."""
    columns = import_module("sklearn.feature_extraction.text").TfidfVectorizer(
        ngram_range=(1, 2), sublinear_tf=True, min_df=2
    )
    model = import_module("sklearn.linear_model").LogisticRegression(C=4.0, class_weight="balanced", solver="liblinear")
    model.fit(columns.fit_transform(sentences), list(worth))
    return [float(value) for value in model.decision_function(columns.transform(tested))]


def with_meaning(
    trained: Trained, learnt: Sequence[Labelled], meanings: Any, tested: Sequence[str], tested_meanings: Any
) -> list[float]:
    """A scorer's features and a sentence's vector in one model: what each tested sentence weighs."""
    sparse = import_module("scipy.sparse")
    columns = _columns()
    left = columns.fit_transform(trained.rows)
    right = columns.transform([flat(vector(sentence, trained.scorer.rarities)) for sentence in tested])
    models = fit(sparse.hstack([left, sparse.csr_matrix(meanings * MEANING)]).tocsr(), learnt)
    both = _narrow(sparse.hstack([right, sparse.csr_matrix(tested_meanings * MEANING)]).tocsr())
    sums = [model.decision_function(both) for model in models]
    return [all_of([float(value) for value in values]) for values in zip(*sums, strict=True)]


#: How much longer than a block of words the vector of a sentence is made; chosen in the same way.
MEANING = 1.5
