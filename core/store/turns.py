"""A lock that serves in order of asking, so that a busy job cannot starve the window."""

import threading


class Turns:
    """Whoever holds the turn may take it again; everybody else is served in the order of asking.

    `threading.RLock` alone hands itself back to the thread that released it a moment ago, however long
    another has been waiting.
    """

    def __init__(self) -> None:
        self._next = threading.Lock()
        self._turn = threading.Lock()
        self._owner = 0
        self._depth = 0

    def __enter__(self) -> None:
        """Wait for the turn."""
        me = threading.get_ident()
        if self._owner != me:
            # The one who waits for the turn holds `next`, and thereby holds back who had the turn before.
            with self._next:
                self._turn.acquire()
            self._owner = me
        self._depth += 1

    def __exit__(self, *_error: object) -> None:
        """Let the next one have the turn."""
        self._depth -= 1
        if self._depth == 0:
            self._owner = 0
            self._turn.release()
