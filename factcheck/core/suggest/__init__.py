"""What an article claims that is worth checking: sentences, clauses, the signs in them, and a score with its reasons."""
