"""What the law may hold against a claim: a list of words beside its status.

Revision: 0002, after 0001. The column is added in place: no table is rebuilt, so no trigger is lost and no row copied.
Every row begins with an empty list, which an after-image does not say (``models/base.py``): the events written before
stay true as they are. Going back takes the column away and leaves the words in the history alone.
"""

import sqlalchemy as sa

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("claims", sa.Column("risks", sa.Text(), server_default="[]", nullable=False))


def downgrade() -> None:
    op.drop_column("claims", "risks")
