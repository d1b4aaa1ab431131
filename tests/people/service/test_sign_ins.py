"""Tries to sign in are counted one by one, however many come at once, and nobody is shut out for good."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from people.service.sign_ins import SignIns
from people.sign_in_limits import Limit
from storage.database import Database
from tests.storage.shop_for_tests import NOW

MINUTE = timedelta(minutes=1)
OWN = Limit("asha@shop.example from 10.0.0.1", 5, MINUTE, 15 * MINUTE)
ACCOUNT = Limit("account asha@shop.example", 20, timedelta(seconds=1), MINUTE)


def test_of_eighty_tries_at_once_five_are_looked_at(db: Database) -> None:
    sign_ins = SignIns(db)
    with ThreadPoolExecutor(16) as pool:
        waits = list(pool.map(lambda _: sign_ins.begin([OWN, ACCOUNT], NOW), range(80)))
    assert waits.count(timedelta(0)) == 5
    assert set(waits) == {timedelta(0), MINUTE}


def test_the_pause_grows_and_ends_and_is_forgotten(db: Database) -> None:
    sign_ins, at = SignIns(db), NOW
    pauses = []
    for _ in range(12):
        wait = sign_ins.begin([OWN], at)
        if wait:
            pauses.append(wait)
            at += wait
            assert not sign_ins.begin([OWN], at)
    assert pauses == [MINUTE * n for n in (1, 2, 4, 8, 15, 15, 15)]
    assert not any(sign_ins.begin([OWN], at + timedelta(hours=1, seconds=1)) for _ in range(5))


def test_who_knew_the_password_begins_anew_and_takes_nothing_back_for_others(db: Database) -> None:
    sign_ins = SignIns(db)
    for _ in range(5):
        sign_ins.begin([OWN, ACCOUNT], NOW)
    sign_ins.worked([OWN], [ACCOUNT])
    assert not sign_ins.begin([OWN], NOW)
    for _ in range(16):
        assert not sign_ins.begin([ACCOUNT], NOW)
    assert sign_ins.begin([ACCOUNT], NOW) == timedelta(seconds=1)


def test_a_clock_set_back_keeps_nobody_waiting_for_it(db: Database) -> None:
    sign_ins = SignIns(db)
    for _ in range(5):
        sign_ins.begin([OWN], NOW + timedelta(days=30))
    assert sign_ins.begin([OWN], NOW) == MINUTE
    assert not sign_ins.begin([OWN], NOW + MINUTE)


def test_who_asked_before_the_last_failure_was_counted_waits_no_longer_than_the_pause(db: Database) -> None:
    sign_ins = SignIns(db)
    for n in range(5):
        sign_ins.begin([OWN], NOW + timedelta(seconds=n))
    assert sign_ins.begin([OWN], NOW) == MINUTE


def test_a_session_that_ended_is_known_until_it_would_have_ended_by_itself(db: Database) -> None:
    sign_ins = SignIns(db)
    for name in ("one", "one", "two"):
        sign_ins.end(name, NOW + MINUTE, NOW)
    assert sign_ins.ended(["one", "two", "three"]) == {"one", "two"}
    sign_ins.end("three", NOW + 5 * MINUTE, NOW + 2 * MINUTE)
    assert sign_ins.ended(["one", "two", "three"]) == {"three"}
