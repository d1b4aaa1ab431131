"""Replies in plain words, and typed answers to them."""

from hypothesis import given
from hypothesis import strategies as st

from chat.plain import picked, spoken, tidied
from chat.reply import Card, Command, Option, Reply, choice
from chat.wire import draft_to_json, from_json, prepared, to_json

words = st.text(max_size=30)
commands = st.builds(Command, st.text(min_size=1, max_size=10), st.dictionaries(words, words))
options = st.builds(Option, words, commands, words)
cards = st.builds(
    Card, words, words, words, words, words, st.booleans(), st.lists(options, max_size=2).map(tuple)
)
replies = st.builds(
    Reply,
    st.sampled_from(["text", "choice", "cards"]),
    words,
    st.just("bot"),
    st.lists(options, max_size=4).map(tuple),
    st.lists(cards, max_size=4).map(tuple),
)


@given(replies)
def test_the_text_says_every_option_and_card(reply: Reply) -> None:
    said = spoken(reply)
    assert all(option.title in said for option in reply.options)
    assert all(card.title in said and card.price in said for card in reply.cards)


@given(replies)
def test_stored_replies_come_back_whole(reply: Reply) -> None:
    stored, offered = prepared(reply, "m_1", "now")
    assert from_json(to_json(stored)).options == tuple(
        Option(o.title, None, o.description, o.tap) for o in stored.options
    )
    buttons = [*reply.options, *(o for card in reply.cards for o in card.options)]
    assert len({tap["token"] for tap in offered}) == len(buttons)


@given(replies)
def test_drafts_keep_their_commands_on_the_way(reply: Reply) -> None:
    assert from_json(draft_to_json(reply)).options == reply.options
    assert from_json(draft_to_json(reply)).cards == reply.cards


@given(st.text(max_size=20), replies)
def test_no_words_whatever_break_picking(said: str, reply: Reply) -> None:
    stored, offered = prepared(reply, "m_1", "now")
    assert picked(said, [stored]) in {"", *(tap["token"] for tap in offered)}


def test_the_last_question_is_the_one_that_is_answered() -> None:
    first, _ = prepared(choice("A?", Option("Yes", Command("a"))), "m_1", "")
    last, _ = prepared(choice("B?", Option("Yes", Command("b"))), "m_2", "")
    assert picked("yes", [first, last]) == last.options[0].tap


@given(st.text(alphabet=" \t\n\r\u2028\u3000ab1", max_size=60))
def test_tidied_words_are_the_same_words_with_short_gaps(said: str) -> None:
    tidy = tidied(said)

    assert tidy.split() == said.split()
    assert "  " not in tidy
    assert "\n\n\n" not in tidy
    assert tidied(tidy) == tidy


def test_lines_and_paragraphs_stay_apart() -> None:
    assert tidied("  5   salt\t2\n\n\n \n 3 oil \n1 tea ") == "5 salt 2\n\n3 oil\n1 tea"


def test_what_is_added_to_a_reply_is_in_its_language() -> None:
    reply = Reply(
        "cards", "", cards=(Card("SALT", "Tata Salt", "", "Rs 25", in_stock=False),), data={"url": "http://s"}
    )
    assert spoken(reply) == "1. Tata Salt: Rs 25 (out of stock)"
    assert spoken(reply, "hi-Latn") == "1. Tata Salt: Rs 25 (stock khatam)"
    assert spoken(reply, "hi-Deva") == "1. Tata Salt: Rs 25 (स्टॉक ख़त्म)"


def test_titles_in_devanagari_are_told_apart_by_their_vowels() -> None:
    days, _ = prepared(choice("?", Option("कल", Command("a")), Option("काल", Command("b"))), "m_1", "")
    assert picked("काल", [days]) == days.options[1].tap
    assert picked("कल।", [days]) == days.options[0].tap
    # The dotted letter is written as one sign or as two.
    joined, _ = prepared(choice("?", Option("जो\u095c", Command("a"))), "m_1", "")
    assert picked("जो\u0921\u093c", [joined]) == joined.options[0].tap
