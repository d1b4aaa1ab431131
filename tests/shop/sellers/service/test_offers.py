"""Goods that no catalogue has: wished for, offered, accepted into one buyer's cart; on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chat.service.contexts import Contexts
from chat.service.inbox import Turns
from chat.service.language import choose_language
from desk.service.handover import Desk
from desk.service.holding import NotYours
from desk.service.on_behalf import OnBehalf
from desk.service.rules import DeskRules, pass_on
from people.service.staff import Staff
from shop.cart.pricing import Rules
from shop.cart.service.carts import Carts
from shop.catalogue.product import Product, Seller
from shop.catalogue.service import Catalogue, CatalogueWrites
from shop.checkout.service.checkouts import Checkouts
from shop.checkout.store.consistency import disagreements
from shop.delivery.service import deliveries
from shop.errors import NotAllowed
from shop.money import Money
from shop.sellers.question import NoQuestion
from shop.sellers.service.flags import Flags
from shop.sellers.service.offers import Offered, SellerOffers
from shop.sellers.service.questions import Questions
from shop.sellers.service.quotes import SellerQuotes
from storage.database import Database

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
HOUR, WEEK = timedelta(hours=1), timedelta(days=7)
WISH = "I need 200 printed carry bags with my shop's name"
BAGS = Offered("Carry bag 10 kg, printed in one colour", 200, Money.of("12.50"), 7, WEEK)


class World:
    """Three sellers, of whom two have people; one sells bags."""

    def __init__(self, db: Database) -> None:
        self.db, self.store = db, Turns(db)
        writes = CatalogueWrites(db)
        writes.sellers([Seller("bags", "Bag House"), Seller("rice", "Grain Mill"), Seller("none", "Nobody")])
        writes.products(
            [
                Product("B", "Carry bag plain", Money.of("9"), seller="bags", stock=500),
                Product("C", "Carry bag strong", Money.of("11"), seller="none", stock=500),
                Product("R", "Basmati rice", Money.of("110"), seller="rice", stock=500),
            ]
        )
        staff = Staff(db)
        for seller in ("bags", "rice"):
            staff.add(f"{seller}@x.example", seller, "seller", "hash", NOW, seller=seller)
        staff.add("asha@x.example", "Asha", "agent", "hash", NOW)
        self.asha = next(m.id for m in staff.all() if m.name == "Asha")
        self.offers, self.quotes = SellerOffers(db, self.store), SellerQuotes(db, self.store, rules=Rules())
        self.questions, self.desk = Questions(db, self.store), Desk(db, self.store)
        self.at = self.store.open("web", "w1", now=NOW)

    def said(self) -> str:
        last = self.store.last_said(self.at.id)
        return last.text if last else ""

    def whose(self, question: str) -> str:
        return next(str(q["seller"]) for q in self.questions.newest() if q["id"] == question)


@pytest.fixture
def world(db: Database) -> World:
    return World(db)


def test_a_wish_goes_to_who_sells_the_like_and_an_offer_ends_in_the_buyers_cart(world: World) -> None:
    question = world.offers.wish(world.at.id, WISH, NOW)
    assert world.whose(question) == "Bag House"
    (seen,) = world.questions.newest("bags")
    assert (seen["kind"], seen["count"]) == ("wish", 200)
    number = world.offers.offer(question, "m", BAGS, NOW, seller="bags")
    assert "Bag House offers 200 x Carry bag 10 kg" in world.said()
    assert "Rs 12.50 each, Rs 2,500 in all. Ready in 7 days." in world.said()
    assert world.quotes.accept(number, world.at.customer, NOW) == BAGS.title
    carts = Carts(world.db, Rules())
    priced = carts.priced(world.at.customer, NOW)
    quote = priced.quote
    with world.db.read() as tx:
        comes = deliveries(tx, [f"MADE-{number}"], "411001", quote.subtotal, NOW)
    assert [(line.title, line.quantity, line.total) for line in quote.lines] == [
        (BAGS.title, 200, Money.of("2500"))
    ]
    assert priced.notes == ()
    assert comes.days == {"Bag House": 8}  # seven to make them, one to send them
    # Nobody else finds or buys it.
    made = Catalogue(world.db).product(f"MADE-{number}")
    assert made is not None
    assert not made.active
    with world.db.write() as tx, pytest.raises(NotAllowed, match="was offered for 200"):
        carts.put_in(tx, "v_other", made.sku, 200, NOW)
    # The offer runs out: it is left out, with a word.
    later = carts.priced(world.at.customer, NOW + 2 * WEEK)
    assert later.quote.lines == ()
    assert [note.code for note in later.notes] == ["left_out"]


@pytest.mark.parametrize(
    ("locale", "days", "offered"),
    [
        ("hi-Latn", 7, "Rs 12.50 ek ka, kul Rs 2,500. 7 din me taiyaar. 12 January tak."),
        ("hi-Deva", 1, "Rs 12.50 एक का, कुल Rs 2,500। एक दिन में तैयार। 12 जनवरी तक।"),
    ],
)
def test_an_offer_is_told_in_the_buyers_language(world: World, locale: str, days: int, offered: str) -> None:
    choose_language(Contexts(world.db), world.at.customer, locale, NOW)
    question = world.offers.wish(world.at.id, WISH, NOW)
    world.offers.offer(question, "m", replace(BAGS, days=days), NOW, seller="bags")
    assert offered in world.said()
    # The seller's page and the desk read it as before.
    (seen,) = world.questions.newest("bags")
    assert seen["said"][-1]["text"].endswith("Good until 12 January.")


def test_an_accepted_offer_is_checked_out_like_any_goods_and_only_once(world: World) -> None:
    question = world.offers.wish(world.at.id, WISH, NOW)
    world.quotes.accept(world.offers.offer(question, "m", BAGS, NOW, seller="bags"), world.at.customer, NOW)
    shop = Checkouts(world.db, Carts(world.db, Rules()))
    with world.db.write() as tx:
        started = shop.start_in(tx, world.at.customer, "k", NOW, address={"postcode": "411001"})
        order = shop.place_in(tx, started.id, "cash", NOW)
    assert [(line.title, line.quantity, line.unit_price) for line in order.lines] == [
        (BAGS.title, 200, Money.of("12.50"))
    ]
    with world.db.read() as tx:
        assert disagreements(tx, world.db) == []
        assert shop.carts.get(world.at.customer).lines == ()


def test_who_cant_help_passes_it_on_and_then_it_is_the_desks(world: World) -> None:
    question = world.offers.wish(world.at.id, WISH, NOW)
    with pytest.raises(NoQuestion):
        world.questions.leave(question, "m", NOW, seller="rice")
    asked_in = world.questions.leave(question, "m", NOW, seller="bags")
    pass_on(world.questions, world.desk, question, asked_in, NOW)
    assert not world.questions.leave(question, "m", NOW, seller="bags")  # once
    (second,) = world.questions.newest("rice", "open")
    assert world.store.conversation(world.at.id).state == "bot"
    # The other lets it lie: nobody is left who could be asked.
    rules = DeskRules(world.db, world.desk, world.questions)
    assert rules.escalate(NOW + 5 * HOUR) == 1
    assert world.store.conversation(world.at.id).state == "waiting"
    assert second["said"][0]["text"] == WISH


def test_an_offer_keeps_to_the_shop_and_to_wishes(world: World) -> None:
    question = world.offers.wish(world.at.id, WISH, NOW)
    with pytest.raises(NotAllowed):
        world.offers.offer(
            question, "m", Offered("Bags, ring 98765 43210", 200, Money.of("9"), 1, WEEK), NOW, seller="bags"
        )
    with pytest.raises(NoQuestion):
        world.offers.offer(question, "m", BAGS, NOW, seller="rice")
    about = world.questions.ask(world.at.id, world.at.customer, "B", "how thick?", NOW, key="ask")
    with pytest.raises(NotAllowed):
        world.offers.offer(about, "m", BAGS, NOW, seller="bags")
    world.questions.answer(question, "m", "In which colour?", NOW, seller="bags", publish=True)
    assert Catalogue(world.db).faqs() == []  # what one buyer wants helps no other
    assert "You are looking for: \u201cI need 200" in world.said()
    assert Flags(world.db).flagged() == []


def test_an_agent_asks_for_the_customer_they_talk_to(world: World) -> None:
    behalf = OnBehalf(world.db, world.store, Carts(world.db, Rules()))
    with pytest.raises(NotYours):
        behalf.wish(world.at.id, world.asha, WISH, "", NOW)
    world.desk.claim(world.at.id, world.asha, NOW)
    (said,) = behalf.wish(world.at.id, world.asha, WISH, "rice", NOW)
    assert said.text.startswith("Asha has asked a seller")
    assert [q["seller"] for q in world.questions.newest("rice")] == ["Grain Mill"]


def test_where_nobody_can_be_asked_it_says_so(world: World) -> None:
    staff = Staff(world.db)
    for member in staff.all():
        staff.set_active(member.id, False)
    assert world.offers.wish(world.at.id, WISH, NOW) == ""
