"""Raw reports to clean text: named steps that cut spans out or undo damage, each of them recorded."""

from indexer.cleaning.steps import STEP_NAMES, clean

__all__ = ["STEP_NAMES", "clean"]
