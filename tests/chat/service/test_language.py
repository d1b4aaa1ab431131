"""The language that a customer chose comes before what a conversation came with, on both databases."""

from datetime import UTC, datetime

from chat.message import Inbound
from chat.reply import Card, Reply
from chat.service.contexts import Contexts
from chat.service.inbox import Turns
from chat.service.language import choose_language, chosen_language, language_of
from storage.database import Database

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def test_what_was_chosen_comes_first(db: Database) -> None:
    store, contexts = Turns(db), Contexts(db)
    at = store.conversation(store.accept(Inbound("telegram", "7", "1", NOW, "hi")).conversation)
    assert chosen_language(contexts, at.customer, "", NOW) == "en"
    assert chosen_language(contexts, at.customer, "hi-IN", NOW) == "hi-IN"
    choose_language(contexts, at.customer, "hi-Latn", NOW)
    assert chosen_language(contexts, at.customer, "en", NOW) == "hi-Latn"
    with db.read() as tx:
        assert language_of(tx, at.customer, "en") == "hi-Latn"
        assert language_of(tx, "nobody", "en") == "en"
    assert store.conversation(at.id).locale == "hi-Latn"


def test_news_in_a_conversation_are_told_in_the_chosen_language(db: Database) -> None:
    store, contexts = Turns(db), Contexts(db)
    at = store.conversation(store.accept(Inbound("telegram", "7", "1", NOW, "hi")).conversation)
    choose_language(contexts, at.customer, "hi-Deva", NOW)
    gone = Reply("cards", "", cards=(Card("SALT", "Tata Salt", "", "Rs 25", in_stock=False),))
    assert store.send(at.id, [gone], NOW)[0].text == "1. Tata Salt: Rs 25 (स्टॉक ख़त्म)"
