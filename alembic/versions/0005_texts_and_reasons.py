"""The text taken from a capture gets a digest, and a sign-off the reason why nobody asked the subject of the claim.

Revision: 0005, after 0004. The columns are added in place: no table is rebuilt, so no trigger is lost and no row copied.
The digests of the texts that are there are worked out here. The events written before do not tell them, and stay true
as they are (``models/base.py``); the next event of a document does. Going back takes the columns away and leaves what
they held in the history alone.
"""

import hashlib

import sqlalchemy as sa

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

#: A text may have megabytes: few of them are in memory at once.
_BATCH = 20


def upgrade() -> None:
    op.add_column("signoffs", sa.Column("because", sa.Text(), nullable=True))
    op.add_column("captures", sa.Column("text_sha256", sa.Text(), nullable=True))
    captures = sa.table("captures", sa.column("id"), sa.column("text_sha256"))
    bodies = sa.table("capture_bodies", sa.column("capture_id"), sa.column("text"))
    wanted = sa.select(bodies.c.capture_id, bodies.c.text).where(bodies.c.text.is_not(None))
    wanted = wanted.order_by(bodies.c.capture_id).limit(_BATCH)
    connection, last = op.get_bind(), -1
    while rows := connection.execute(wanted.where(bodies.c.capture_id > last)).all():
        for row in rows:
            digest = hashlib.sha256(row.text.encode()).hexdigest()
            connection.execute(captures.update().where(captures.c.id == row.capture_id).values(text_sha256=digest))
        last = rows[-1].capture_id


def downgrade() -> None:
    op.drop_column("captures", "text_sha256")
    op.drop_column("signoffs", "because")
