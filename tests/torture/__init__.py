"""Hostile files by the thousand: `make torture` runs the whole, `make test` a short form of it."""
