"""Fuzz: texts that no reader types, and some that they do, put to the whole of a search."""
