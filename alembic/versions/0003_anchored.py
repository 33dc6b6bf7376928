"""New versions: how each place was found again, and whether a version was taken back.

Revision: 0003, after 0002. The columns are added in place: no table is rebuilt, so no trigger is lost and no row copied.
What every row begins with, an after-image does not say (``models/base.py``): the events written before stay true as they
are. Going back takes the columns away and leaves what they held in the history alone.
"""

import sqlalchemy as sa

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("appearances", sa.Column("anchored", sa.Text(), nullable=True))
    op.add_column("versions", sa.Column("dropped", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("versions", "dropped")
    op.drop_column("appearances", "anchored")
