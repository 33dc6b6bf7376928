"""How near texts are in meaning, by a model's vectors: kept in the desk, so that the model reads each text once.

A command that reads compares with what is kept and works the rest out for itself; ``keep_meanings`` is what keeps.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from factcheck.core.canonical import sha256
from factcheck.db import meanings

if TYPE_CHECKING:
    from factcheck.embedding import Embedder, Rows

#: How a number of a vector is kept: four bytes, the lowest first, on every machine.
_KEPT = "<f4"
_BATCH = 200


class Meanings:
    """Compares texts by a model, with the vectors that the desk keeps of it; a vector is looked up once."""

    def __init__(self, session: Session, embedder: "Embedder") -> None:
        self.session = session
        self.embedder = embedder
        self._vectors: dict[str, Rows] = {}

    def cosines(self, asked: str, others: Sequence[Sequence[str]]) -> list[float]:
        """For each group of texts the highest cosine (-1 to 1) of one of them and ``asked``; 0 for an empty group."""
        self._look_up([asked, *(text for group in others for text in group)])
        mine = self._vectors[asked]
        return [max((float(mine @ self._vectors[text]) for text in group), default=0.0) for group in others]

    def _look_up(self, texts: Iterable[str]) -> None:
        """Have the vector of each of these texts at hand: the desk's, else the model's."""
        import numpy as np

        digests = {text: sha256(text) for text in texts if text not in self._vectors}
        kept = meanings.read(self.session.connection(), self.embedder.model, list(digests.values()))
        missing = [text for text, digest in digests.items() if digest not in kept]
        for text, digest in digests.items():
            if digest in kept:
                self._vectors[text] = np.frombuffer(kept[digest], dtype=_KEPT).astype(np.float32)
        self._vectors.update(zip(missing, self.embedder.encode(missing), strict=True))


def keep_meanings(
    session: Session, embedder: "Embedder", texts: Iterable[str], *, tell: Callable[[int, int], None]
) -> int:
    """Keep a vector of every one of these texts that has none. Returns how many the model had to read.

    ``tell`` is told how many are read, of how many.
    """
    connection = session.connection()
    digests = {sha256(text): text for text in texts}
    kept = meanings.read(connection, embedder.model, list(digests))
    missing = [digest for digest in digests if digest not in kept]
    for start in range(0, len(missing), _BATCH):
        some = missing[start : start + _BATCH]
        rows = embedder.encode([digests[digest] for digest in some])
        packed = {digest: row.astype(_KEPT).tobytes() for digest, row in zip(some, rows, strict=True)}
        meanings.write(connection, embedder.model, packed)
        tell(min(start + _BATCH, len(missing)), len(missing))
    return len(missing)
