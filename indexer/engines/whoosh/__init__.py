"""The embedded engine: Whoosh keeps the postings, numpy columns the rest; both are read as arrays."""
