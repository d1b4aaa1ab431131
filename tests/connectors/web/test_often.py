"""Allowances: so much at once, so much in the long run, for each who is counted."""

from connectors.web.often import BURST_MINUTES, MOST_ADDRESSES, Allowance, Limits


class Clock:
    """A clock that is set by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_what_is_used_is_earned_again() -> None:
    clock = Clock()
    allowance = Allowance(6, clock)  # one in ten seconds
    assert [allowance.wait("a") for _ in range(6 * BURST_MINUTES + 1)] == [0] * 6 * BURST_MINUTES + [10]
    assert allowance.wait("b") == 0
    clock.now += 9
    assert allowance.wait("a") == 1
    clock.now += 1
    assert [allowance.wait("a"), allowance.wait("a")] == [0, 10]


def test_without_a_limit_all_is_taken() -> None:
    allowance = Allowance(0)
    assert not any(allowance.wait("a") for _ in range(10_000))


def test_many_addresses_do_not_fill_the_memory() -> None:
    clock = Clock()
    allowance = Allowance(60, clock)
    for number in range(2 * MOST_ADDRESSES):
        clock.now += 1
        allowance.wait(str(number))
    assert len(allowance._used_until) <= MOST_ADDRESSES + 1


def test_a_customer_is_counted_in_all_chats_a_visitor_in_his_own() -> None:
    limits = Limits(customer=Allowance(1, Clock()))
    who = {"address": "1.2.3.4", "text": "rice"}
    assert [bool(limits.wait(chat=f"w{n}", customer="C-1", **who)) for n in range(6)] == [False] * 5 + [True]
    assert not any(limits.wait(chat=f"w{n}", customer="v_1", **who) for n in range(9))
