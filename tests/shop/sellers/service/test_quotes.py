"""Quotes: told, offered, taken into the cart, and never dearer than without; on both databases."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from chat.service.contexts import Contexts
from chat.service.language import choose_language
from people.tables import customers
from shop.cart.pricing import Rules
from shop.cart.service.carts import Carts
from shop.cart.store.agreed_prices import ask_quote
from shop.catalogue.product import Tier
from shop.catalogue.service import CatalogueWrites
from shop.errors import NotAllowed, NotFound
from shop.money import Money
from shop.sellers.service.quotes import SellerQuotes, tell_sellers
from tests.shop.sellers.world import HOUR, NOW, PRODUCTS, World, asked_for_a_price

GOLD = Rules(group_percent={"gold": 10})  # cardamom at Rs 2,160


def asked(world: World, quantity: int) -> str:
    with world.db.write() as tx:
        return ask_quote(tx, world.buyer, world.buyer_at, PRODUCTS[0], quantity, None, NOW)


def offered(world: World, quantity: int, each: str, rules: Rules | None = None) -> str:
    number = asked(world, quantity)
    quotes = SellerQuotes(world.db, world.store, rules=rules or Rules())
    quotes.answer(number, "x", Money.of(each), HOUR, NOW, seller="s1")
    return number


def paid(world: World, rules: Rules | None = None) -> tuple[Money, Money]:
    """What one costs, and what was said that it costs when it came into the cart."""
    carts = Carts(world.db, rules or Rules())
    found = carts.priced(world.buyer, NOW)
    return found.quote.lines[0].unit_price, found.cart.lines[0].seen_price


def become_gold(world: World) -> None:
    with world.db.write() as tx:
        tx.execute(update(customers).where(customers.c.id == world.buyer).values(price_group="gold"))


def test_a_lower_quantity_price_holds_beside_an_agreed_one(world: World) -> None:
    world.quotes.accept(offered(world, 50, "2300"), world.buyer, NOW)
    tiers = (Tier(50, Money.of("2100")),)
    CatalogueWrites(world.db).products([replace(PRODUCTS[0], tiers=tiers)])
    assert paid(world)[0] == Money.of("2100")


def test_of_two_agreed_prices_the_lower_one_holds(world: World) -> None:
    for number in (offered(world, 500, "1800"), offered(world, 100, "2200")):
        world.quotes.accept(number, world.buyer, NOW)
    assert paid(world) == (Money.of("1800"), Money.of("1800"))


def test_a_lower_price_of_the_buyers_group_holds_beside_an_agreed_one(world: World) -> None:
    number = offered(world, 50, "2300")
    become_gold(world)
    SellerQuotes(world.db, world.store, rules=GOLD).accept(number, world.buyer, NOW)
    assert paid(world, GOLD) == (Money.of("2160"), Money.of("2160"))


def test_a_saving_is_told_against_what_this_buyer_would_pay(world: World) -> None:
    become_gold(world)
    with pytest.raises(NotAllowed, match="no better than the Rs 2,160 that this buyer pays"):
        offered(world, 50, "2200", GOLD)
    number = offered(world, 50, "2100", GOLD)
    told = world.store.last_said(world.buyer_at)
    assert told is not None
    assert "Rs 2,100 each instead of Rs 2,160: you save Rs 3,000." in told.lead
    world.quotes.accept(number, world.buyer, NOW)
    with pytest.raises(NotAllowed, match="no better than the Rs 2,100"):
        offered(world, 50, "2130", GOLD)


def test_a_quote_is_told_offered_and_taken_into_the_cart(world: World) -> None:
    chat = world.chat_of("s1")
    number = asked_for_a_price(world)
    assert tell_sellers(world.db, world.store, NOW) == 1
    assert tell_sellers(world.db, world.store, NOW) == 0
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
    carts = Carts(world.db, Rules())
    quote = carts.priced(world.buyer, NOW).quote
    assert [(line.quantity, line.unit_price) for line in quote.lines] == [(50, Money.of("2250"))]
    with pytest.raises(NotAllowed):
        world.quotes.accept(number, world.buyer, NOW)


def test_who_chose_hindi_is_offered_in_it(world: World) -> None:
    choose_language(Contexts(world.db), world.buyer, "hi-Latn", NOW)
    number = asked_for_a_price(world)
    world.quotes.answer(number, "x", Money.of("2250"), 7 * 24 * HOUR, NOW, seller="s1")
    offer = world.store.last_said(world.buyer_at)
    assert offer is not None
    assert offer.lead == (
        "Spice House ka offer: 50 x Green cardamom, Rs 2,400 ki jagah Rs 2,250 ek ka. "
        "Aapke Rs 7,500 bachte hain. "
        f"12 January tak (quote {number})."
    )
    assert [option.title for option in offer.options] == ["Manzoor, cart me daalo", "Nahi, shukriya"]
    number = asked_for_a_price(world)
    world.quotes.answer(number, "x", None, HOUR, NOW, seller="s1", reason="Fasal kam hai")
    said = world.said(world.buyer_at)[-1]
    assert "list price Rs 2,400 se kam nahi ho sakta" in said
    assert "Unka kehna hai: \u201cFasal kam hai\u201d" in said


def test_who_chose_hindi_in_its_letters_is_refused_in_it(world: World) -> None:
    chat = world.chat_of("s1")
    for customer in (world.buyer, world.store.conversation(chat).customer):
        choose_language(Contexts(world.db), customer, "hi-Deva", NOW)
    number = asked_for_a_price(world)
    assert tell_sellers(world.db, world.store, NOW) == 1
    assert world.said(chat)[-1] == (
        "एक ग्राहक 50 x Green cardamom लेना चाहते हैं, उम्मीद Rs 2,200 एक की है। जवाब Quotes में दीजिए।"
    )
    world.quotes.answer(number, "x", None, HOUR, NOW, seller="s1", reason="Fasal kam hai")
    said = world.said(world.buyer_at)[-1]
    assert "लिस्ट के दाम Rs 2,400 से कम नहीं हो सकता" in said
    assert "उनका कहना है: “Fasal kam hai”" in said


def test_a_refused_quote_offers_the_list_price(world: World) -> None:
    number = asked_for_a_price(world)
    world.quotes.answer(number, "x", None, HOUR, NOW, seller="s1")
    assert "can't go below the list price" in world.said(world.buyer_at)[-1]
    with pytest.raises(NotAllowed):
        world.quotes.accept(number, world.buyer, NOW)
