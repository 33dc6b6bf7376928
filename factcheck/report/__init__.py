"""Frozen view objects turned into HTML; knows no database."""
