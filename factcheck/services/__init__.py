"""Use cases: a Work and plain values in, models or dataclasses out. Services flush; only the CLI commits."""
