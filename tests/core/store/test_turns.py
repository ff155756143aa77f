"""Turns are taken again by their holder and given to whoever waits."""

import threading
import time

from core.store.turns import Turns


def test_a_turn_can_be_taken_again() -> None:
    turns = Turns()
    with turns, turns:
        pass
    taken = threading.Event()

    def take() -> None:
        with turns:
            taken.set()

    thread = threading.Thread(target=take)
    thread.start()
    thread.join(10)
    assert taken.is_set()


def test_a_busy_thread_lets_the_waiting_one_in() -> None:
    turns = Turns()
    served = threading.Event()

    def ask() -> None:
        with turns:
            served.set()

    thread = threading.Thread(target=ask)
    end = time.monotonic() + 20
    with turns:
        thread.start()
        while not turns._next.locked():
            assert time.monotonic() < end, "nobody queues up"
    # A plain lock would be taken again before the waiting thread has woken up.
    with turns:
        assert served.is_set()
    thread.join(10)


def test_turns_exclude_each_other() -> None:
    turns = Turns()
    total = 0

    def count() -> None:
        nonlocal total
        for _ in range(2000):
            with turns:
                before = total
                total = before + 1

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert total == 8000
