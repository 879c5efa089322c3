"""Exactness: what the engine finds, held to a scan of the source texts and to the oracle."""
