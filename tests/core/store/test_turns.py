"""Turns are taken again by their holder and given to whoever waits."""

import threading

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
    asking = threading.Event()

    def ask() -> None:
        asking.set()
        with turns:
            served.set()

    thread = threading.Thread(target=ask)
    n_turns = 0
    with turns:
        thread.start()
        asking.wait(10)
    # Taken and given back without a pause: a plain lock would keep the other thread out for as long.
    while not served.is_set():
        with turns:
            n_turns += 1
        assert n_turns < 1_000_000
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
