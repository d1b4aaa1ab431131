"""Claims are opened, answered and settled once, and no more money goes back than came; on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chat.service.conversations import Conversations
from shop.catalogue.product import Seller
from shop.catalogue.service import Catalogue, CatalogueWrites
from shop.checkout.service.consistency import disagreements
from shop.claims.claim import ClaimRules
from shop.claims.requests import AnswerClaim, OpenClaim, SettleClaim
from shop.claims.service import Claims
from shop.errors import ShopError
from shop.money import Money
from shop.orders.order import Line, Order, Payment
from shop.orders.requests import AskReturn, MoveOrder
from shop.orders.service import within
from shop.orders.service.orders import Orders
from shop.orders.view import as_json, sellers_part
from shop.refusals import Missing, Refused
from shop.replies import order_reply
from storage.database import Database
from tests.fresh import ready
from tests.storage.shop_for_tests import ADDRESS, NOW, SALT, TEA, open_shop

BY_HAND = ClaimRules(at_once_claims=0)
PRICE, OFF = Money(2710), Money(101)  # a voucher's share of which no piece gets a whole number


def delivered(db: Database, rules: ClaimRules = BY_HAND) -> Claims:
    """Six salt and four tea of two sellers, paid in cash, with a voucher; and a chat to be told in."""
    open_shop(db, customers=2)
    CatalogueWrites(db).sellers([Seller("S1", "Tea House")])
    CatalogueWrites(db).products([replace(TEA, seller="S1")])
    lines = (Line(SALT.sku, SALT.title, 6, PRICE), Line(TEA.sku, TEA.title, 4, TEA.price))
    paid = Payment("payment", Money(6 * 2710 + 4 * 14000 - OFF.minor), "cash")
    order = Order("D-1", "c0", NOW, "delivered", lines, ADDRESS, (paid,), charges=-OFF)
    with db.write() as tx:
        within.place(tx, db, order, NOW, quote={"discount": OFF.plain()}, checkout="k_1")
    chats = Conversations(db)
    chats.bind(chats.open("telegram", "t0", now=NOW).id, "c0")
    return Claims(db, rules)


def said(db: Database) -> str:
    last = Conversations(db).last_said(Conversations(db).customers_conversations("c0")[0].id)
    return last.text if last else ""


ASKED = OpenClaim("c0", "D-1", "missing", ((SALT.sku, 3),), words="3 packet kam aaye")


def test_a_claim_has_a_number_a_deadline_and_its_steps(db: Database) -> None:
    claims = delivered(db)
    (claim,) = claims.open(ASKED, "t/claim", NOW)
    assert claims.open(ASKED, "t/claim", NOW) == [claim]  # the turn ran again
    assert claim.id.startswith("CL-")
    assert (claim.state, claim.due.strftime("%a %H:%M")) == ("open", "Tue 21:00")  # NOW is a Saturday
    assert not claim.is_overdue(NOW + timedelta(days=3))
    assert claim.is_overdue(NOW + timedelta(days=4))
    shown = claims.view(claim.id)
    assert [(e.step, e.by) for e in shown.events] == [("open", "customer")]
    assert Money(3 * 2710) - OFF < shown.most < Money(3 * 2710)  # less its share of the voucher


def test_it_stands_with_its_order_for_the_buyer(db: Database) -> None:
    claims = delivered(db)
    (claim,) = claims.open(ASKED, "t", NOW)
    claims.settle(SettleClaim(claim.id, "meena", "refund", Money(2000)), NOW)
    view = Orders(db).view("D-1")
    (shown,) = as_json(view)["claims"]
    assert (shown["id"], shown["state"], shown["refunded"]) == (claim.id, "settled", "20.00")
    assert (
        f"Claim {claim.id}: 3 x Tata Salt 1 kg, missing: settled, Rs 20 given back."
        in order_reply(view, "en").text
    )
    assert "claims" not in sellers_part(view, "S1")
    assert [event.step for event in view.events] == ["place", "refund"]


def test_goods_of_two_sellers_are_two_claims_and_each_sees_its_own(db: Database) -> None:
    claims = delivered(db)
    made = claims.open(replace(ASKED, pieces=((SALT.sku, 1), (TEA.sku, 2))), "t", NOW)
    assert sorted(claim.seller for claim in made) == ["", "S1"]
    (own,), more = claims.to_look_at("S1")
    assert (own.claim.items[0].sku, own.buyer, more) == (TEA.sku, "A buyer in Pune", False)
    assert (claims.waiting("S1"), claims.waiting("S2"), claims.waiting()) == (1, 0, 2)
    with pytest.raises(Missing):
        claims.view(own.claim.id, seller="S2")
    with pytest.raises(Missing):
        claims.refuse(AnswerClaim(own.claim.id, "s_x", "no", seller="S2"), NOW)


def test_the_order_of_somebody_else_is_not_there(db: Database) -> None:
    claims = delivered(db)
    for ask in (lambda c: claims.review(c, NOW), lambda c: claims.open(c, "t", NOW)):
        with pytest.raises(Missing) as missing:
            ask(replace(ASKED, customer="c1"))
        assert missing.value.reason.code == "order_not_theirs"
    (claim,) = claims.open(ASKED, "t", NOW)
    for act in (
        lambda: claims.withdraw("c1", claim.id, NOW),
        lambda: claims.add_photos("c1", claim.id, ["kept:x"], NOW),
        lambda: claims.decide_offer("c1", claim.id, True, NOW),
    ):
        with pytest.raises(Missing):
            act()


def test_pieces_are_claimed_or_returned_and_not_both(db: Database) -> None:
    claims, orders = delivered(db), Orders(db)
    (claim,) = claims.open(ASKED, "t", NOW)
    with pytest.raises(Refused, match="only 3 are not claimed"):
        orders.ask_return(AskReturn("c0", "D-1", (SALT.sku,) * 4, "cash"), "r", NOW)
    orders.ask_return(AskReturn("c0", "D-1", (SALT.sku,) * 3, "cash"), "r2", NOW)
    with pytest.raises(Refused, match="only 0"):
        claims.open(replace(ASKED, pieces=((SALT.sku, 1),)), "t2", NOW)
    claims.withdraw("c0", claim.id, NOW)
    assert claims.open(ASKED, "t3", NOW)[0].id != claim.id


def test_a_small_claim_is_settled_by_rule_and_the_third_one_is_not(db: Database) -> None:
    claims = delivered(db, ClaimRules(at_once=Money(50_000), at_once_claims=2))
    one = replace(ASKED, pieces=((SALT.sku, 1),))
    assert claims.review(one, NOW).at_once
    first, second, third = (claims.open(one, f"t{n}", NOW)[0] for n in range(3))
    assert (first.state, first.how, second.state, third.state) == ("settled", "refund", "settled", "open")
    paid = Orders(db).view("D-1").order.payments
    assert [p.amount for p in paid if p.kind == "refund"] == [first.amount, second.amount]
    assert not claims.review(one, NOW).at_once
    large = replace(one, pieces=((TEA.sku, 4),))
    assert claims.open(large, "large", NOW)[0].state == "open"


def test_a_part_is_given_back_and_never_more_than_the_pieces_cost(db: Database) -> None:
    claims = delivered(db)
    (claim,) = claims.open(ASKED, "t", NOW)
    for wrong in (Money(3 * 2710 + 1), Money(0), Money(-5)):
        with pytest.raises(Refused) as refused:
            claims.settle(SettleClaim(claim.id, "meena", "refund", wrong), NOW)
        assert refused.value.reason.code == "refund_too_much"
    settled = claims.settle(SettleClaim(claim.id, "meena", "refund", Money(2000)), NOW)
    assert (settled.state, settled.amount) == ("settled", Money(2000))
    assert "Rs 20 goes back to you" in said(db)
    assert "in cash" in said(db)
    assert disagreements(db) == []


def test_money_may_go_to_store_credit(db: Database) -> None:
    claims = delivered(db)
    (claim,) = claims.open(replace(ASKED, method="credit-0"), "t", NOW)
    claims.settle(SettleClaim(claim.id, "meena", "refund", Money(2000)), NOW)
    balance = Orders(db).all_methods()["c0"]["credit-0"].balance
    assert balance == Money(52_000)


def test_new_pieces_come_as_an_order_that_costs_nothing(db: Database) -> None:
    claims, orders = delivered(db), Orders(db)
    (claim,) = claims.open(replace(ASKED, wish="replacement"), "t", NOW)
    settled = claims.settle(SettleClaim(claim.id, "meena", "replacement"), NOW)
    new = orders.view(settled.sent).order
    assert (new.total, new.status, new.address, new.lines[0].quantity) == (Money(0), "pending", ADDRESS, 3)
    left = Catalogue(db).product(SALT.sku)
    assert left is not None
    assert left.stock == SALT.stock - 3
    assert settled.sent in said(db)
    for status in ("packed", "shipped", "delivered"):
        orders.move(MoveOrder(new.id, status), NOW)
    assert orders.view(new.id).order.payments == ()  # the courier takes nothing


def test_what_is_not_there_is_not_sent_again(db: Database) -> None:
    claims = delivered(db, ClaimRules())
    CatalogueWrites(db).products([replace(SALT, stock=1)])
    asked = replace(ASKED, wish="replacement")
    (claim,) = claims.open(asked, "t", NOW)
    assert claim.state == "open"  # no rule sends what the shelf has not
    with pytest.raises(Refused):
        claims.settle(SettleClaim(claim.id, "meena", "replacement"), NOW)
    assert claims.view(claim.id).claim.state == "open"


def test_a_seller_accepts_or_refuses_or_offers_and_the_buyer_decides(db: Database) -> None:
    claims = delivered(db)
    (claim,) = claims.open(replace(ASKED, pieces=((TEA.sku, 2),)), "t", NOW)
    with pytest.raises(Refused) as refused:
        claims.refuse(AnswerClaim(claim.id, "spice", "  ", "S1"), NOW)
    assert refused.value.reason.code == "claim_reason_missing"
    offer = AnswerClaim(claim.id, "spice", "Sorry! Call 98765 43210", "S1")
    offered = claims.offer_replacement(offer, NOW)
    assert (offered.state, "98765" in offered.reason, "98765" in said(db)) == ("answered", False, False)
    assert "Tea House offers to send 2 x" in said(db)
    money = claims.decide_offer("c0", claim.id, False, NOW)
    assert (money.state, money.wish) == ("answered", "refund")
    with pytest.raises(Refused):  # the old button
        claims.decide_offer("c0", claim.id, True, NOW)
    claims.accept(AnswerClaim(claim.id, "spice", "", "S1"), NOW)
    assert "is accepted" in said(db)
    done = claims.settle(SettleClaim(claim.id, "meena", "refund"), NOW)
    assert done.amount == claims.view(claim.id).claim.amount
    steps = [event.step for event in claims.view(claim.id).events]
    assert steps == ["open", "answer", "money", "accept", "settle"]


def test_the_offer_that_is_taken_is_sent(db: Database) -> None:
    claims = delivered(db)
    (claim,) = claims.open(ASKED, "t", NOW)
    claims.offer_replacement(AnswerClaim(claim.id, "meena"), NOW)
    taken = claims.decide_offer("c0", claim.id, True, NOW)
    assert (taken.state, taken.how, bool(taken.sent)) == ("settled", "replacement", True)


def test_what_was_refused_the_desk_may_settle_all_the_same(db: Database) -> None:
    claims = delivered(db)
    (claim,) = claims.open(ASKED, "t", NOW)
    claims.refuse(AnswerClaim(claim.id, "meena", "The parcel was weighed: all was in it."), NOW)
    assert "all was in it" in said(db)
    with pytest.raises(Refused):
        claims.withdraw("c0", claim.id, NOW)
    assert claims.settle(SettleClaim(claim.id, "boss", "refund"), NOW).state == "settled"


def test_photos_are_few(db: Database) -> None:
    claims = delivered(db)
    (claim,) = claims.open(replace(ASKED, photos=("kept:a",)), "t", NOW)
    again = claims.add_photos("c0", claim.id, ["kept:a"], NOW)
    assert again.photos == ("kept:a",)
    many = claims.add_photos("c0", claim.id, [f"kept:{n}" for n in range(20)], NOW)
    assert len(many.photos) == 6
    with pytest.raises(Refused) as refused:
        claims.add_photos("c0", claim.id, ["kept:z"], NOW)
    assert refused.value.reason.code == "photos_full"


def together(*works: Callable[[], object]) -> list[str]:
    """What each came to, done at the same time: the code of the refusal, or "done"."""
    came: list[str] = []

    def run(work: Callable[[], object]) -> None:
        try:
            work()
            came.append("done")
        except (Refused, Missing) as no:
            came.append(no.reason.code)

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(came)


def test_of_settlements_at_the_same_time_one_wins(db: Database) -> None:
    claims = delivered(db)
    (claim,) = claims.open(ASKED, "t", NOW)
    came = together(
        lambda: claims.settle(SettleClaim(claim.id, "a", "refund"), NOW),
        lambda: claims.settle(SettleClaim(claim.id, "b", "refund", Money(100)), NOW),
        lambda: claims.settle(SettleClaim(claim.id, "c", "replacement"), NOW),
        lambda: claims.withdraw("c0", claim.id, NOW),
    )
    assert came == ["claim_closed"] * 3 + ["done"]
    refunds = [p for p in Orders(db).view("D-1").order.payments if p.kind == "refund"]
    assert len(refunds) + len(Orders(db).of_customer("c0")) - 1 <= 1


def test_of_a_claim_and_a_return_of_the_same_pieces_one_wins(db: Database) -> None:
    claims, orders = delivered(db), Orders(db)
    all_salt = replace(ASKED, pieces=((SALT.sku, 6),))
    came = together(
        lambda: claims.open(all_salt, "t", NOW),
        lambda: orders.ask_return(AskReturn("c0", "D-1", (SALT.sku,) * 6, "cash"), "r", NOW),
        lambda: claims.open(all_salt, "t2", NOW),
    )
    assert came == ["claimed_before"] * 2 + ["done"]


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["claim", "settle", "part", "refuse", "withdraw", "return", "take_back"]),
        st.sampled_from([SALT.sku, TEA.sku]),
        st.integers(0, 6),
    ),
    max_size=14,
)


@settings(max_examples=40)
@given(ACTS)
def test_refunds_of_claims_and_returns_never_exceed_what_was_paid(acts: list[tuple[str, str, int]]) -> None:
    with TemporaryDirectory() as folder:
        db = Database(f"sqlite:///{Path(folder) / 'test.db'}")
        ready(db)
        claims, orders = delivered(db), Orders(db)
        made: list[str] = []
        for number, (act, sku, count) in enumerate(acts):
            claim = made[count % len(made)] if made else "CL-NONE"
            doing: dict[str, Callable[[], object]] = {
                "claim": lambda n=number, s=sku, c=count: made.extend(
                    one.id for one in claims.open(replace(ASKED, pieces=((s, c),)), f"t{n}", NOW)
                ),
                "settle": lambda c=claim: claims.settle(SettleClaim(c, "m", "refund"), NOW),
                "part": lambda c=claim, n=count: claims.settle(
                    SettleClaim(c, "m", "refund", Money(n * 997)), NOW
                ),
                "refuse": lambda c=claim: claims.refuse(AnswerClaim(c, "m", "no"), NOW),
                "withdraw": lambda c=claim: claims.withdraw("c0", c, NOW),
                "return": lambda n=number, s=sku, c=count: orders.ask_return(
                    AskReturn("c0", "D-1", (s,) * c, "cash"), f"r{n}", NOW
                ),
                "take_back": lambda: orders.move(MoveOrder("D-1", "returned"), NOW),
            }
            try:
                doing[act]()
            except ShopError:
                continue
        order = orders.view("D-1").order
        wrong = disagreements(db)
        db.close()
    assert order.paid.minor >= 0
    assert wrong == []
