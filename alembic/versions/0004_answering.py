"""What the desk owes others for a claim: questions put to people, corrections, complaints, and checks it withdrew.

Revision: 0004, after the one before it. Four new tables of parts of a claim; nothing that is there is touched. An
after-image names them only where a claim has such rows (``models/base.py``): the events written before stay true as
they are. Going back drops the tables and leaves what they held in the history alone.
"""

import sqlalchemy as sa

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "asks",
        *_lead(),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Text(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Text(), nullable=True),
        *_tail("asks"),
        sa.ForeignKeyConstraint(["party_id"], ["sources.id"], name=op.f("fk_asks_party_id")),
    )
    op.create_table(
        "complaints",
        *_lead(),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("received", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        *_tail("complaints"),
        sa.ForeignKeyConstraint(["closed_by_id"], ["people.id"], name=op.f("fk_complaints_closed_by_id")),
    )
    op.create_table(
        "corrections",
        *_lead(),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("wrong", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("right", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("corrected_on", sa.Text(), nullable=False),
        *_tail("corrections"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_corrections_version_id")),
    )
    op.create_table(
        "voids",
        *_lead(),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("set_by_id", sa.Integer(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        *_tail("voids"),
        sa.ForeignKeyConstraint(["set_by_id"], ["people.id"], name=op.f("fk_voids_set_by_id")),
    )
    for table, column in _INDEXED:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


_INDEXED = (
    ("asks", "created_by_id"),
    ("asks", "party_id"),
    ("complaints", "closed_by_id"),
    ("complaints", "created_by_id"),
    ("corrections", "created_by_id"),
    ("corrections", "version_id"),
    ("voids", "created_by_id"),
    ("voids", "set_by_id"),
)


def _lead() -> list[sa.Column]:
    """The columns that each of the tables begins with."""
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
    ]


def _tail(table: str) -> list[sa.Column | sa.Constraint]:
    """The columns that each of the tables ends with, and the constraints they share."""
    return [
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f(f"fk_{table}_claim_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["people.id"], name=op.f(f"fk_{table}_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("claim_id", "item", name=op.f(f"uq_{table}_claim_id_item")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{table}_uid")),
    ]


def downgrade() -> None:
    for table in ("voids", "corrections", "complaints", "asks"):
        op.drop_table(table)
