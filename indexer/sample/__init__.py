"""The sample corpus: short illustrative reports, written for this project, that `fangzhi demo` indexes.

The reports lie as plain files in `reports/`, beside this module and inside the wheel; the README there
says what they are and are not. Every format the indexer reads is among them, tidy and untidy.
"""

from pathlib import Path


def sample_folder() -> Path:
    """The folder of sample reports, wherever this package is installed.

    A wheel is always unpacked, so the files are on disk; the folder must only ever be read.
    """
    return Path(__file__).parent / "reports"
