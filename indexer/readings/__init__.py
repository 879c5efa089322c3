"""The cache of readings: what was read from a file, kept until the file or the code that reads changes."""
