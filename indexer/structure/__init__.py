"""Clean text to reports: title and credits, sections, paragraphs, region, date and themes."""
