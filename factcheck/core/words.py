"""The desk's fixed words, spelled as in the database, the JSON and the command line."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of statement a claim is."""

    STATISTIC = "statistic"
    QUOTE = "quote"
    EVENT = "event"
    COMPARISON = "comparison"
    CAUSAL = "causal"
    ATTRIBUTION_CLAIM = "attribution-claim"
    IDENTITY = "identity"
    SUPERLATIVE = "superlative"
    PREDICTION = "prediction"
    OPINION = "opinion"


class Priority(StrEnum):
    """How much harm a wrong claim would do, so which to check first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Status(StrEnum):
    """Verification status of a claim."""

    UNVERIFIED = "unverified"
    IN_REVIEW = "in-review"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    REFUTED = "refuted"
    MIXED = "mixed"
    UNVERIFIABLE = "unverifiable"

    @property
    def settled(self) -> bool:
        """Whether the desk has decided; the two others are open."""
        return self not in (Status.UNVERIFIED, Status.IN_REVIEW)

    @property
    def holds(self) -> bool | None:
        """Whether the claim holds as written; ``None`` where the desk does not say."""
        if self is Status.CONFIRMED:
            return True
        return False if self in (Status.DISPUTED, Status.REFUTED, Status.MIXED) else None


class UnverifiableCode(StrEnum):
    """Why a claim is beyond any public source."""

    OPINION = "opinion"
    PREDICTION = "prediction"
    NO_PUBLIC_SOURCE = "no-public-source"
    SOURCE_DECLINED = "source-declined"
    OUT_OF_SCOPE = "out-of-scope"


class Stance(StrEnum):
    """How a document bears on a claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class Quality(StrEnum):
    """How near a document is to what it reports."""

    PRIMARY = "primary"
    SELF_REPORTED = "self-reported"
    SECONDARY = "secondary"
    COPY = "copy"


class Method(StrEnum):
    """How the desk looked at a piece of evidence."""

    READ = "read"
    CALLED = "called"
    E_MAILED = "e-mailed"
    SAW = "saw"
    RECOMPUTED = "recomputed"


class SourceKind(StrEnum):
    """What a source is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PUBLICATION = "publication"
    DATASET = "dataset"
    ANONYMOUS_GROUP = "anonymous-group"


class AttributionKind(StrEnum):
    """Who the article lets say it; ``unattributed`` is the article's own voice."""

    FIRST_HAND = "first-hand"
    SECOND_HAND = "second-hand"
    ANONYMOUS = "anonymous"
    UNATTRIBUTED = "unattributed"


class Level(StrEnum):
    """On what terms a speaker spoke."""

    ON_RECORD = "on-record"
    BACKGROUND = "background"
    OFF_RECORD = "off-record"


class OriginBasis(StrEnum):
    """How the desk knows where a document comes from."""

    STATED = "stated"
    INFERRED = "inferred"


class TitleBasis(StrEnum):
    """How the desk knows a document's title."""

    SHOWN = "shown"
    FROM_ADDRESS = "from-address"
    DESCRIBED = "described"
    RECALLED = "recalled"


class Anchored(StrEnum):
    """How a place of a new version of an article was found from the one before it.

    ``kept``: where it stood. ``moved``: word for word elsewhere. ``normalised``: only quotation marks, dashes or spaces
    differ. ``edited``: other words, the same facts. ``changed``: a fact differs. ``ambiguous``: it may be several places.
    ``gone``: it is in the text no more.
    """

    KEPT = "kept"
    MOVED = "moved"
    NORMALISED = "normalised"
    EDITED = "edited"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"


class Decision(StrEnum):
    """What a person decided of a claim that was proposed."""

    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


class Outcome(StrEnum):
    """What became of a query to the writer."""

    OPEN = "open"
    CHANGED = "changed"
    STET = "stet"
    ON_AUTHOR = "on-author"
    CUT = "cut"


class RelationKind(StrEnum):
    """How one claim bears on another."""

    DUPLICATE_OF = "duplicate-of"
    PART_OF = "part-of"
    SAYS = "says"
    DEPENDS_ON = "depends-on"
    RELATED = "related"
    CONTRADICTS = "contradicts"


class Waiting(StrEnum):
    """Whom a claim in review waits for."""

    SOURCE = "source"
    REPLY = "reply"
    WRITER = "writer"


class Role(StrEnum):
    """What a person does at the desk."""

    CHECKER = "checker"
    SECOND = "second"
    EDITOR = "editor"


class Risk(StrEnum):
    """What the law may hold against a claim that is wrong, or that ought not to be told."""

    DEFAMATION = "defamation"
    PRIVACY = "privacy"


class Comparator(StrEnum):
    """How a claimed figure is meant."""

    EQUAL = "="
    ABOUT = "about"
    MORE = ">"
    LESS = "<"
    AT_LEAST = ">="
    AT_MOST = "<="
    WITHIN = "within"


class Channel(StrEnum):
    """How the desk put a question to somebody."""

    E_MAIL = "e-mail"
    TELEPHONE = "telephone"
    LETTER = "letter"
    IN_PERSON = "in-person"
    FORM = "form"


class Reply(StrEnum):
    """What became of a question put to somebody; ``no-answer`` is said by the desk, never assumed."""

    WAITING = "waiting"
    ANSWERED = "answered"
    NO_ANSWER = "no-answer"


class CorrectionKind(StrEnum):
    """What a correction is: wrong words, words that misled, or facts that changed since."""

    ERROR = "error"
    CLARIFICATION = "clarification"
    UPDATE = "update"


class Complainant(StrEnum):
    """Who complains."""

    READER = "reader"
    SUBJECT = "subject"
    SOURCE = "source"
    AUTHOR = "author"
    OTHER = "other"


class ComplaintOutcome(StrEnum):
    """What became of a complaint."""

    OPEN = "open"
    CORRECTED = "corrected"
    STANDS = "stands"


class Band(StrEnum):
    """How alike two statements are: the same claim, a related one, or nothing like it."""

    SAME = "same"
    RELATED = "related"
    NONE = "none"
