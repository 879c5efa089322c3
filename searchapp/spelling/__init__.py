"""Spelling: what a reader may have meant by a query with a slip in it, judged against the corpus."""
