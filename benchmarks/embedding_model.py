"""Whether the model of the extra ``semantic`` is what it says: its vectors against those of the full weights.

``python -m benchmarks.embedding_model --weights FOLDER``, where FOLDER holds ``model.safetensors`` of all-MiniLM-L6-v2 (docs/adr/0014).
The network is worked out in numpy alone (BERT: Devlin and others 2019), so that nothing but the weights is taken on trust.
"""

import argparse
import hashlib
import json
import math
import struct
from pathlib import Path
from typing import Any

import numpy as np

from factcheck.embedding import Embedder
from factcheck.resources import examples_dir

_LAYERS, _HEADS, _WIDTH = 6, 12, 384
Array = Any
_erf = np.vectorize(math.erf)


class Network:
    """all-MiniLM-L6-v2 from its weights, a text at a time."""

    def __init__(self, file: Path) -> None:
        data = file.read_bytes()
        size = struct.unpack("<Q", data[:8])[0]
        self.digest = hashlib.sha256(data).hexdigest()
        self.weights: dict[str, Array] = {}
        for name, about in json.loads(data[8 : 8 + size]).items():
            if about.get("dtype") == "F32":
                count = math.prod(about["shape"])
                found = np.frombuffer(data, dtype="<f4", offset=8 + size + about["data_offsets"][0], count=count)
                self.weights[name] = found.reshape(about["shape"])

    def vector(self, ids: list[int]) -> Array:
        """The vector of a text of these word pieces, of unit length."""
        kinds = ("word_embeddings.weight", "position_embeddings.weight", "token_type_embeddings.weight")
        words, places, types = (self.weights[f"embeddings.{name}"] for name in kinds)
        x = self._norm(words[ids] + places[: len(ids)] + types[0], "embeddings.LayerNorm")
        for layer in range(_LAYERS):
            x = self._layer(x, f"encoder.layer.{layer}")
        mean = x.mean(0)
        return mean / np.linalg.norm(mean)

    def _layer(self, x: Array, name: str) -> Array:
        size = (len(x), _HEADS, _WIDTH // _HEADS)
        query, key, value = (
            self._dense(x, f"{name}.attention.self.{part}").reshape(size).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        shares = query @ key.transpose(0, 2, 1) / math.sqrt(_WIDTH // _HEADS)
        shares = np.exp(shares - shares.max(-1, keepdims=True))
        mixed = (shares / shares.sum(-1, keepdims=True) @ value).transpose(1, 0, 2).reshape(len(x), _WIDTH)
        output = f"{name}.attention.output"
        x = self._norm(self._dense(mixed, f"{output}.dense") + x, f"{output}.LayerNorm")
        inner = self._dense(x, f"{name}.intermediate.dense")
        inner = inner * (1 + _erf(inner / math.sqrt(2))) / 2
        return self._norm(self._dense(inner, f"{name}.output.dense") + x, f"{name}.output.LayerNorm")

    def _dense(self, x: Array, name: str) -> Array:
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _norm(self, x: Array, name: str) -> Array:
        even = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        return even * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]


def main() -> None:
    """Print how near the vectors of both are on the wordings of the worked example."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="a folder with model.safetensors")
    network, embedder = Network(parser.parse_args().weights / "model.safetensors"), Embedder()
    claim_set = json.loads((examples_dir() / "deepseek" / "claims.json").read_text(encoding="utf-8"))
    texts = [claim["wording"] for claim in claim_set["claims"]]
    ours = embedder.encode(texts)
    full = np.stack([network.vector(embedder.pieces(text)) for text in texts])
    print(f"weights {network.digest}")
    near = (ours * full).sum(1)
    print(f"{len(texts)} texts, cosine of the two vectors of each: lowest {near.min():.4f}, mean {near.mean():.4f}")
    pairs = np.triu_indices(len(texts), 1)
    one, other = (ours @ ours.T)[pairs], (full @ full.T)[pairs]
    apart = abs(one - other)
    print(f"{len(apart):,} pairs, difference of their cosine: largest {apart.max():.3f}, mean {apart.mean():.4f}")


if __name__ == "__main__":
    main()
