"""No pattern of the source takes long over anything: a line of 4,096 characters could stop the shop."""

import gc
import re
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from shop.finding.asking import heard
from tests.patterns.adverse import Attack, attacks
from tests.patterns.found import Found, all_patterns

LONGEST = 4096  # characters of a message
SHORT_TEXT = 256  # is enough to see which attack is the worst
MOST_SECONDS = 0.02
# Twice the text twice over costs 4 times as much where it is read once, 16 times where every
# place is read to the end. What is quicker than a clock can tell is quick enough.
GROWTH, TOO_QUICK = 7.0, 0.004
TRIES = 3  # the least counts: whatever else the machine does only adds
SUSPECTS = 5  # of the attacks, looked at closely: of a text so short a clock tells the worst by chance
# What these read was made short before, by the same function.
SHORT = (
    "shop.finding.asking",
    "shop.finding.prices",
    "shop.finding.pointing",
    "shop.finding.refining",
)


class TooSlow(Exception):
    """It was stopped."""


@pytest.fixture(scope="module")
def clock() -> Iterator[None]:
    """A pattern that would take minutes is stopped; the time is this process's own, not the machine's.

    Nothing is collected meanwhile: a stop that came while hypothesis counts the seconds of a collection
    would be lost in there, and told as a failure of whatever test runs.
    """

    def stop(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGPROF, stop)
    gc.disable()
    yield
    gc.enable()
    signal.signal(signal.SIGPROF, before)


def test_finds_the_patterns_of_every_kind_of_place() -> None:
    found = {f.where.partition(":")[0] for f in all_patterns()}

    assert {
        "shop.reading.lists",
        "shop.reading.cases",
        "bot.components.wording",
        "bot.routing.plain_words",
    } <= found
    assert {
        "shop.finding.prices",
        "connectors.files.cells",
        "shop.sellers.masking",
        "retrieval.words",
    } <= found


@pytest.mark.parametrize(
    "pattern",
    [
        r"\[\s*([^\[\]]*?)\s*\]",
        r"(.*\S)[\s:=-]+(\d+)$",
        r"\s+$",
        r"(a|aa)+b",
        r"(?:(?:one|two|double)[ ,]+){2,}(?:one|two)\b",
    ],
)
def test_knows_a_slow_pattern(clock: None, pattern: str) -> None:
    assert _slow(Found("here", re.compile(pattern), frozenset({"search"})))


def test_every_pattern_is_quick_with_the_worst_that_can_be_written(clock: None) -> None:
    slow = [said for found in all_patterns() if (said := _slow(found))]

    assert not slow, "\n".join(slow)


def _slow(found: Found) -> str:
    """What it is slow with; "" if it is not."""
    run, made = _run(found), heard if found.where.startswith(SHORT) else str
    tried: list[tuple[float, int, Attack]] = []
    for place, attack in enumerate(attacks(found.pattern)):
        took = _seconds(run, made(attack.text(SHORT_TEXT)), tries=1)
        if took > MOST_SECONDS and (took := _seconds(run, made(attack.text(SHORT_TEXT)))) > MOST_SECONDS:
            return f"{found.where} takes {took * 1000:.0f} ms: {found.pattern.pattern!r} with {attack}"
        tried.append((took, place, attack))
    for _, _, attack in sorted(tried, reverse=True)[:SUSPECTS]:
        took = _seconds(run, made(attack.text(LONGEST)))
        if took > MOST_SECONDS:
            return f"{found.where} takes {took * 1000:.0f} ms: {found.pattern.pattern!r} with {attack}"
        half, twice = (_seconds(run, made(attack.text(n))) for n in (LONGEST // 2, LONGEST * 2))
        if twice > TOO_QUICK and twice > GROWTH * half:
            grows = f"{half * 1000:.1f} ms, of four times as much {twice * 1000:.1f} ms"
            return f"{found.where} takes {grows}: {found.pattern.pattern!r} with {attack}"
    return ""


def _run(found: Found) -> Callable[[str], object]:
    """All the ways in which the pattern is used."""
    pattern, uses = found.pattern, found.uses
    ways: list[Callable[[str], object]] = []
    if "match" in uses:
        ways.append(pattern.match)
    if "fullmatch" in uses:
        ways.append(pattern.fullmatch)
    if uses - {"match", "fullmatch", "search"}:
        ways.append(lambda text: sum(1 for _ in pattern.finditer(text)))
    elif "search" in uses:
        ways.append(pattern.search)
    return lambda text: [way(text) for way in ways]


def _seconds(run: Callable[[str], object], text: str, tries: int = TRIES) -> float:
    """The least of some tries, in time of this thread; a tenth of a second is told as for ever."""
    least = float("inf")
    for _ in range(tries):
        signal.setitimer(signal.ITIMER_PROF, 0.1)
        try:
            started = time.thread_time()
            run(text)
            least = min(least, time.thread_time() - started)
        except TooSlow:
            return least
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        if least < TOO_QUICK:
            break
    return least
