"""What is remembered of a customer, for as long as it is good for, on SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta

from chat.contexts import ContextKey
from chat.message import Inbound
from chat.service.contexts import Contexts, find_in, forget_in, save_in
from chat.service.inbox import Turns
from storage.database import Database

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
LOOKED_AT = ContextKey("test_looked_at", tuple[str, ...], timedelta(hours=1))


def customer_of(db: Database) -> str:
    store = Turns(db)
    return store.conversation(store.accept(Inbound("telegram", "77", "1", NOW, "hi")).conversation).customer


def test_a_value_lives_as_long_as_its_key_says(db: Database) -> None:
    customer, contexts = customer_of(db), Contexts(db)
    assert contexts.get(customer, LOOKED_AT, NOW) is None
    contexts.save(customer, LOOKED_AT, ("A",), NOW)
    contexts.save(customer, LOOKED_AT, ("B", "A"), NOW)
    assert contexts.get(customer, LOOKED_AT, NOW + LOOKED_AT.life) == ("B", "A")
    later = NOW + LOOKED_AT.life + timedelta(seconds=1)
    assert contexts.get(customer, LOOKED_AT, later) is None
    assert contexts.find(customer, LOOKED_AT) == (("B", "A"), NOW)
    assert contexts.saved_at(customer, LOOKED_AT) == NOW
    contexts.forget(customer, LOOKED_AT)
    assert contexts.find(customer, LOOKED_AT) is None


def test_another_transaction_may_be_joined(db: Database) -> None:
    customer = customer_of(db)
    with db.write() as tx:
        save_in(tx, customer, LOOKED_AT, ("A",), NOW)
        assert find_in(tx, customer, LOOKED_AT) == ("A",)
        forget_in(tx, customer, [LOOKED_AT])
        assert find_in(tx, customer, LOOKED_AT) is None
