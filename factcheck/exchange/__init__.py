"""Desk objects as files other tools can read, and back."""
