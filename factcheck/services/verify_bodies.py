"""Texts and bytes that the history holds by their hash alone, and the quotes that stand in the texts."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.canonical import sha256
from factcheck.models import Appearance, Capture, CaptureBody, Claim, Version, VersionText


def check_versions(session: Session, blanked: set[str]) -> Iterator[str]:
    """Every version's text against its hash; ``blanked`` are the uids of those that were redacted."""
    query = select(Version.uid, Version.number, Version.sha256, VersionText.text).outerjoin(
        VersionText, VersionText.version_id == Version.id
    )
    for uid, number, digest, text in session.execute(query, execution_options={"yield_per": 10}):
        if text is None:
            if uid not in blanked:
                yield f"version {number} ({uid}): its text is gone and no redaction says why"
        elif not isinstance(text, str) or sha256(text) != digest:  # the same bytes as a BLOB are no text
            yield f"version {number} ({uid}): its text was altered"


def check_captures(session: Session, blanked: set[str]) -> Iterator[str]:
    """Every capture's bytes against its hash and size, and the text taken from them, one capture at a time."""
    query = select(
        Capture.uid, Capture.sha256, Capture.size, Capture.text_sha256, CaptureBody.body, CaptureBody.text
    ).outerjoin(CaptureBody, CaptureBody.capture_id == Capture.id)
    for uid, digest, size, text_digest, body, text in session.execute(query, execution_options={"yield_per": 1}):
        if body is None:
            if uid not in blanked:
                yield f"capture {uid}: its bytes are gone and no redaction says why"
        elif not isinstance(body, bytes) or sha256(body) != digest or len(body) != size:
            yield f"capture {uid}: its bytes were altered"
        if text is None:
            if text_digest is not None and uid not in blanked:
                yield f"capture {uid}: its text is gone and no redaction says why"
        elif not isinstance(text, str) or sha256(text) != text_digest:
            yield f"capture {uid}: its text was altered"


def check_quotes(session: Session) -> Iterator[str]:
    """Every quote against the text it stands in, one version at a time."""
    for version in session.scalars(select(Version.id).order_by(Version.id)).all():
        text = session.scalar(select(VersionText.text).where(VersionText.version_id == version))
        if text is None:
            continue
        places = (
            select(Claim.number, Appearance.exact, Appearance.start, Appearance.end)
            .join(Appearance, Appearance.claim_id == Claim.id)
            .where(Appearance.version_id == version)
        )
        for number, exact, start, end in session.execute(places, execution_options={"yield_per": 500}):
            if text[start:end] != exact:
                yield f"claim {number}: its quote is not what stands in the article"
