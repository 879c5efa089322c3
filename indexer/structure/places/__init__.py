"""Places: the gazetteer and the names in a text, to the region that reports and those that are mentioned."""
