"""Engine, transactions, migrations and search, for SQLite and PostgreSQL alike."""
