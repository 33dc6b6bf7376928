"""Lint: named rules that find what is wrong or missing in the desk's own work."""
