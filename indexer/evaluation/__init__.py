"""Evaluation: judged queries, what a search found for them, and how good that is."""
