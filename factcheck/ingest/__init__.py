"""Bytes a user hands in, turned into article text."""
