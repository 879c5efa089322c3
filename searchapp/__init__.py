"""The reading half: a search site and a JSON answer over any Searcher. Never loads an engine."""
