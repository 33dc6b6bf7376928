"""Timestamps of RFC 3161: the question to an authority, and what its answer is worth.

The library is an extra (``timestamp``): a bundle without a timestamp is made and checked without it.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib.util import find_spec
from typing import TYPE_CHECKING

from factcheck.core.visible import visible
from factcheck.errors import BadInputError, IntegrityError, NetworkError, UsageError

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampRequest, TimeStampResponse

QUERY_TYPE, REPLY_TYPE = "application/timestamp-query", "application/timestamp-reply"
_HINT = "ask another authority, or leave --timestamp out"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A timestamp for certain bytes.

    Attributes:
        at: The instant it names.
        trusted: Whether it was checked down to a certificate that was given; if not, anybody can have made it.
    """

    at: datetime
    trusted: bool


def has_library() -> bool:
    """Whether the extra is installed."""
    return find_spec("rfc3161_client") is not None


def require_library() -> None:
    """Let pass where the extra is installed.

    Raises:
        UsageError: it is not.
    """
    if not has_library():
        raise UsageError(
            "timestamps need an extra that is not installed", hint="pip install 'factcheck-desk[timestamp]'"
        )


def make_query(data: bytes) -> "TimeStampRequest":
    """The question for a timestamp of ``data``: it holds their SHA-256 and a number used once, nothing else of them."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    return TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256).build()


def accept_reply(reply: bytes, query: "TimeStampRequest", data: bytes, authority: str) -> bytes:
    """An authority's reply as it is to be kept.

    Raises:
        NetworkError: it is none, it refuses, or it answers another question.
    """
    from rfc3161_client import PKIStatus

    try:
        response = _decode(reply)
        granted = response.status == PKIStatus.GRANTED
        fits = granted and response.tst_info.nonce == query.nonce and _is_for(response, data)
    except ValueError as error:
        raise NetworkError(
            f"{authority} did not answer with a timestamp: {visible(str(error))[:200]}", hint=_HINT
        ) from None
    if not granted:
        why = visible(", ".join(response.status_string))[:200] or f"status {response.status}"
        raise NetworkError(f"{authority} gave no timestamp: {why}", hint=_HINT)
    if not fits:
        raise NetworkError(f"{authority} gave a timestamp for something else", hint=_HINT)
    return reply


def check_stamp(reply: bytes, data: bytes, certificates: bytes | None) -> Stamp:
    """What a kept reply says of ``data``, checked against root certificates in PEM where they are given.

    Certificates count as of the instant of the timestamp, not of today.

    Raises:
        IntegrityError: it is no timestamp, one of something else, or does not go back to these certificates.
        BadInputError: ``certificates`` hold none.
    """
    from rfc3161_client import VerificationError, VerifierBuilder

    hint = "without its timestamp a bundle shows nothing of the time it was made"
    try:
        response = _decode(reply)
        at, fits = response.tst_info.gen_time, _is_for(response, data)
    except ValueError as error:
        raise IntegrityError(f"the timestamp cannot be read: {visible(str(error))[:200]}", hint=hint) from None
    if not fits:
        raise IntegrityError("the timestamp is not for this manifest", hint=hint)
    if certificates is None:
        return Stamp(at, trusted=False)
    try:
        VerifierBuilder(roots=_roots(certificates)).build().verify(response, sha256(data).digest())
    except (VerificationError, ValueError) as error:
        raise IntegrityError(
            f"the timestamp does not go back to the certificates given: {visible(str(error))[:200]}",
            hint="give the root certificate of the authority that made it",
        ) from None
    return Stamp(at, trusted=True)


def _decode(reply: bytes) -> "TimeStampResponse":
    from rfc3161_client import decode_timestamp_response

    return decode_timestamp_response(reply)


def _is_for(response: "TimeStampResponse", data: bytes) -> bool:
    """Whether a timestamp is for these bytes, by the SHA-256 that was asked with."""
    return bytes(response.tst_info.message_imprint.message) == sha256(data).digest()


def _roots(certificates: bytes) -> list["Certificate"]:
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return load_pem_x509_certificates(certificates)
    except ValueError:
        raise BadInputError(
            "these are no certificates in PEM", hint="give the authority's file, often called cacert.pem"
        ) from None
