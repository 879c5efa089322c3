"""Clean text to reports: title and credits, sections, paragraphs, region, date and themes."""

from indexer.structure.read import structure

__all__ = ["structure"]
