"""For all tests: Hypothesis judges answers, not speed (the first call of fold builds its table). Ctrl-C is
heard by the processes that tests start, also where a shell in the background told this one to ignore it."""

import signal

from hypothesis import settings

settings.register_profile("fangzhi", deadline=None, print_blob=True)
settings.load_profile("fangzhi")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
