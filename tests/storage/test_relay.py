"""The seller's side: their own chat, reminders, another seller, quotes; on SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from sqlalchemy import insert, select, update
from sqlalchemy import text as sql

from chat.message import Inbound
from chat.reply import text
from shop.catalogue import Product, Seller
from shop.errors import NotAllowed, NotFound
from shop.money import Money
from storage.carts import Carts
from storage.catalogue_writes import CatalogueWrites
from storage.contexts import Contexts
from storage.database import Database
from storage.desk import Desk
from storage.desk_rules import DeskRules
from storage.desk_tables import questions, relayed
from storage.facts import Facts
from storage.privacy import Privacy
from storage.questions import Questions
from storage.quotes import ask_quote
from storage.relay_flags import Flags
from storage.schema import schema
from storage.seller_channels import SellerChannels, tell_seller
from storage.seller_offers import Offered, SellerOffers
from storage.seller_quotes import SellerQuotes
from storage.staff import Staff
from storage.tables import customers, faqs
from storage.turns import Turns

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
PRODUCTS = (
    Product("A", "Green cardamom", Money.of("2400"), pack="1 kg", seller="s1", stock=9),
    Product("B", "Green Cardamom", Money.of("2500"), pack="1 kg", seller="s2", stock=9),
    Product("C", "Black pepper", Money.of("700"), pack="1 kg", seller="s1", stock=9),
)


class World:
    """Two sellers with people, one buyer."""

    def __init__(self, db: Database) -> None:
        self.db, self.store = db, Turns(db)
        writes = CatalogueWrites(db)
        writes.sellers([Seller("s1", "Spice House"), Seller("s2", "Malabar Traders")])
        writes.products(PRODUCTS)
        people = Staff(db)
        for seller in ("s1", "s2"):
            people.add(f"{seller}@x.example", seller, "seller", "hash", NOW, seller=seller)
        self.member = {m.seller: m.id for m in people.all()}
        self.questions, self.channels = Questions(db, self.store), SellerChannels(db, self.store)
        self.quotes = SellerQuotes(db, self.store)
        self.rules = DeskRules(db, Desk(db, self.store), self.questions)
        self.buyer_at = self.store.accept(Inbound("telegram", "7", "1", NOW, "hi")).conversation
        self.buyer = self.store.conversation(self.buyer_at).customer

    def chat_of(self, seller: str) -> str:
        chat = self.store.accept(Inbound("telegram", f"9{seller}", "1", NOW, "/start")).conversation
        code = self.channels.issue(seller, self.member[seller], NOW)
        assert self.channels.link(code, chat, NOW)
        assert not self.channels.link(code, chat, NOW)  # good once
        return chat

    def ask(self, sku: str = "A", words: str = "this year's crop?") -> str:
        with self.db.write() as tx:
            return self.questions.ask(tx, self.buyer_at, self.buyer, sku, words, NOW)

    def published(self) -> list[tuple[str, str]]:
        with self.db.read() as tx:
            return [(row.question, row.answer) for row in tx.execute(select(faqs))]

    def said(self, conversation: str) -> list[str]:
        return [str(m["text"]) for m in self.store.history(conversation)[0] if m["from"] != "customer"]


@pytest.fixture
def world(db: Database) -> World:
    return World(db)


def test_a_question_comes_to_the_sellers_chat_with_the_products_card(world: World) -> None:
    chat = world.chat_of("s1")
    question = world.ask(words="fresh? ring 98765 43210")
    notice = world.store.last_said(chat)
    assert notice is not None
    assert "fresh? ring [number hidden]" in notice.lead
    assert notice.cards[0].title == "Green cardamom"
    heard = world.store.accept(Inbound("telegram", "9s1", "2", NOW, "Yes"))
    assert world.channels.answers(chat, heard.message) == question


def test_a_seller_is_told_of_a_thing_once(world: World) -> None:
    chat = world.chat_of("s1")
    for told in (True, False):
        with world.db.write() as tx:
            assert tell_seller(tx, world.store, "s1", "order:O1", text("An order.", "system"), NOW) is told
    assert world.said(chat).count("An order.") == 1


def test_a_code_runs_out_and_a_seller_who_is_locked_is_no_seller(world: World) -> None:
    chat = world.store.accept(Inbound("telegram", "5", "1", NOW, "hi")).conversation
    code = world.channels.issue("s1", world.member["s1"], NOW)
    assert not world.channels.link(code, chat, NOW + HOUR)
    chat = world.chat_of("s1")
    assert world.channels.of(chat) is not None
    Staff(world.db).set_active(world.member["s1"], False)
    assert world.channels.of(chat) is None


def test_the_seller_is_reminded_once_then_another_seller_of_the_same_is_asked(world: World) -> None:
    chat, other = world.chat_of("s1"), world.chat_of("s2")
    world.ask()
    assert world.questions.remind(NOW + HOUR) == 0
    assert world.questions.remind(NOW + 3 * HOUR) == 1
    assert world.questions.remind(NOW + 3 * HOUR) == 0
    assert [text.splitlines()[0] for text in world.said(chat)][-1].startswith("Still open")
    assert world.said(other) == []
    assert world.rules.escalate(NOW + 5 * HOUR) == 1
    assert "this year's crop?" in world.said(other)[-1]
    assert world.store.conversation(world.buyer_at).state == "bot"
    # That one lets it lie too: nobody else sells it, so it is for the desk.
    assert world.rules.escalate(NOW + 10 * HOUR) == 1
    assert world.store.conversation(world.buyer_at).state == "waiting"


def test_the_shop_is_asked_about_goods_without_a_seller_and_its_answer_comes_back(world: World) -> None:
    own = Product("D", "Rock salt", Money.of("20"), pack="1 kg")
    CatalogueWrites(world.db).products([own])
    question = world.ask("D", "iodised? ring 98765 43210")
    assert world.questions.own_open() == 1
    assert world.questions.newest("s1") == []
    (seen,) = world.questions.newest()
    assert (seen["seller"], seen["product"]["title"]) == ("", "Rock salt")
    assert Flags(world.db).flagged() == []  # a buyer may give the shop itself a number
    world.questions.answer(question, "admin", "No. Ring us: 98220 00000", NOW, publish=True)
    assert "The shop answers: No. Ring us: 98220 00000\n" in world.said(world.buyer_at)[-1]
    assert world.published() == []
    world.questions.answer(question, "admin", "No, it is not", NOW, publish=True)
    ((asked, answer),) = world.published()
    assert "98765" not in asked  # what a buyer tells the shop is not told to all
    assert answer == "No, it is not (answered by the shop on 05 Jan 2026)"
    assert world.questions.own_open() == 0
    with world.db.write() as tx:
        assert world.questions.more(tx, question, world.buyer, "and how fine is it?", NOW)
    assert world.questions.own_open() == 1


def test_what_the_shop_lets_lie_comes_to_the_desk(world: World) -> None:
    own = Product("D", "Rock salt", Money.of("20"), pack="1 kg")
    CatalogueWrites(world.db).products([own])
    world.ask("D")
    assert world.rules.run(NOW + 3 * HOUR) is False  # there is no seller to remind
    assert world.rules.escalate(NOW + 5 * HOUR) == 1
    assert world.store.conversation(world.buyer_at).state == "waiting"


def test_a_shop_that_was_asked_hides_no_other_seller(world: World) -> None:
    """NOT IN of nobody's id is never true: the sellers of the same goods would be out."""
    CatalogueWrites(world.db).products([Product("D", "Green Cardamom", Money.of("2450"), pack="1 kg")])
    world.ask("D")
    assert world.rules.escalate(NOW + 5 * HOUR) == 1
    assert len(world.questions.newest("s1")) == 1
    assert world.store.conversation(world.buyer_at).state == "bot"


def test_how_long_a_seller_may_take_is_a_setting(world: World) -> None:
    Facts(world.db).put("relay.hours", 1)
    world.ask("C")
    assert world.questions.overdue(NOW + 2 * HOUR)


def test_contact_data_passes_where_the_shop_allows_it(world: World) -> None:
    Flags(world.db).allow_contact("s1", True, "admin", NOW)
    question = world.ask(words="ring me on 98765 43210")
    (seen,) = world.questions.newest("s1")
    assert seen["said"][0]["text"] == "ring me on 98765 43210"
    assert Flags(world.db).flagged() == []
    world.questions.answer(question, "x", "Pay me directly, idiot", NOW, seller="s1")
    assert [f["kind"] for f in Flags(world.db).flagged()] == ["off_platform,abuse"]


def test_one_bad_message_is_one_flag_and_one_warning(world: World) -> None:
    question = world.ask()
    words = "Ring 98765 43210 or see http://x.example, pay me directly, idiot"
    world.questions.answer(question, "x", words, NOW, seller="s1")
    (flag,) = Flags(world.db).flagged()
    assert set(flag["kind"].split(",")) == {"contact", "link", "off_platform", "abuse"}
    Flags(world.db).settle(flag["id"], "warned", "x", NOW)
    assert Flags(world.db).flagged() == []
    assert Flags(world.db).warnings("s1") == 1


def test_the_buyer_asks_on_and_it_is_the_same_question(world: World) -> None:
    chat = world.chat_of("s1")
    question = world.ask()
    world.questions.answer(question, "x", "Yes", NOW, seller="s1")
    with world.db.write() as tx:
        assert world.questions.more(tx, question, world.buyer, "and the size?", NOW)
        assert not world.questions.more(tx, question, "somebody else", "?", NOW)
    (seen,) = world.questions.newest("s1")
    assert (seen["status"], len(seen["said"])) == ("open", 3)
    assert "and the size?" in world.said(chat)[-1]


def test_what_was_flagged_is_not_shown_to_others(world: World) -> None:
    question = world.ask()
    world.questions.answer(question, "x", "Call 98765 43210", NOW, seller="s1")
    assert not world.questions.publish(question, "x", NOW, seller="s1")
    world.questions.answer(question, "x", "Picked in October.", NOW, seller="s1")
    assert world.questions.publish(question, "x", NOW, seller="s1")


def test_an_answer_is_published_with_the_question_it_answers(world: World) -> None:
    question = world.ask(words="Is it veg?")
    world.questions.answer(question, "x", "Yes", NOW, seller="s1", publish=True)
    with world.db.write() as tx:
        assert world.questions.more(tx, question, world.buyer, "Does it contain nuts?", NOW)
    world.questions.answer(question, "x", "No, none.", NOW, seller="s1", publish=True)
    by = "(answered by Spice House on 05 Jan 2026)"
    both = [
        ("Green cardamom: Does it contain nuts?", f"No, none. {by}"),
        ("Green cardamom: Is it veg?", f"Yes {by}"),
    ]
    assert sorted(world.published()) == both
    with world.db.write() as tx:  # asked on since: that is no question to the answer that is shown
        assert world.questions.more(tx, question, world.buyer, "And how old?", NOW)
    assert world.questions.publish(question, "x", NOW, seller="s1")
    assert sorted(world.published()) == both


def test_what_the_shops_own_agent_answers_is_passed_on_whole_and_no_buyer_is_blamed(world: World) -> None:
    question = world.ask()
    words = "Ring us on 98220 00000 or see https://shop.example/cardamom"
    world.questions.answer(question, "agent", words, NOW, publish=True)
    assert f"The shop answers: {words}\n" in world.said(world.buyer_at)[-1]
    assert Flags(world.db).flagged() == []
    assert world.published() == []  # it is for who asked, not for all


def asked_for_a_price(world: World) -> str:
    with world.db.write() as tx:
        return ask_quote(tx, world.buyer, world.buyer_at, PRODUCTS[0], 50, Money.of("2200"), NOW)


def test_a_quote_is_told_offered_and_taken_into_the_cart(world: World) -> None:
    chat = world.chat_of("s1")
    number = asked_for_a_price(world)
    assert world.quotes.tell(NOW) == 1
    assert world.quotes.tell(NOW) == 0
    assert "50 x Green cardamom, hoping for Rs 2,200 each" in world.said(chat)[-1]
    assert world.quotes.newest("s2") == []
    with pytest.raises(NotFound):
        world.quotes.answer(number, "x", Money.of("2100"), 7 * 24 * HOUR, NOW, seller="s2")
    with pytest.raises(NotAllowed):
        world.quotes.answer(number, "x", Money.of("2500"), 7 * 24 * HOUR, NOW, seller="s1")
    world.quotes.answer(number, "x", Money.of("2250"), 7 * 24 * HOUR, NOW, seller="s1")
    offer = world.store.last_said(world.buyer_at)
    assert offer is not None
    assert "Spice House offers 50 x Green cardamom at Rs 2,250 each" in offer.lead
    assert world.quotes.accept(number, world.buyer, NOW) == "Green cardamom"
    carts = Carts(world.db)
    with world.db.read() as tx:
        quote, _ = carts.priced(tx, carts.get(tx, world.buyer), NOW)
    assert [(line.quantity, line.unit_price) for line in quote.lines] == [(50, Money.of("2250"))]
    with pytest.raises(NotAllowed):
        world.quotes.accept(number, world.buyer, NOW)


def test_who_chose_hindi_is_offered_in_it(world: World) -> None:
    Contexts(world.db).put(world.buyer, "locale", "hi-Latn", NOW)
    number = asked_for_a_price(world)
    world.quotes.answer(number, "x", Money.of("2250"), 7 * 24 * HOUR, NOW, seller="s1")
    offer = world.store.last_said(world.buyer_at)
    assert offer is not None
    assert offer.lead == (
        "Spice House 50 x Green cardamom Rs 2,400 ki jagah Rs 2,250 ek ka dega: aapke Rs 7,500 bachte hain. "
        f"12 Jan tak (quote {number})."
    )
    assert [option.title for option in offer.options] == ["Manzoor, cart me daalo", "Nahi, shukriya"]
    number = asked_for_a_price(world)
    world.quotes.answer(number, "x", None, HOUR, NOW, seller="s1", reason="Fasal kam hai")
    said = world.said(world.buyer_at)[-1]
    assert "list price Rs 2,400 se kam nahi kar sakta" in said
    assert "Unka kehna hai: \u201cFasal kam hai\u201d" in said


def test_a_refused_quote_offers_the_list_price(world: World) -> None:
    number = asked_for_a_price(world)
    world.quotes.answer(number, "x", None, HOUR, NOW, seller="s1")
    assert "can't go below the list price" in world.said(world.buyer_at)[-1]
    with pytest.raises(NotAllowed):
        world.quotes.accept(number, world.buyer, NOW)


def test_who_is_erased_leaves_no_words_with_sellers(world: World) -> None:
    world.ask(words="ring me on 98765 43210")
    assert Privacy(world.db).erase(world.buyer, NOW)
    (seen,) = world.questions.newest()
    assert [line["text"] for line in seen["said"]] == [""]
    assert [flag["text"] for flag in Flags(world.db).flagged()] == [""]


def test_who_is_erased_leaves_no_words_in_what_was_published_or_offered(world: World) -> None:
    kept = world.ask("C", "is it from Kerala?")
    world.questions.answer(kept, "x", "Yes, it is.", NOW, seller="s1", publish=True)
    other = world.store.accept(Inbound("telegram", "8", "1", NOW, "hi")).conversation
    buyer = world.store.conversation(other).customer
    with world.db.write() as tx:  # another buyer's stays
        tx.execute(update(questions).where(questions.c.id == kept).values(customer_id=buyer))
    asked = world.ask(words="do you deliver to Zebrawadi?")
    world.questions.answer(asked, "x", "To Zebrawadi, yes.", NOW, seller="s1", publish=True)
    offers = SellerOffers(world.db, world.store)
    wish = offers.wish(world.buyer_at, "100 cardamom boxes for Zebra Stores", NOW, "s1")
    boxes = Offered("Boxes for Zebra Stores", 100, Money.of("9"), 3, 24 * HOUR)
    offers.offer(wish, "x", boxes, NOW, seller="s1")
    assert Privacy(world.db).erase(world.buyer, NOW)
    assert [answer for _, answer in world.published()] == [
        "Yes, it is. (answered by Spice House on 05 Jan 2026)"
    ]
    with world.db.read() as tx:
        for table in schema.sorted_tables:
            assert "Zebra" not in str(tx.execute(select(table)).all()), table.name


def test_what_was_published_before_is_known_by_its_question(world: World) -> None:
    for sku, words in (("A", "this year's crop?"), ("A", "how old?"), ("C", "whole?")):
        question = world.ask(sku, words)
        world.questions.answer(question, "x", "Yes.", NOW, seller="s1", publish=True)
    with world.db.write() as tx:  # of the last one no words are left
        tx.execute(update(relayed).where(relayed.c.question_id == question).values(shown=""))
        gone = {"id": "gone_1", "kind": "erased", "created_at": NOW.isoformat()}
        tx.execute(insert(customers).values(**gone))
        tx.execute(update(questions).where(questions.c.id == question).values(customer_id="gone_1"))
        before = tx.execute(select(faqs.c.question, faqs.c.question_id)).all()
    command.downgrade(world.db._alembic(), "0023")
    world.db.migrate()
    with world.db.read() as tx:
        after = tx.execute(select(faqs.c.question, faqs.c.question_id)).all()
    assert sorted(after) == sorted(row for row in before if row.question_id != question)


def test_a_buyer_is_warned_in_the_chat_and_no_seller_pays_for_it(world: World) -> None:
    world.ask(words="ring me on 98765 43210")
    (flag,) = Flags(world.db).flagged()
    assert flag["seller"] is None
    assert Flags(world.db).settle(flag["id"], "warned", "admin", NOW)
    assert "A word from the shop" in world.said(world.buyer_at)[-1]
    assert Flags(world.db).warnings("s1") == 0
    assert not Flags(world.db).settle(flag["id"], "blocked", "admin", NOW)


def test_what_was_asked_before_the_shop_could_be_is_kept(world: World) -> None:
    """The table is made anew while its lines refer to it."""
    world.ask()
    command.downgrade(world.db._alembic(), "0019")
    world.db.migrate()
    (kept,) = world.questions.newest("s1")
    assert kept["said"][0]["text"] == "this year's crop?"
    with world.db.read() as tx:
        if world.db.is_sqlite:
            assert tx.execute(sql("pragma foreign_keys")).scalar() == 1
            assert tx.execute(sql("pragma foreign_key_check")).all() == []
