"""Waiting for a drive or server that may never answer, without waiting for ever."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

_T = TypeVar("_T")


def answer_of(work: Callable[[], _T], *, too_late: Callable[[_T], None], seconds: float) -> _T:
    """Return what `work` returns, if it does so in time.

    It is done in a thread of its own, which goes on when nobody waits for it any more.

    Args:
        work: What may take for ever.
        too_late: Called with its result, in its thread, when that came too late.
        seconds: How long to wait.

    Raises:
        TimeoutError: It was not done in time.
        Exception: Whatever `work` raises in time.
    """
    attempt = _Attempt(work, too_late)
    thread = threading.Thread(target=attempt.run, name="patience", daemon=True)
    thread.start()
    thread.join(seconds)
    return attempt.result()


class _Attempt(Generic[_T]):
    def __init__(self, work: Callable[[], _T], too_late: Callable[[_T], None]) -> None:
        self._work, self._too_late = work, too_late
        self._lock = threading.Lock()
        self._is_given_up = False
        self._results: list[_T] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            result = self._work()
        except BaseException as error:  # raised again where it is waited for
            self._error = error
            return
        with self._lock:
            self._results.append(result)
            is_given_up = self._is_given_up
        if is_given_up:
            self._too_late(result)

    def result(self) -> _T:
        with self._lock:
            if self._results:
                return self._results[0]
            if self._error is not None:
                raise self._error
            self._is_given_up = True
            raise TimeoutError
