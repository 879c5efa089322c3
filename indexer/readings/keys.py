"""Keys of the cache: what a file is kept under, so that no entry can go stale."""

import hashlib
from dataclasses import asdict

from indexer.readings.code import reading_fingerprint
from indexer.sources.files import NOTHING_SAID, SourceFile, read_bytes


def key_of(file: SourceFile, rules: str) -> bytes:
    """A digest of all that a reading follows from: the file's bytes and names, what metadata.csv says of it,
    the rules (their fingerprint), and the code that reads. Raises UnreadableFileError.

    The bytes are read each time, which takes 0.04 ms a file: a time of change is no proof. It may be set
    back, is coarse on some disks, and comes late where a program writes through mapped memory.
    """
    said = None if file.beside == NOTHING_SAID else asdict(file.beside)
    named = repr((file.shown, file.id, said))
    digest = hashlib.sha256(f"{reading_fingerprint()} {rules} {named}\n".encode())
    digest.update(read_bytes(file))
    return digest.digest()
