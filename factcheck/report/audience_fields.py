"""Which field of which view is for whom: one line for each class, and what is not in it is for the desk alone."""

from dataclasses import MISSING, fields
from functools import cache
from typing import Any

from factcheck.core import notices
from factcheck.report import desk_views, views

EVERYBODY = "everybody"
"""Anybody may see it, the public included."""

DESK = "desk"
"""Editor and lawyer may see it."""

LAWYER = "lawyer"
"""The lawyer may see it."""

ASKED = "asked"
"""Editor and lawyer may see it where they ask for what is confidential."""

_SEEN_BY = {
    EVERYBODY: frozenset({"editor", "lawyer", "public"}),
    DESK: frozenset({"editor", "lawyer"}),
    LAWYER: frozenset({"lawyer"}),
    ASKED: frozenset({"editor", "lawyer"}),
}

FIELDS: dict[type, dict[str, str]] = {
    views.SourceLink: {EVERYBODY: "ref name confidential"},
    views.SaysView: {EVERYBODY: "kind speaker via cues hedged level traced_to"},
    views.PlaceView: {EVERYBODY: "start end before quote after location says"},
    views.EvidenceView: {
        EVERYBODY: "ref stance finding origin top origin_basis circular own_word against_own_interest publisher via title title_basis "
        "url file_name archived_url author date date_text locator quality method accessed read extent retracted "
        "confidential newer",
        LAWYER: "by",
        ASKED: "called",
    },
    views.WeightView: {EVERYBODY: "stance items unread origins independent own_word against_own_interest unknown"},
    views.ScaleView: {EVERYBODY: "claimed found low high"},
    views.FigureView: {EVERYBODY: "claimed found difference scale"},
    views.QueryView: {DESK: "now proposed reason outcome"},
    views.RelationView: {EVERYBODY: "kind number inverse"},
    views.DissentView: {EVERYBODY: "status code reason", DESK: "by at"},
    views.SignoffView: {EVERYBODY: "stale", DESK: "by at"},
    views.NoteView: {EVERYBODY: "text internal", DESK: "by at"},
    views.OverruledView: {DESK: "was was_by by at became reason"},
    views.HistoryView: {DESK: "seq at by command why changes"},
    views.ClaimView: {
        EVERYBODY: "number wording status kind priority code reason stale about places evidence weights figures relations "
        "signoffs dissents notes tags aliases",
        # What made it stale is told in the desk's own references and names.
        DESK: "status_by status_at stale_because queries risks history asked overruled uid",
    },
    desk_views.SourceView: {EVERYBODY: "ref name kind part_of description confidential"},
    desk_views.DayView: {DESK: "day counts"},
    desk_views.Branding: {EVERYBODY: "name logo footer accent accent_dark address"},
    desk_views.ArticleView: {
        EVERYBODY: "ref title version text paragraphs words marked_share claims sources author publisher published url "
        "language upstream standing_title sentences published_version published_on",
        DESK: "sha256 timeline",
        ASKED: "note",
    },
    notices.CorrectionNotice: {
        EVERYBODY: "id ref claim article title url version paragraph kind wrong right link on",
        DESK: "at",
    },
    desk_views.ReportView: {
        EVERYBODY: "desk_name as_of tool_version articles audience language branding independent_required "
        "second_check_required corrections feed",
        DESK: "history_seq",
    },
}
"""Every field of every view, by who may see it. Sources and documents that are confidential are ``audience``'s business."""

#: What stands in a field that has no default when it may not be seen.
_NOTHING: dict[str, Any] = {"by": "", "at": None, "sha256": ""}


def group_of_field(view: type, name: str) -> str:
    """Who may see a field: ``EVERYBODY``, ``DESK``, ``LAWYER`` or ``ASKED``; ``DESK`` where nobody said."""
    for group, names in FIELDS.get(view, {}).items():
        if name in names.split():
            return group
    return DESK


@cache
def _withheld(view: type, audience: str, *, asked: bool) -> tuple[tuple[str, Any], ...]:
    """The fields of a class of view that an audience may not see, each with what stands in its place."""
    found = []
    for field in fields(view):
        group = group_of_field(view, field.name)
        if audience in _SEEN_BY[group] and (asked or group != ASKED):
            continue
        found.append((field.name, _NOTHING[field.name] if field.default is MISSING else field.default))
    return tuple(found)


def blanks(view: Any, audience: str, *, asked: bool = False) -> dict[str, Any]:
    """What to change in ``view`` so that ``audience`` sees only what it may: field and what stands in its place.

    ``asked`` opens the fields that have to be asked for. Fields that are empty already are left out, so an empty result
    means that nothing has to be done.
    """
    withheld = _withheld(view.__class__, audience, asked=asked)
    return {name: nothing for name, nothing in withheld if getattr(view, name) != nothing}
