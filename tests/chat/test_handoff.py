"""Who speaks: every move that is possible, and that nothing else is."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat import words
from chat.handoff import (
    MOVES,
    Event,
    IllegalMove,
    Queue,
    asks_for_person,
    before,
    moved,
    person_needed,
    shown,
    sounds_angry,
    wants_bot,
    why_person,
    without_person,
)
from chat.hours import Hours, read_hours
from chat.ports import State
from chat.reply import Command
from chat.turn import take_turn
from tests.chat.fakes import EchoBrain, MemoryStore


@pytest.mark.parametrize(("state", "event"), list(product(get_args(State), get_args(Event))))
def test_a_move_is_in_the_table_or_refused(state: State, event: Event) -> None:
    if (state, event) in MOVES:
        assert moved(state, event) in get_args(State)
        assert state in before(event)
    else:
        with pytest.raises(IllegalMove, match=event):
            moved(state, event)


@given(st.lists(st.sampled_from(get_args(Event))))
def test_from_any_path_the_customer_can_be_heard(events: list[Event]) -> None:
    state: State = "bot"
    for event in events:
        if (state, event) in MOVES:
            state = moved(state, event)
    assert state == "human" or "claim" in {e for s, e in MOVES if s == state}
    assert shown(state) in ("bot", "waiting", "human")


def test_nobody_takes_a_conversation_from_a_person_by_claiming() -> None:
    with pytest.raises(IllegalMove):
        moved("human", "claim")


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("talk to a person", True),
        ("I want to speak to someone.", True),
        ("Human!", True),
        ("agent please", True),
        ("connect me with customer care", True),
        ("not a bot, give me a human", True),
        ("kisi insaan se baat karni hai", True),
        ("mujhe agent chahiye", True),
        ("manager se baat karao", True),
        ("किसी इंसान से बात करनी है", True),
        ("मुझे एजेंट चाहिए।", True),
        ("ग्राहक सेवा", True),
        ("do you have basmati rice", False),
        ("I don't want to talk to a person", False),
        ("insaan se baat nahi karni", False),
        ("talk to the bot", False),
        ("इंसान से बात नहीं करनी", False),
        ("5 someone else brand\n" * 40, False),
        ("", False),
    ],
)
def test_who_plainly_asks_for_a_person_is_heard(said: str, asks: bool) -> None:
    assert asks_for_person(said) == asks


@pytest.mark.parametrize("text", ["you cheated me", "yeh bakwas hai", "WHERE IS MY ORDER!!", "what!!!!"])
def test_an_angry_tone_is_heard(text: str) -> None:
    assert sounds_angry(text)
    assert person_needed(text, 0) == "angry"


@pytest.mark.parametrize("text", ["20 MAGGI 70G", "need chocolate", "PARLE G", "thanks!", "sugar urgent"])
def test_an_order_in_capitals_is_not_anger(text: str) -> None:
    assert not sounds_angry(text)


def test_two_misunderstandings_call_a_person() -> None:
    assert person_needed("hmm", 1) is None
    assert person_needed("hmm", 2) == "misunderstood"


def test_the_wait_grows_with_the_line_and_shrinks_with_people() -> None:
    assert Queue(0, 1, True).minutes == 4
    assert Queue(5, 2, True).minutes == 12
    assert Queue(0, 9, True).minutes == 2
    assert Queue(2, 0, True).minutes == 12


def test_hours_know_nights_sundays_and_holidays() -> None:
    hours = Hours(holidays=frozenset({date(2026, 1, 26)}))
    assert hours.is_open(datetime(2026, 1, 5, 9, 0, tzinfo=UTC))  # Monday 14:30 in India
    assert not hours.is_open(datetime(2026, 1, 5, 20, 0, tzinfo=UTC))  # 1:30 at night
    assert not hours.is_open(datetime(2026, 1, 26, 9, 0, tzinfo=UTC))
    sunday = datetime(2026, 1, 25, 9, 0, tzinfo=UTC)
    assert hours.spoken_opening(sunday, "en") == "on Tuesday at 8:00"
    assert hours.spoken_opening(datetime(2026, 1, 5, 1, 0, tzinfo=UTC), "en") == "today at 8:00"
    assert hours.spoken_opening(sunday, "hi-Latn") == "Mangalvaar ko 8:00 baje"
    assert hours.spoken_opening(sunday, "hi-Deva") == "मंगलवार को 8:00 बजे"


def test_hours_are_read_from_settings() -> None:
    hours = read_hours(
        {"week": {"6": "10:00-14:00"}, "holidays": ["2026-01-11"], "zone": "UTC"}, ZoneInfo("Asia/Kolkata")
    )
    assert hours.is_open(datetime(2026, 1, 4, 11, 0, tzinfo=UTC))
    assert not hours.is_open(datetime(2026, 1, 11, 11, 0, tzinfo=UTC))
    assert not hours.is_open(datetime(2026, 1, 5, 11, 0, tzinfo=UTC))


async def test_while_waiting_words_are_answered_or_kept_and_none_of_them_meets_silence() -> None:
    store, brain = MemoryStore(state="waiting"), EchoBrain()
    said = []
    for words_said in ("a question", "fail", "away", "silence"):
        store.put(words_said)
        waiting = store.next_waiting("c")
        assert waiting is not None
        said.append([r.text for r in await take_turn(store, brain, "c", waiting, patient=True)])
    assert said == [["heard a question"], *[[words.KEPT_FOR_PERSON.en]] * 3]


async def test_while_waiting_a_tap_is_still_answered() -> None:
    store, brain = MemoryStore(state="waiting"), EchoBrain()
    store.put("", tap="view_cart")
    waiting = store.next_waiting("c")
    assert waiting is not None
    assert [r.text for r in await take_turn(store, brain, "c", waiting)] == ["tapped view_cart"]


@pytest.mark.parametrize(
    "said",
    [
        "bot se baat karni hai",
        "Back to the bot",
        "ok back to bot please",
        "I want to talk to the assistant",
        "mujhe bot se baat karni hai",
        "wapas assistant pe wapas",
        "no agent needed",
        "i don't need a person anymore",
        "bot please",
        "back",
        "Back!",
        "wapas",
        "Wapas jao",
        "Back to the assistant",
        "Assistant ke saath wapas",
        "वापस",
        "वापस जाओ।",
        "असिस्टेंट से बात करनी है",
        "मुझे बॉट के पास वापस जाना है",
    ],
)
def test_who_waits_asks_for_the_assistant_in_words(said: str) -> None:
    assert wants_bot(said)


@pytest.mark.parametrize(
    "said",
    [
        "the bot did not understand me",
        "bot se baat nahi karni",
        "your bot said the order comes today",
        "I need 10 robots",
        "talk to a person",
        "send the goods back",
        "paise wapas karo",
        "पैसे वापस करो",
        "बॉट से बात नहीं करनी",
        "don't send me back to the bot",
    ],
)
def test_words_about_the_assistant_are_for_the_person(said: str) -> None:
    assert not wants_bot(said)


async def test_the_assistant_comes_back_while_a_person_has_the_conversation() -> None:
    for words_or_tap in (("Back to the assistant", ""), ("", "human_agent")):
        store, brain = MemoryStore(state="human"), EchoBrain()
        store.put(*words_or_tap)
        store.taps["human_agent"] = Command("human_agent", {"text": "back"})
        waiting = store.next_waiting("c")
        assert waiting is not None
        assert [r.text for r in await take_turn(store, brain, "c", waiting)] == ["tapped human_agent"]


@pytest.mark.parametrize("said", ["back", "the front one, not the back", "1", "hello"])
async def test_while_a_person_speaks_the_assistant_is_silent(said: str) -> None:
    store, brain = MemoryStore(state="human"), EchoBrain()
    store.put(said)
    waiting = store.next_waiting("c")
    assert waiting is not None
    assert await take_turn(store, brain, "c", waiting) == ()
    assert brain.heard == []


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Charged twice, very angry, give me a person", "payment"),
        ("paise do baar kat gaye, insaan se baat karao", "payment"),
        ("I want a human, this is useless", "angry"),
        ("the box came damaged, connect me to an agent", "complaint"),
        ("talk to a person", "asked"),
        ("can a person tell me the payment methods", "asked"),
    ],
)
def test_who_asks_for_a_person_is_filed_under_what_they_said(said: str, why: str) -> None:
    assert why_person(said) == why


def test_the_wait_is_counted_down_until_it_takes_longer() -> None:
    assert Queue(1, 1, True).left(timedelta()) == 8
    assert Queue(1, 1, True).left(timedelta(minutes=3)) == 5
    assert Queue(0, 1, True).left(timedelta(minutes=1)) == 3
    assert Queue(0, 1, True).left(timedelta(minutes=5)) == 0


@pytest.mark.parametrize(
    ("clause", "left"),
    [
        ("i don't want an agent", ""),
        ("dont need any human now show my cart", "show my cart"),
        ("mujhe insaan nahi chahiye", ""),
        ("no human", ""),
        ("kisi se baat nahi karni hai, bill bhejo", "bill bhejo"),
        ("i want a human", None),
        ("no human came yet", None),
        ("koi insaan nahi aaya", None),
        ("why don't you call a human", None),
        ("i need a human not the bot", None),
        ("2 tata salt", None),
    ],
)
def test_a_person_is_refused_and_the_rest_of_the_clause_is_left(clause: str, left: str | None) -> None:
    assert without_person(clause) == left
