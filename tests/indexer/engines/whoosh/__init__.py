"""The Whoosh engine's own parts."""
