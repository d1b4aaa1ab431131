"""The queue before the one writer: in order, the urgent first, and never two at once."""

import threading

import pytest

from storage.one_writer import OneWriter


def waiting(queue: OneWriter) -> int:
    return len(queue._urgent) + len(queue._others)


def test_first_come_first_served_and_the_urgent_before_all() -> None:
    queue = OneWriter()
    done: list[str] = []
    threads = []

    def write(name: str, urgent: bool) -> None:
        with queue.turn(urgent=urgent):
            done.append(name)

    with queue.turn():
        for name, urgent in (
            ("a", False),
            ("b", False),
            ("urgent 1", True),
            ("c", False),
            ("urgent 2", True),
        ):
            threads.append(threading.Thread(target=write, args=(name, urgent)))
            threads[-1].start()
            while waiting(queue) < len(threads):  # it stands in the queue before the next one comes
                pass
        assert done == []
    for thread in threads:
        thread.join()
    assert done == ["urgent 1", "urgent 2", "a", "b", "c"]


def test_two_never_write_at_once_and_a_fault_gives_the_turn_back() -> None:
    queue = OneWriter()
    inside: list[int] = []
    most: list[int] = []

    def write(number: int) -> None:
        for _ in range(200):
            with queue.turn(urgent=number % 2 == 0):
                inside.append(number)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 1200
    assert set(most) == {1}
    with pytest.raises(ValueError, match="no"), queue.turn():
        raise ValueError("no")
    with queue.turn():
        assert waiting(queue) == 0
