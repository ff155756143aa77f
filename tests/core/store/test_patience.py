"""What answers in time is passed on; what does not is given up, and tidied up when it comes after all."""

import threading

import pytest

from core.store.patience import answer_of


def ignored(_result: object) -> None:
    """Do nothing with what came too late."""


def test_a_result_in_time() -> None:
    assert answer_of(threading.get_ident, too_late=ignored, seconds=30) != threading.get_ident()


def test_an_error_in_time() -> None:
    with pytest.raises(ZeroDivisionError):
        answer_of(lambda: 1 // 0, too_late=ignored, seconds=30)


def test_what_comes_too_late_is_handed_over_to_be_tidied_up() -> None:
    go_on, done = threading.Event(), threading.Event()
    late: list[str] = []

    def work() -> str:
        go_on.wait(30)
        return "a connection"

    def too_late(result: str) -> None:
        late.append(result)
        done.set()

    with pytest.raises(TimeoutError):
        answer_of(work, too_late=too_late, seconds=0.05)
    assert late == []
    go_on.set()
    assert done.wait(30)
    assert late == ["a connection"]


def test_an_error_that_comes_too_late_is_nobodys() -> None:
    go_on, raised = threading.Event(), threading.Event()

    def work() -> str:
        go_on.wait(30)
        raised.set()
        raise OSError

    with pytest.raises(TimeoutError):
        answer_of(work, too_late=ignored, seconds=0.05)
    go_on.set()
    assert raised.wait(30)
