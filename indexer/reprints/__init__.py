"""Reprints: paragraphs of different reports that are the same but for a few characters.

Two paragraphs are near-identical where, of all runs of three characters in either (folded, letters and digits
alone), at least four fifths stand in both; a cluster is what such pairs link together, across two reports
at least. Candidates are found by MinHash (Broder, 1997) in bands (Leskovec, Rajaraman and Ullman, Mining of
Massive Datasets, 3.4), and every pair is then compared run by run, so no signature decides; a sketch of the
runs only rules out pairs that cannot be. What is found does not hinge on the order of adding, nor on which
signatures were kept from an earlier build.
"""

from indexer.reprints.collecting import Reprints

__all__ = ["Reprints"]
