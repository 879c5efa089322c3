"""Files to raw reports: finding them, decoding them, and reading each format as what it says it is."""
