"""Suggestions by talking: a real store, a real fit."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from app.recommender import open_suggesting
from bot.actions.recommending import offers, recommend, set_reminders
from bot.actions.suggested import Suggesting, goes_with, instead_of, note_added
from bot.dialogue.turn import Answer, Tools, Turn
from chat.plain import spoken
from chat.service.contexts import Contexts
from chat.service.conversations import Conversations
from chat.service.language import choose_language
from insight.recommending.refit import Refit
from insight.reminders.service import Reminders, ReminderWishes
from insight.reminders.terms import Wish
from retrieval.engine import Search
from shop.cart import cart as shop_cart
from shop.cart.pricing import Rules
from shop.cart.service.carts import Carts
from shop.catalogue.service import Catalogue, CatalogueWrites
from shop.money import Money
from shop.reading.suggestions import asked_for
from storage.database import Database
from tests.fresh import ready
from tests.insight.shops import NOW, product
from tests.insight.stocked import stock


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Suggesting]]:
    """A stocked database and what was learned from it."""
    folder = tmp_path_factory.mktemp("shop")
    db = Database(f"sqlite:///{folder / 'shop.db'}")
    ready(db)
    stock(db)
    made = open_suggesting(folder, db, Catalogue(db))
    assert Refit(made.recommender, made.store.purchases, made.store.all_cohorts).once().swapped
    yield folder, made
    db.close()


@pytest.fixture
def tools(filled: tuple[Path, Suggesting]) -> Tools:
    _, suggesting = filled
    db = suggesting.store.db
    return Tools(
        db,
        Catalogue(db),
        Contexts(db),
        cast(Search, None),
        "Shop",
        "http://shop.test",
        Rules(),
        {"suggesting": suggesting},
    )


def turn(number: str, customer: str = "C001", **entities: Any) -> Turn:
    return Turn(
        id=f"t.{number}", conversation="w_1", customer=customer, channel="web", locale="en", page="",
        text="what should I order?", intent="recommend", confidence=1.0,
        entities={name: [value] for name, value in entities.items()}, slots={}, now=NOW,
    )  # fmt: skip


def events(tools: Tools, kind: str) -> int:
    return sum(row["n"] for row in tools.extras["suggesting"].store.counts(NOW) if row["kind"] == kind)


def skus(answer: Answer) -> list[str]:
    return [card.sku for card in answer.replies[0].cards]


def test_a_basket_comes_with_quantities_reasons_and_one_tap_for_all(tools: Tools) -> None:
    seen, added = events(tools, "impression"), events(tools, "add")
    answer = recommend(turn("a1", "C005"), tools)
    shown = answer.replies[0]
    assert shown.kind == "cards"
    assert len(shown.cards) >= 4
    for place, card in enumerate(shown.cards, 1):
        assert f"{place}. {card.title}" in spoken(shown)
        assert " - " in card.subtitle
    assert events(tools, "impression") >= seen + len(shown.cards)
    take = shown.options[0].command
    assert take is not None
    taken = recommend(turn("a2", "C005", **take.entities), tools)
    assert taken.replies[0].kind == "cart"
    in_cart = dict(Carts(tools.db, Rules()).get("C005").quantities)
    assert in_cart == {line["sku"]: line["quantity"] for line in take.entities["take"]}
    assert events(tools, "add") == added + len(in_cart)


def test_the_turn_that_takes_all_may_run_again(tools: Tools) -> None:
    taking = turn("b1", "C002", take=[{"sku": "P002", "quantity": 12}])
    recommend(taking, tools)
    recommend(taking, tools)
    assert dict(Carts(tools.db, Rules()).get("C002").quantities) == {"P002": 12}


def test_what_is_refused_does_not_come_back(tools: Tools) -> None:
    first = skus(recommend(turn("c1", "C003"), tools))
    again = skus(recommend(turn("c2", "C003", refuse=first[0]), tools))
    assert first[0] not in again


def test_somebody_without_orders_gets_what_others_buy(tools: Tools) -> None:
    visitor = Conversations(tools.db).open("web", "w_new", now=NOW).customer
    shown = recommend(turn("d1", visitor), tools).replies[0]
    assert shown.cards
    said = spoken(shown)
    assert "buy it" in said or "bought by" in said


def test_alternatives_are_of_the_same_category(tools: Tools) -> None:
    answer = recommend(turn("e1", sku="P021"), tools)
    assert skus(answer)
    found = tools.catalogue.products(skus(answer))
    assert {p.category for p in found} == {"Snacks"}


def test_an_unknown_product_has_no_alternatives(tools: Tools) -> None:
    assert "nothing that could stand in" in recommend(turn("f1", sku="NOT-THERE"), tools).replies[0].text


def test_no_offers_is_said_in_words(tools: Tools) -> None:
    assert "no special offer" in offers(turn("g1"), tools).replies[0].text


def test_cross_sell_leaves_out_the_cart(tools: Tools) -> None:
    shown = goes_with(turn("h1"), tools, {"P021": 12, "P022": 12})
    assert shown is not None
    assert 1 <= len(shown.cards) <= 3
    assert not {"P021", "P022"} & {card.sku for card in shown.cards}


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        ("what should I order this week", "basket", ""),
        ("kya mangwau", "basket", ""),
        ("suggest products for my shop", "basket", ""),
        ("recommend a good tea", "basket", "tea"),
        ("suggest a detergent that sells", "popular", "detergent"),
        ("top selling biscuits", "popular", "biscuits"),
        ("kya bikta hai zyada", "popular", ""),
        ("popular in my area", "popular", ""),
        ("what do shops like mine order", "alike", ""),
        ("what do other retailers buy", "alike", ""),
        ("what am i running low on", "due", ""),
        ("did i forget anything", "due", ""),
        ("what goes well with maggi", "with", "maggi"),
        ("anything similar to good day", "alternatives", "good day"),
        ("can you suggest an alternative", "alternatives", ""),
        ("things that go together with bread", "with", "bread"),
        ("what goes with my cart", "with", ""),
        ("similar products to this", "alternatives", ""),
        ("what should i stock for diwali", "season", ""),
        ("new arrivals", "new", ""),
        ("which products give good margin", "margin", ""),
    ],
)
def test_what_kind_of_suggestion_is_wanted(said: str, kind: str, words: str) -> None:
    assert asked_for(said) == (kind, words)


def test_each_kind_is_answered(tools: Tools) -> None:
    for number, said in enumerate(
        ("what am i running low on", "what do shops like mine order", "popular in my area", "stock for holi")
    ):
        answer = recommend(replace(turn(f"n{number}"), text=said), tools)
        assert answer.replies[0].text
        if "holi" not in said:
            assert answer.replies[0].cards, said
    places = {row["place"] for row in tools.extras["suggesting"].store.counts(NOW)}
    assert {"due", "alike", "popular"} <= places


def test_what_is_in_the_cart_is_not_called_due(tools: Tools) -> None:
    asking = replace(turn("o1", "C006"), text="did i forget anything")
    due = skus(recommend(asking, tools))
    recommend(turn("o2", "C006", take=[{"sku": due[0], "quantity": 12}]), tools)
    assert due[0] not in skus(recommend(replace(asking, id="t.o3"), tools))


def test_a_case_takes_the_place_of_singles_and_undo_brings_them_back(tools: Tools) -> None:
    single, case = (
        replace(product(n, title=f"Cola {pack}", pack=pack), sku=f"COLA{n}", price=Money(price), stock=99)
        for n, pack, price in ((90, "1 L", 4000), (93, "1 L x 12", 45000))
    )
    CatalogueWrites(tools.db).products([single, case])
    recommend(turn("p1", "C008", take=[{"sku": "COLA90", "quantity": 30}]), tools)
    offered = goes_with(turn("p2", "C008"), tools, Carts(tools.db, Rules()).get("C008").quantities)
    assert offered is not None
    take = offered.cards[0].options[-1].command
    assert take is not None
    recommend(turn("p3", "C008", **take.entities), tools)
    cart = Carts(tools.db, Rules()).get("C008")
    assert dict(cart.quantities) == {"COLA90": 6, "COLA93": 2}
    assert dict(shop_cart.undo(cart).quantities) == {"COLA90": 30}


def test_what_is_out_of_stock_brings_its_stand_ins(tools: Tools) -> None:
    found = instead_of(turn("q1"), tools, "P021")
    assert 1 <= len(found[0].cards) <= 3
    assert "P021" not in {card.sku for card in found[0].cards}
    assert instead_of(turn("q2"), replace(tools, extras={}), "P021") == ()


def test_an_add_counts_only_for_what_was_shown(tools: Tools) -> None:
    before = events(tools, "add")
    note_added(turn("i1", "C009"), tools, ["P001"])
    assert events(tools, "add") == before


def test_without_a_recommender_there_are_still_words(tools: Tools) -> None:
    bare = replace(tools, extras={})
    assert recommend(turn("j1"), bare).replies[0].text
    assert offers(turn("j2"), bare).replies[0].text
    assert goes_with(turn("j3"), bare, {"P001": 1}) is None
    assert set_reminders(turn("j4"), bare, True)


def test_a_reminder_goes_where_the_customer_last_wrote_once_and_only_if_wanted(tools: Tools) -> None:
    suggesting: Suggesting = tools.extras["suggesting"]
    conversations = Conversations(tools.db)
    conversations.open("telegram", "77", now=NOW)
    known = conversations.open("web", "w_77", now=NOW + timedelta(days=1))
    for one in (conversations.open("telegram", "77", now=NOW), known):
        conversations.bind(one.id, "C004")
    reminders = Reminders(suggesting.store, suggesting.recommender, conversations)
    noon = NOW.replace(hour=6)  # half past eleven in India
    assert not reminders.remind(Wish("C004"), noon)
    set_reminders(turn("k1", "C004"), tools, True)
    wishes = ReminderWishes(tools.db)
    wish = wishes.of("C004")
    assert not reminders.remind(wish, NOW.replace(hour=20))
    assert reminders.remind(wish, noon)
    last = conversations.customers_conversations("C004")[0]
    said = conversations.last_said(last.id)
    assert said is not None
    assert "running low" in said.text
    assert not reminders.remind(wishes.of("C004"), noon + timedelta(days=2))
    assert "no reminders" in set_reminders(turn("k2", "C004"), tools, False)
    assert "C004" not in [wish.customer for wish in wishes.wanted()]


def test_a_reminder_is_in_the_language_that_the_customer_chose(tools: Tools) -> None:
    suggesting: Suggesting = tools.extras["suggesting"]
    conversations = Conversations(tools.db)
    conversations.bind(conversations.open("web", "w_78", now=NOW + timedelta(days=2)).id, "C008")
    choose_language(tools.contexts, "C008", "hi-Deva", NOW)
    reminders = Reminders(suggesting.store, suggesting.recommender, conversations)
    assert reminders.remind(Wish("C008", wanted=True), NOW.replace(hour=6) + timedelta(days=1))
    said = conversations.last_said(conversations.customers_conversations("C008")[0].id)
    assert said is not None
    assert said.text.startswith("शायद यह ख़त्म होने वाला है:")


@pytest.mark.parametrize(
    ("locale", "lead", "all_of_it", "buttons"),
    [
        ("hi-Latn", "Aapke liye yeh basket (Rs", "Sab daal dein", ("Yeh nahi", "daalein")),
        ("hi-Deva", "आपके लिए यह बास्केट (Rs", "सब डाल दें", ("यह नहीं", "डालें")),
    ],
)
def test_a_basket_is_proposed_in_the_customers_language(
    tools: Tools, locale: str, lead: str, all_of_it: str, buttons: tuple[str, str]
) -> None:
    (reply,) = recommend(replace(turn(f"l-{locale}", "C006"), locale=locale), tools).replies
    assert reply.text.startswith(lead)
    assert reply.options[0].title == all_of_it
    for card in reply.cards:
        assert card.options[1].title == buttons[0]
        assert card.options[2].title.endswith(buttons[1])


@pytest.mark.parametrize(
    ("locale", "every", "none"),
    [
        ("hi-Latn", "har 7 din me ek baar", "ab yaad dilane wale message nahi aayenge"),
        ("hi-Deva", "हर 7 दिन में एक बार", "अब याद नहीं दिलाऊँगा"),
    ],
)
def test_reminders_are_confirmed_in_the_customers_language(
    tools: Tools, locale: str, every: str, none: str
) -> None:
    asking = replace(turn("m1", "C007"), locale=locale)
    assert every in set_reminders(asking, tools, True, 7)
    assert none in set_reminders(asking, tools, False)


@pytest.mark.parametrize(("locale", "said"), [("hi-Latn", "ab nahi milta."), ("hi-Deva", "अब नहीं मिलता।")])
def test_what_a_basket_can_no_longer_hold_is_said_in_the_customers_language(
    tools: Tools, locale: str, said: str
) -> None:
    taken = turn("gone", "C011", take=[{"sku": "P404", "quantity": 2}])
    assert said in recommend(replace(taken, locale=locale), tools).replies[0].text
