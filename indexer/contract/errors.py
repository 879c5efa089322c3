"""The errors we raise; each message names the file or index and the cure.

FangzhiError
├── UnreadableFileError      a report file that cannot be read (pipeline turns it into SkippedFile)
│   └── ReadingBrokeOffError not by its bytes: another try may read it
├── NothingToIndexError      no source, or no report in it
├── SettingsError            a setting that cannot be used
└── IndexUnavailableError    no index to read from
    ├── IndexMissingError
    ├── IndexDamagedError
    ├── IndexMismatchError   built by another schema or analyzer
    └── IndexLockedError     another build is running
"""


class FangzhiError(Exception):
    """Something the user can mend; str() is the whole message, with the cure."""


class UnreadableFileError(FangzhiError):
    """A report file that cannot be read; the message is the reason, without the path."""


class ReadingBrokeOffError(UnreadableFileError):
    """A file that could not be opened, or took too long, too much memory or a process to read."""


class NothingToIndexError(FangzhiError):
    """No source, or none of its files holds a report."""


class SettingsError(FangzhiError):
    """A setting that cannot be used."""


class IndexUnavailableError(FangzhiError):
    """There is no index to read from or write to."""


class IndexMissingError(IndexUnavailableError):
    """The folder holds no index."""


class IndexDamagedError(IndexUnavailableError):
    """Files of the index are missing or not as they were written."""


class IndexMismatchError(IndexUnavailableError):
    """The index was built by another schema, analyzer or engine."""


class IndexLockedError(IndexUnavailableError):
    """Another build holds the index."""
