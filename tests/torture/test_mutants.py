"""The short form of `make torture`: each mutated file is read, or skipped with a reason, within bounds."""

from tests.torture.run import PEAK_MB, SEED, SLOWEST_S, torture

FILES = 400


def test_mutated_files_are_read_or_skipped_with_a_reason() -> None:
    print(f"seed {SEED}")
    result = torture(FILES)
    assert result.lost == []
    assert result.skipped > 0
    assert result.read > FILES // 4
    assert result.slowest_s < SLOWEST_S
    assert result.peak_mb < PEAK_MB
