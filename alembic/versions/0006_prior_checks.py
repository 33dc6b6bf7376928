"""What other desks checked before: sets of prior checks, and the indexes that matching looks things up in.

Revision: 0006, after 0005. Two new tables and the derived ones named ``search_…``; nothing that is there is touched, so no
trigger is lost and no event reads otherwise. The claims that are there are put into the index. Going back drops the
tables and leaves what they held in the history alone.
"""

import sqlalchemy as sa

from alembic import op
from factcheck.db.likeness import create_index, drop_index, put_new
from factcheck.db.meanings import create_cache, drop_cache

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prior_sets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["created_by_id"], ["people.id"], name=op.f("fk_prior_sets_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prior_sets")),
        sa.UniqueConstraint("number", name=op.f("uq_prior_sets_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_prior_sets_uid")),
    )
    op.create_index(op.f("ix_prior_sets_created_by_id"), "prior_sets", ["created_by_id"])
    op.create_table(
        "prior_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("rating", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("redacted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["set_id"], ["prior_sets.id"], name=op.f("fk_prior_checks_set_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prior_checks")),
        sa.UniqueConstraint("set_id", "position", name=op.f("uq_prior_checks_set_id_position")),
    )
    op.create_index(op.f("ix_prior_checks_digest"), "prior_checks", ["digest"])
    connection = op.get_bind()
    create_cache(connection)
    create_index(connection)
    put_new(connection, _claims(connection))


def _claims(connection: sa.Connection) -> list[tuple[int, list[str]]]:
    """What is indexed of each claim that was not dropped: its wording, and the article's words."""
    claims = sa.table("claims", sa.column("id"), sa.column("wording"), sa.column("dropped", sa.Boolean()))
    places = sa.table("appearances", sa.column("claim_id"), sa.column("exact"))
    found = connection.execute(sa.select(claims.c.id, claims.c.wording).where(~claims.c.dropped).order_by(claims.c.id))
    fields = {row.id: [row.wording] for row in found}
    for row in connection.execute(sa.select(places.c.claim_id, places.c.exact).order_by(places.c.exact)):
        if row.claim_id in fields and row.exact not in fields[row.claim_id]:
            fields[row.claim_id].append(row.exact)
    return list(fields.items())


def downgrade() -> None:
    connection = op.get_bind()
    drop_index(connection)
    drop_cache(connection)
    op.drop_table("prior_checks")
    op.drop_table("prior_sets")
