"""Raw reports to clean text: named steps that cut spans out of the source and never add a character."""

from indexer.cleaning.steps import clean

__all__ = ["clean"]
