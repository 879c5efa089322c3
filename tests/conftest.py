"""For all tests: Hypothesis judges answers, not speed (the first call of fold builds its table)."""

from hypothesis import settings

settings.register_profile("fangzhi", deadline=None, print_blob=True)
settings.load_profile("fangzhi")
