"""All models: importing any of them through here makes the metadata complete."""

from factcheck.models.answering import Ask, Complaint, Correction, Void
from factcheck.models.article import Article, Version, VersionText
from factcheck.models.base import Base
from factcheck.models.claim import Appearance, Attribution, AttributionVia, Claim, ClaimAlias
from factcheck.models.claimwork import AuthorQuery, Check, ClaimTag, Figure, Note, Relation, Signoff
from factcheck.models.desk import Desk, Person, Policy
from factcheck.models.document import Capture, CaptureBody, Document, DocumentVia
from factcheck.models.event import Event, EventPayload
from factcheck.models.evidence import Evidence, EvidenceVia
from factcheck.models.prior import PriorCheck, PriorSet
from factcheck.models.proposal import Proposal
from factcheck.models.source import Source, SourceAlias

__all__ = [
    "Appearance",
    "Article",
    "Ask",
    "Attribution",
    "AttributionVia",
    "AuthorQuery",
    "Base",
    "Capture",
    "CaptureBody",
    "Check",
    "Claim",
    "ClaimAlias",
    "ClaimTag",
    "Complaint",
    "Correction",
    "Desk",
    "Document",
    "DocumentVia",
    "Event",
    "EventPayload",
    "Evidence",
    "EvidenceVia",
    "Figure",
    "Note",
    "Person",
    "Policy",
    "PriorCheck",
    "PriorSet",
    "Proposal",
    "Relation",
    "Signoff",
    "Source",
    "SourceAlias",
    "Version",
    "VersionText",
    "Void",
]
