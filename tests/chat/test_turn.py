"""One turn: always answered, exactly once, in a sentence."""

import pytest

from chat import words
from chat.errors import NotOver
from chat.turn import take_turn
from tests.chat.fakes import EchoBrain, MemoryStore


async def turn(store: MemoryStore, text: str, tap: str = "") -> list[str]:
    store.put(text, tap)
    waiting = store.next_waiting("c")
    assert waiting is not None
    return [r.text for r in await take_turn(store, EchoBrain(), "c", waiting)]


async def test_the_brain_answers() -> None:
    store = MemoryStore()
    assert await turn(store, "hello") == ["heard hello"]
    assert store.known.dialogue == {"turns": 1}


async def test_a_tap_reaches_the_brain_as_its_command() -> None:
    assert await turn(MemoryStore(), "", tap="view_cart") == ["tapped view_cart"]


async def test_a_brain_that_fails_is_one_apology_and_the_state_stays() -> None:
    store = MemoryStore()
    await turn(store, "hello")
    assert await turn(store, "fail") == [words.APOLOGY.en]
    assert store.known.dialogue == {"turns": 1}
    assert await turn(store, "again") == ["heard again"]


async def test_a_turn_that_did_something_waits_to_be_taken_again() -> None:
    store = MemoryStore()
    store.in_vain = 1
    with pytest.raises(NotOver):
        await turn(store, "fail")
    assert [waiting.text for waiting in store.waiting] == ["fail"]


async def test_a_brain_that_is_being_started_is_waited_for() -> None:
    store = MemoryStore()
    store.put("away")
    (waiting,) = store.waiting
    with pytest.raises(NotOver):
        await take_turn(store, EchoBrain(), "c", waiting, patient=True)
    assert [r.text for r in await take_turn(store, EchoBrain(), "c", waiting)] == [words.APOLOGY.en]


async def test_a_brain_that_says_nothing_is_an_apology_too() -> None:
    assert await turn(MemoryStore(), "silence") == [words.APOLOGY.en]


async def test_while_a_person_answers_the_bot_is_silent() -> None:
    store = MemoryStore(state="human")
    assert await turn(store, "hello") == []
    assert store.waiting == []


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "...", "\u200b", "?!"])
async def test_what_has_no_words_is_told_so(text: str) -> None:
    assert await turn(MemoryStore(), text) == [words.NO_WORDS.en]


async def test_what_is_too_long_is_told_so() -> None:
    assert await turn(MemoryStore(), "a" * 10_000) == [words.TOO_LONG.en]


@pytest.mark.parametrize(
    ("written", "heard"), [("[" + " " * 4088 + "x", "[ x"), ("a\n5" + " " * 12_400 + "x", "a\n5 x")]
)
async def test_the_brain_never_meets_a_long_gap(written: str, heard: str) -> None:
    assert await turn(MemoryStore(), written) == [f"heard {heard}"]
