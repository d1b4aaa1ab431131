"""Small talk, open questions, choices by word, and two wishes, on a real store."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from sqlalchemy import insert

import bot.actions.account  # registers what the buttons lead to
import bot.actions.following
import bot.actions.talk  # noqa: F401
from bot.dialogue.asking import expect, open_question
from bot.dialogue.choosing import pick
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.language import asked_for
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn, say
from bot.routing.dispatch import perform
from bot.words.talk import WELCOME
from chat.open_questions import Asked, OfferedOption
from chat.reply import Command, Option, choice, text
from chat.service.contexts import Contexts
from people.tables import customers
from retrieval.engine import Hit, SearchResult
from shop.cart.pricing import Rules
from storage.database import Database, stamp

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Knowing:
    """A search that knows shampoo only."""

    def search(self, query: str, limit: int) -> SearchResult:
        return SearchResult(query, (Hit("S", 1.0, cover=1.0),) if "shampo" in query else ())


@pytest.fixture
def tools(db: Database) -> Tools:
    with db.write() as tx:
        people = [{"id": one, "kind": "visitor", "created_at": stamp(NOW)} for one in ("u1", "u2")]
        tx.execute(insert(customers), people)
    # Talk looks at neither the catalogue nor the index.
    return Tools(
        db=db,
        catalogue=cast(Any, None),
        contexts=Contexts(db),
        search=cast(Any, Knowing()),
        shop_name="Corner Shop",
        public_url="http://shop",
        rules=Rules(),
    )


def turn(said: str, intent: str, /, **more: Any) -> Turn:
    given: dict[str, Any] = {
        "id": "c1.1",
        "conversation": "c1",
        "customer": "u1",
        "channel": "web",
        "locale": "en",
        "page": "",
        "text": said,
        "intent": intent,
        "confidence": 0.9,
        "entities": {},
        "slots": {},
        "now": NOW,
        "alternatives": (("faq", 0.05),),
    }
    return Turn(**(given | more))


def do(said: str, intent: str, tools: Tools, /, **more: Any) -> Answer:
    return perform(ACTIONS[f"action_{intent}"], turn(said, intent, **more), tools)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any], str]]:
    """Two actions that only tell what reached them."""
    calls: list[tuple[str, dict[str, Any], str]] = []

    def telling(turn: Turn, tools: Tools) -> Answer:
        calls.append((turn.intent, {k: v[0] for k, v in turn.entities.items()}, turn.id))
        return say(text(turn.intent))

    for name in ("action_test_buy", "action_test_keep"):
        monkeypatch.setitem(ACTIONS, name, telling)
    return calls


def test_yes_and_no_answer_what_an_action_asked(tools: Tools, heard: list[Any]) -> None:
    asked = Asked("Buy it?", yes=Command("test_buy", {"sku": "A"}), no=Command("test_keep"))
    later = NOW + timedelta(minutes=1)
    expect(turn("", "greet"), tools, asked)
    do("haan", "affirm", tools, now=later)
    assert heard == [("test_buy", {"sku": "A"}, "c1.1")]
    assert open_question(turn("", "greet"), tools) is None
    expect(turn("", "greet"), tools, asked)
    do("no", "deny", tools, now=later)
    assert heard[1][0] == "test_keep"


def test_a_message_does_not_answer_what_was_asked_while_it_was_read(tools: Tools, heard: list[Any]) -> None:
    expect(turn("", "greet"), tools, Asked("Buy it?", yes=Command("test_buy")))
    do("haan", "affirm", tools)
    assert heard == []
    do("haan", "affirm", tools, now=NOW + timedelta(minutes=1))
    assert len(heard) == 1


def test_an_old_question_is_not_meant_any_more(tools: Tools, heard: list[Any]) -> None:
    expect(turn("", "greet"), tools, Asked("Buy it?", yes=Command("test_buy")))
    do("yes", "affirm", tools, now=NOW + timedelta(hours=1))
    assert heard == []


def test_nobody_answers_anothers_question(tools: Tools, heard: list[Any]) -> None:
    expect(turn("", "greet"), tools, Asked("Buy it?", yes=Command("test_buy")))
    do("yes", "affirm", tools, customer="u2")
    assert heard == []


def test_free_words_reach_the_question_and_no_leaves_it(tools: Tools, heard: list[Any]) -> None:
    asked = Asked("Which address?", answer=Command("test_buy"), entity="address", free=True)
    expect(turn("", "greet"), tools, asked)
    do("12 MG Road, Pune", "out_of_scope", tools)
    assert heard == [("test_buy", {"address": "12 MG Road, Pune"}, "c1.1")]
    expect(turn("", "greet"), tools, asked)
    do("forget it", "deny", tools)
    assert len(heard) == 1


def test_a_choice_is_taken_by_its_words(
    tools: Tools, heard: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = choice(
        "Pay how?",
        Option("UPI now", Command("test_buy", {"pay": "upi"})),
        Option("Cash on delivery", Command("test_buy", {"pay": "cod"})),
    )
    monkeypatch.setitem(ACTIONS, "action_test_ask", lambda turn, tools: say(offer))
    do("checkout", "test_ask", tools)
    do("cash please", "inform", tools)
    assert heard == [("test_buy", {"pay": "cod"}, "c1.1")]


OFFERED = [
    OfferedOption("Yes, place the order", "a"),
    OfferedOption("No, keep it", "b"),
    OfferedOption("Cash on delivery", "c"),
]


@pytest.mark.parametrize(
    ("said", "intent", "meant"),
    [
        ("yes", "affirm", "a"),
        ("nahi", "deny", "b"),
        ("the cash one", "inform", "c"),
        ("where is my order", "track_order", None),
        ("the", "inform", None),
    ],
)
def test_words_choose_only_what_is_plain(said: str, intent: str, meant: str | None) -> None:
    found = pick(said, intent, OFFERED)
    assert (found.intent if found else None) == meant


def test_two_wishes_are_both_served_with_steps_of_their_own(tools: Tools, heard: list[Any]) -> None:
    answer = do("one and two", "greet", tools, wishes=(("test_buy", "one"), ("test_keep", "two")))
    assert [r.text for r in answer.replies] == ["test_buy", "test_keep"]
    assert [call[2] for call in heard] == ["c1.1.p0", "c1.1.p1"]


def test_lost_once_asks_which_was_meant_lost_twice_offers_a_way_out(tools: Tools) -> None:
    unclear = {"alternatives": (("track_order", 0.15), ("get_invoice", 0.14)), "confidence": 0.2}
    first = do("mmh", "default_fallback", tools, **unclear).replies[0]
    assert first.kind == "choice"
    assert "of these" in first.text
    second = do("mmh", "default_fallback", tools, **unclear).replies[0]
    assert "other words" in second.text or "Choose one" in second.text


def test_each_message_is_answered_in_its_own_language(tools: Tools) -> None:
    assert do("bahut shukriya bhai", "thank", tools).replies[0].text in WELCOME.hi
    assert do("ok", "thank", tools).replies[0].text in WELCOME.hi  # which shows none: as before
    assert do("shukriya", "thank", tools, said="शुक्रिया").replies[0].text in WELCOME.deva
    assert do("that was all i need", "thank", tools).replies[0].text in WELCOME.en


def test_a_language_that_was_chosen_is_kept_whatever_is_written(tools: Tools) -> None:
    chosen = replace(
        turn("", "change_language"), confidence=1.0, alternatives=(), entities={"locale": ["hi-Latn"]}
    )
    perform(ACTIONS["action_change_language"], chosen, tools)
    assert do("that was all i need", "thank", tools).replies[0].text in WELCOME.hi


def test_words_are_free_in_the_letters_that_they_came_in(tools: Tools, heard: list[Any]) -> None:
    expect(turn("", "greet"), tools, Asked("Where to?", answer=Command("test_buy"), entity="to", free=True))
    do("12 gandhi road", "inform", tools, said="12 गांधी रोड")
    assert heard == [("test_buy", {"to": "12 गांधी रोड"}, "c1.1")]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("hindi me baat karo", "hi-Latn"),
        ("hinndi me likho", "hi-Latn"),
        ("speak english please", "en"),
        ("not english, hindi", "hi-Latn"),
        ("i don't understand hindi", "en"),
        ("english nahi aati", "hi-Latn"),
        ("angrezi me bolo", "en"),
        ("marathi please", ""),
        ("change the language", ""),
        ("hinglish me likho", "hi-Latn"),
        ("devnagri me likho", "hi-Deva"),
    ],
)
def test_the_language_asked_for_is_heard(said: str, wanted: str) -> None:
    assert asked_for(said) == wanted


def test_hindi_that_is_asked_for_in_its_letters_is_spoken_in_them(tools: Tools) -> None:
    said = do("hindi me baat karo", "change_language", tools, said="हिंदी में बात करो").replies[0]
    assert said.text == "ठीक है, अब से हिन्दी में लिखूँगा।"
    assert [o.title for o in said.options][-1:] == ["किसी से बात करें"]
    assert do("shukriya", "thank", tools).replies[0].text in WELCOME.deva


def test_a_question_is_left_by_its_no_in_each_language(tools: Tools) -> None:
    yes = Option("हाँ, जोड़ दीजिए", Command("test_buy"))
    asked = ask(turn("", "greet", locale="hi-Deva"), tools, "?", yes, never_mind("test_keep")).replies[0]
    assert [o.title for o in asked.options] == ["हाँ, जोड़ दीजिए", "नहीं, रहने दीजिए"]
    offered = [OfferedOption(o.title, o.command.intent) for o in asked.options if o.command]
    assert (yes_said := pick("haan", "affirm", offered))
    assert (no_said := pick("nahi", "deny", offered))
    assert (yes_said.intent, no_said.intent) == ("test_buy", "test_keep")
    assert pick("jod dijiye", "inform", offered) == yes_said
    english = ask(turn("", "greet"), tools, "?", yes, never_mind("test_keep")).replies[0]
    assert english.options[1].title == "No, leave it"


def test_a_language_that_is_not_known_is_asked_back(tools: Tools) -> None:
    asked = do("tamil me bolo", "change_language", tools).replies[0]
    assert [o.title for o in asked.options] == ["English", "Hindi", "हिन्दी"]


def test_words_that_name_goods_are_searched_even_when_not_understood(
    tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []

    def search(turn: Turn, tools: Tools) -> Answer:
        searched.append(turn.text)
        return say(text("found"))

    monkeypatch.setitem(ACTIONS, "action_search_product", search)
    assert do("do you have shampooo", "out_of_scope", tools).replies[0].text == "found"
    assert do("tell me a joke", "out_of_scope", tools).replies[0].kind == "choice"
    assert do("shampoo song lyrics for my wedding day", "out_of_scope", tools).replies[0].kind == "choice"
    assert len(searched) == 1
    assert searched[0].endswith("shampooo")


@pytest.mark.parametrize("letter", ["x", "h", " X. ", "\u0915"])
def test_one_letter_is_no_yes(letter: str, tools: Tools) -> None:
    expect(turn("", "view_cart"), tools, Asked("Empty it?", yes=Command("clear_cart")))
    said = do(letter, "affirm", tools)
    assert said.replies[0].options
    assert open_question(turn("", "view_cart"), tools) is not None
    assert do("y", "deny", tools).replies[0].text != said.replies[0].text
