"""The desk: every table of the model, the triggers that keep history append-only, and the search index.

Revision: 0001, after nothing. Migrations never import the models; the two helpers of ``factcheck.db`` know none.
"""

import sqlalchemy as sa

from alembic import op
from factcheck.db.search import create_search, drop_search
from factcheck.db.triggers import create_triggers, drop_triggers

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "desks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desks")),
        sa.UniqueConstraint("uid", name=op.f("uq_desks_uid")),
    )
    op.create_table(
        "events",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("run", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("payload_digest", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("desk", "seq", name=op.f("pk_events")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_events_subject", "events", ["subject", "seq"])

    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("name", name=op.f("uq_people_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_people_uid")),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("part_of_id", sa.Integer(), nullable=True),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["part_of_id"], ["sources.id"], name=op.f("fk_sources_part_of_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("name", name=op.f("uq_sources_name")),
        sa.UniqueConstraint("number", name=op.f("uq_sources_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_sources_uid")),
    )
    op.create_index(op.f("ix_sources_part_of_id"), "sources", ["part_of_id"])

    op.create_table(
        "articles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("publisher_id", sa.Integer(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("upstream_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["publisher_id"], ["sources.id"], name=op.f("fk_articles_publisher_id")),
        sa.ForeignKeyConstraint(["upstream_id"], ["sources.id"], name=op.f("fk_articles_upstream_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("number", name=op.f("uq_articles_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_articles_uid")),
    )
    op.create_index(op.f("ix_articles_publisher_id"), "articles", ["publisher_id"])
    op.create_index(op.f("ix_articles_upstream_id"), "articles", ["upstream_id"])

    op.create_table(
        "claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("status_code", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("status_by_id", sa.Integer(), nullable=True),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fingerprint", sa.Text(), nullable=True),
        sa.Column("waiting", sa.Text(), nullable=True),
        sa.Column("waiting_until", sa.Text(), nullable=True),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["about_id"], ["sources.id"], name=op.f("fk_claims_about_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["people.id"], name=op.f("fk_claims_created_by_id")),
        sa.ForeignKeyConstraint(["status_by_id"], ["people.id"], name=op.f("fk_claims_status_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("number", name=op.f("uq_claims_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_claims_uid")),
    )
    op.create_index(op.f("ix_claims_about_id"), "claims", ["about_id"])
    op.create_index(op.f("ix_claims_created_by_id"), "claims", ["created_by_id"])
    op.create_index(op.f("ix_claims_status"), "claims", ["status"])
    op.create_index(op.f("ix_claims_status_by_id"), "claims", ["status_by_id"])

    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("canonical_url", sa.Text(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("title_basis", sa.Text(), nullable=True),
        sa.Column("publisher_id", sa.Integer(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("date_text", sa.Text(), nullable=True),
        sa.Column("work_id", sa.Integer(), nullable=True),
        sa.Column("origin_source_id", sa.Integer(), nullable=True),
        sa.Column("origin_document_id", sa.Integer(), nullable=True),
        sa.Column("origin_basis", sa.Text(), nullable=True),
        sa.Column("host", sa.Text(), nullable=True),
        sa.Column("archived_url", sa.Text(), nullable=True),
        sa.Column("retracted", sa.Text(), nullable=True),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["origin_document_id"], ["documents.id"], name=op.f("fk_documents_origin_document_id")),
        sa.ForeignKeyConstraint(["origin_source_id"], ["sources.id"], name=op.f("fk_documents_origin_source_id")),
        sa.ForeignKeyConstraint(["publisher_id"], ["sources.id"], name=op.f("fk_documents_publisher_id")),
        sa.ForeignKeyConstraint(["work_id"], ["sources.id"], name=op.f("fk_documents_work_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("canonical_url", name=op.f("uq_documents_canonical_url")),
        sa.UniqueConstraint("number", name=op.f("uq_documents_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_documents_uid")),
    )
    op.create_index(op.f("ix_documents_origin_document_id"), "documents", ["origin_document_id"])
    op.create_index(op.f("ix_documents_origin_source_id"), "documents", ["origin_source_id"])
    op.create_index(op.f("ix_documents_publisher_id"), "documents", ["publisher_id"])
    op.create_index(op.f("ix_documents_work_id"), "documents", ["work_id"])

    op.create_table(
        "event_payloads",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["desk", "seq"], ["events.desk", "events.seq"], name=op.f("fk_event_payloads_desk_seq")
        ),
        sa.PrimaryKeyConstraint("desk", "seq", name=op.f("pk_event_payloads")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "policies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name=op.f("fk_policies_desk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policies")),
        sa.UniqueConstraint("desk_id", "key", name=op.f("uq_policies_desk_id_key")),
    )
    op.create_table(
        "source_aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_source_aliases_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_aliases")),
        sa.UniqueConstraint("source_id", "name", name=op.f("uq_source_aliases_source_id_name")),
    )
    op.create_table(
        "author_queries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("now", sa.Text(), nullable=False),
        sa.Column("proposed", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome_by_id", sa.Integer(), nullable=True),
        sa.Column("outcome_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_author_queries_claim_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["people.id"], name=op.f("fk_author_queries_created_by_id")),
        sa.ForeignKeyConstraint(["outcome_by_id"], ["people.id"], name=op.f("fk_author_queries_outcome_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_author_queries")),
        sa.UniqueConstraint("claim_id", "item", name=op.f("uq_author_queries_claim_id_item")),
        sa.UniqueConstraint("uid", name=op.f("uq_author_queries_uid")),
    )
    op.create_index(op.f("ix_author_queries_created_by_id"), "author_queries", ["created_by_id"])
    op.create_index(op.f("ix_author_queries_outcome_by_id"), "author_queries", ["outcome_by_id"])

    op.create_table(
        "captures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("tool", sa.Text(), nullable=False),
        sa.Column("captured_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_captures_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captures")),
        sa.UniqueConstraint("uid", name=op.f("uq_captures_uid")),
    )
    op.create_index(op.f("ix_captures_document_id"), "captures", ["document_id"])

    op.create_table(
        "checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_checks_claim_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_checks_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checks")),
        sa.UniqueConstraint("uid", name=op.f("uq_checks_uid")),
    )
    op.create_index(op.f("ix_checks_claim_id"), "checks", ["claim_id"])
    op.create_index(op.f("ix_checks_person_id"), "checks", ["person_id"])

    op.create_table(
        "claim_aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_aliases_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_aliases")),
        sa.UniqueConstraint("number", name=op.f("uq_claim_aliases_number")),
    )
    op.create_index(op.f("ix_claim_aliases_claim_id"), "claim_aliases", ["claim_id"])

    op.create_table(
        "claim_tags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_tags_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_tags")),
        sa.UniqueConstraint("claim_id", "tag", name=op.f("uq_claim_tags_claim_id_tag")),
    )
    op.create_index(op.f("ix_claim_tags_tag"), "claim_tags", ["tag"])

    op.create_table(
        "document_vias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_document_vias_document_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_document_vias_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_vias")),
        sa.UniqueConstraint("document_id", "position", name=op.f("uq_document_vias_document_id_position")),
    )
    op.create_index(op.f("ix_document_vias_source_id"), "document_vias", ["source_id"])

    op.create_table(
        "figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claimed", sa.Text(), nullable=False),
        sa.Column("claimed_low", sa.Text(), nullable=False),
        sa.Column("claimed_high", sa.Text(), nullable=False),
        sa.Column("claimed_unit", sa.Text(), nullable=False),
        sa.Column("claimed_comparator", sa.Text(), nullable=False),
        sa.Column("found", sa.Text(), nullable=True),
        sa.Column("found_low", sa.Text(), nullable=True),
        sa.Column("found_high", sa.Text(), nullable=True),
        sa.Column("found_unit", sa.Text(), nullable=True),
        sa.Column("found_comparator", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_figures_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figures")),
        sa.UniqueConstraint("claim_id", "position", name=op.f("uq_figures_claim_id_position")),
    )
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_notes_claim_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["people.id"], name=op.f("fk_notes_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
        sa.UniqueConstraint("uid", name=op.f("uq_notes_uid")),
    )
    op.create_index(op.f("ix_notes_claim_id"), "notes", ["claim_id"])
    op.create_index(op.f("ix_notes_created_by_id"), "notes", ["created_by_id"])

    op.create_table(
        "relations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_relations_claim_id")),
        sa.ForeignKeyConstraint(["other_id"], ["claims.id"], name=op.f("fk_relations_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relations")),
        sa.UniqueConstraint("claim_id", "kind", "other_id", name=op.f("uq_relations_claim_id_kind_other_id")),
    )
    op.create_index(op.f("ix_relations_other_id"), "relations", ["other_id"])

    op.create_table(
        "signoffs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("bulk", sa.Boolean(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_signoffs_article_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_signoffs_claim_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_signoffs_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signoffs")),
        sa.UniqueConstraint("uid", name=op.f("uq_signoffs_uid")),
    )
    op.create_index(op.f("ix_signoffs_article_id"), "signoffs", ["article_id"])
    op.create_index(op.f("ix_signoffs_claim_id"), "signoffs", ["claim_id"])
    op.create_index(op.f("ix_signoffs_person_id"), "signoffs", ["person_id"])

    op.create_table(
        "versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column("published_on", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_versions_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_versions_article_id_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_versions_uid")),
    )
    op.create_table(
        "appearances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_appearances_claim_id")),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_appearances_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appearances")),
        sa.UniqueConstraint("uid", name=op.f("uq_appearances_uid")),
    )
    op.create_index(op.f("ix_appearances_claim_id"), "appearances", ["claim_id"])
    op.create_index(op.f("ix_appearances_version_id"), "appearances", ["version_id"])

    op.create_table(
        "capture_bodies",
        sa.Column("capture_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name=op.f("fk_capture_bodies_capture_id")),
        sa.PrimaryKeyConstraint("capture_id", name=op.f("pk_capture_bodies")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=True),
        sa.Column("method", sa.Text(), nullable=True),
        sa.Column("called", sa.Text(), nullable=True),
        sa.Column("quality", sa.Text(), nullable=True),
        sa.Column("read", sa.Boolean(), nullable=False),
        sa.Column("extent", sa.Text(), nullable=True),
        sa.Column("accessed", sa.Text(), nullable=True),
        sa.Column("origin_source_id", sa.Integer(), nullable=True),
        sa.Column("origin_document_id", sa.Integer(), nullable=True),
        sa.Column("origin_basis", sa.Text(), nullable=True),
        sa.Column("capture_id", sa.Integer(), nullable=True),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name=op.f("fk_evidence_capture_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_evidence_claim_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["people.id"], name=op.f("fk_evidence_created_by_id")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_evidence_document_id")),
        sa.ForeignKeyConstraint(["origin_document_id"], ["documents.id"], name=op.f("fk_evidence_origin_document_id")),
        sa.ForeignKeyConstraint(["origin_source_id"], ["sources.id"], name=op.f("fk_evidence_origin_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("claim_id", "item", name=op.f("uq_evidence_claim_id_item")),
        sa.UniqueConstraint("uid", name=op.f("uq_evidence_uid")),
    )
    op.create_index(op.f("ix_evidence_capture_id"), "evidence", ["capture_id"])
    op.create_index(op.f("ix_evidence_created_by_id"), "evidence", ["created_by_id"])
    op.create_index(op.f("ix_evidence_document_id"), "evidence", ["document_id"])
    op.create_index(op.f("ix_evidence_origin_document_id"), "evidence", ["origin_document_id"])
    op.create_index(op.f("ix_evidence_origin_source_id"), "evidence", ["origin_source_id"])

    op.create_table(
        "version_texts",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_version_texts_version_id")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_version_texts")),
    )
    op.create_table(
        "attributions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appearance_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("hedged", sa.Boolean(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("traced_to_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["appearance_id"], ["appearances.id"], name=op.f("fk_attributions_appearance_id")),
        sa.ForeignKeyConstraint(["speaker_id"], ["sources.id"], name=op.f("fk_attributions_speaker_id")),
        sa.ForeignKeyConstraint(["traced_to_id"], ["sources.id"], name=op.f("fk_attributions_traced_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attributions")),
        sa.UniqueConstraint("appearance_id", name=op.f("uq_attributions_appearance_id")),
    )
    op.create_index(op.f("ix_attributions_speaker_id"), "attributions", ["speaker_id"])
    op.create_index(op.f("ix_attributions_traced_to_id"), "attributions", ["traced_to_id"])

    op.create_table(
        "evidence_vias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_vias_evidence_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_evidence_vias_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_vias")),
        sa.UniqueConstraint("evidence_id", "position", name=op.f("uq_evidence_vias_evidence_id_position")),
    )
    op.create_index(op.f("ix_evidence_vias_source_id"), "evidence_vias", ["source_id"])

    op.create_table(
        "attribution_vias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attribution_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attribution_id"], ["attributions.id"], name=op.f("fk_attribution_vias_attribution_id")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_attribution_vias_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attribution_vias")),
        sa.UniqueConstraint("attribution_id", "position", name=op.f("uq_attribution_vias_attribution_id_position")),
    )
    op.create_index(op.f("ix_attribution_vias_source_id"), "attribution_vias", ["source_id"])
    create_search(op.get_bind())
    create_triggers(op.get_bind())


def downgrade() -> None:
    drop_triggers(op.get_bind())
    drop_search(op.get_bind())
    for table in (
        "attribution_vias",
        "evidence_vias",
        "attributions",
        "version_texts",
        "evidence",
        "capture_bodies",
        "appearances",
        "versions",
        "signoffs",
        "relations",
        "notes",
        "figures",
        "document_vias",
        "claim_tags",
        "claim_aliases",
        "checks",
        "captures",
        "author_queries",
        "source_aliases",
        "policies",
        "event_payloads",
        "documents",
        "claims",
        "articles",
        "sources",
        "people",
        "events",
        "desks",
    ):
        op.drop_table(table)
