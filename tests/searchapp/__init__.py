"""Tests of the reading half, against searchers that are handed in."""
