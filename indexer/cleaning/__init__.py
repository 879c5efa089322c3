"""Raw reports to clean text: named steps that cut spans out or undo damage, each of them recorded."""
