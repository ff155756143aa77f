"""Keeps to itself what TensorFlow's libraries say of the processor while they are loaded.

They write to the process's standard error before any setting of theirs counts, so it is held back
for as long as they load; whatever is not such a note comes out afterwards.
"""

import contextlib
import os
import re
import sys
import tempfile
from collections.abc import Iterator

_NOTE = re.compile(
    rb"[IW][0-9]{4} [0-9:.]+ +[0-9]+ [\w.]+:[0-9]+\] |WARNING: All log messages before absl::InitializeLog"
)
_STANDARD_ERROR = 2


@contextlib.contextmanager
def held_back() -> Iterator[None]:
    """Leave out notes and warnings of TensorFlow's log from standard error; the rest comes a little later."""
    with contextlib.ExitStack() as open_files:
        try:
            held = open_files.enter_context(tempfile.TemporaryFile())
            before = os.dup(_STANDARD_ERROR)
        except OSError:  # it is closed, or there is no room to hold anything back
            yield
            return
        os.dup2(held.fileno(), _STANDARD_ERROR)
        try:
            yield
        finally:
            if sys.stderr is not None:
                sys.stderr.flush()
            os.dup2(before, _STANDARD_ERROR)
            os.close(before)
            held.seek(0)
            for line in held:
                if not _NOTE.match(line):
                    os.write(_STANDARD_ERROR, line)
