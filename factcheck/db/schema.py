"""What this program expects of a desk, small enough to compare at every start without loading Alembic."""

#: Written into the header of every SQLite desk ("FCdk"), so that ours can be told from other databases.
APPLICATION_ID = 0x4643646B

#: Migrations in order; the last one is what this program writes. A test ties this to alembic/versions.
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
HEAD = REVISIONS[-1]
