"""Where the real reports lie: beside the project, never in it. Tests that read them are marked `real`."""

from pathlib import Path

import pytest

REAL_DATA = Path(__file__).parents[2] / "shared" / "data"

needs_real_data = pytest.mark.skipif(
    not REAL_DATA.is_dir(), reason="the real reports (../shared/data) are not on this machine"
)
