"""Bytes a user hands in, turned into article text."""

from factcheck.ingest.article import MAX_ARTICLE_BYTES, read_article
from factcheck.ingest.ingested import Ingested

__all__ = ["MAX_ARTICLE_BYTES", "Ingested", "read_article"]
