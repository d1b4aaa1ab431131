"""UPI by talking: chosen, asked for, told of, in whichever words; and never while others read along."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.actions.paying_by_upi import says_paid
from bot.dialogue.taps import tap_of
from bot.dialogue.turn import ACTIONS, Answer, NotHere, Tools, Turn
from bot.routing.dispatch import perform
from shop.orders.requests import MoveOrder
from shop.orders.service.orders import Orders
from shop.payments.bank import Credit
from shop.payments.service.upi import UpiPayments
from shop.payments.tables import payment_methods
from shop.payments.taps import PayByUpi
from shop.payments.upi import Payee
from tests.bot.test_shop_actions import tap, with_address, words
from tests.storage.shop_for_tests import NOW

Said = Callable[..., Answer]


@pytest.fixture
def said(tools: Tools) -> Said:
    """Words in some language, whatever the language model took them for; or a tap."""
    tools = replace(tools, extras={"pay_link": lambda order: f"http://shop.test/pay/{order}"})
    UpiPayments(tools.db).set_payee(Payee("annapurna@demobank", "Annapurna Wholesale"))
    number = 0

    def say(typed: str, intent: str = "out_of_scope", locale: str = "en", /, **more: object) -> Answer:
        nonlocal number
        number += 1
        given = {name: [value] for name, value in more.items() if name != "shared"}
        at = NOW + timedelta(seconds=number)
        sure = 0.9 if typed else 1.0
        turn = Turn(f"u.{number}", "w_1", "c0", "web", locale, "", typed, intent, sure, given, {}, at,
                    (("deny", 0.1),) if typed else (), shared=bool(more.get("shared")))  # fmt: skip
        return perform(ACTIONS[f"action_{intent}"], turn, tools)

    return say


def order(tools: Tools, said: Said, quantity: int = 2) -> str:
    with_address(tools)
    said(f"{quantity} tata salt 1kg", "order_list")
    said("", "checkout")
    said("upi se dunga")
    return Orders(tools.db).of_customer("c0")[0].id


@pytest.mark.parametrize(
    "words_", ["upi se dunga", "gpay", "phonepe", "paytm kar dunga", "UPI", "pay by upi"]
)
def test_the_way_is_chosen_by_its_name_and_the_order_asks_for_its_money(
    tools: Tools, said: Said, words_: str
) -> None:
    with_address(tools)
    said("2 tata salt 1kg", "order_list")
    shown = said("", "checkout")
    assert "UPI (GPay, PhonePe)" in [o.title for reply in shown.replies for o in reply.options]
    placed, how = said(words_).replies
    number = Orders(tools.db).of_customer("c0")[0].id
    assert number in placed.text
    assert how.kind == "link" and how.data["url"] == f"http://shop.test/pay/{number}"
    assert all(one in how.text for one in ("Rs 96", "annapurna@demobank (Annapurna Wholesale)", number))


def test_a_plain_yes_pays_at_the_door(tools: Tools, said: Said) -> None:
    with_address(tools)
    with tools.db.write() as tx:
        tx.execute(payment_methods.delete())  # no way of their own
    said("2 tata salt 1kg", "order_list")
    assert "UPI" in "".join(o.title for r in said("", "checkout").replies for o in r.options)
    said("yes", "affirm")
    (placed,) = Orders(tools.db).of_customer("c0")
    assert not placed.unpaid.minor  # nothing is awaited by UPI


@pytest.mark.parametrize("asked", ["QR bhejo", "upi id kya hai", "gpay", "scanner bhej do payment ke liye"])
def test_who_asks_again_gets_the_link_of_what_is_open(tools: Tools, said: Said, asked: str) -> None:
    number = order(tools, said)
    (how,) = said(asked, "payment_methods").replies
    assert how.kind == "link" and number in how.text


def test_before_an_order_the_address_is_told(tools: Tools, said: Said) -> None:
    assert "annapurna@demobank (Annapurna Wholesale)" in words(said("upi id kya hai", "payment_methods"))
    asked = words(said("upi chalta hai kya", "payment_methods"))
    assert "annapurna@demobank" not in asked and "Haan, UPI chalega" in asked


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("paid, utr 412345678901", "412345678901"),
        ("payment ho gaya", ""),
        ("bhej diya paise", ""),
        ("UTR 412345678901", "412345678901"),
        ("412345678901", "412345678901"),
        ("gpay kar diya", ""),
        ("maine payment kar diya hai", ""),
        ("i have paid", ""),
        ("pement ho gaya", ""),  # as Devanagari is spelt in Latin letters
    ],
)
def test_that_it_is_paid_is_noted_and_pays_nothing(tools: Tools, said: Said, typed: str, number: str) -> None:
    mine = order(tools, said)
    answer = words(said(typed, "payment_problem"))
    (asked,) = UpiPayments(tools.db).asked_of("c0")
    assert (asked.told, asked.utr) == (True, number)
    assert (number or "12") in answer and mine in answer
    assert Orders(tools.db).order(mine).paid.minor == 0  # type: ignore[union-attr]  # it was placed


def test_who_is_asked_for_the_number_types_it(tools: Tools, said: Said) -> None:
    order(tools, said)
    said("payment ho gaya")
    assert "UTR 412345678901" in words(said("4123 4567 8901"))
    said("payment ho gaya")
    assert UpiPayments(tools.db).asked_of("c0")[0].utr == "412345678901"


def test_what_is_open_of_several_orders_is_asked(tools: Tools, said: Said) -> None:
    first, second = order(tools, said), order(tools, said, 1)
    answer = said("paid, utr 412345678901")
    options = [o for reply in answer.replies for o in reply.options]
    assert {o.title for o in options} == {f"{first}, Rs 96", f"{second}, Rs 68"}
    tap(lambda intent, **given: said("", intent, **given), answer, first)
    assert {one.order: one.utr for one in UpiPayments(tools.db).asked_of("c0")} == {
        first: "412345678901",
        second: "",
    }


def test_what_is_settled_is_said_so(tools: Tools, said: Said) -> None:
    mine = order(tools, said)
    UpiPayments(tools.db).take_statement(
        [Credit(NOW.date(), UpiPayments(tools.db).asked_of("c0")[0].amount, mine)], NOW
    )
    assert "annapurna@demobank" not in words(said("gpay", "payment_methods"))
    assert "noted" not in words(said("payment ho gaya", "payment_problem"))


def test_nothing_is_shown_where_others_read_along(tools: Tools, said: Said) -> None:
    number = order(tools, said)
    assert number not in words(said("gpay", "payment_methods", shared=True))
    with pytest.raises(NotHere):
        said("payment ho gaya", "payment_problem", shared=True)
    shown = said("", "track_order")  # its card has the way to pay
    offered = [o.command for reply in shown.replies for o in reply.options if o.command]
    pay = next(command for command in offered if tap_of(command) == PayByUpi(number))
    assert number in words(said("", pay.intent, **pay.entities))
    with pytest.raises(NotHere):
        said("", pay.intent, shared=True, **pay.entities)


@pytest.mark.parametrize(
    "typed",
    [
        "payment nahi ho raha",
        "payment fail ho gaya",
        "paise kat gaye",
        "kab tak payment karna hai",
        "done",
        "20 maggi",
    ],
)
def test_what_says_something_else_is_no_word_that_it_is_paid(typed: str) -> None:
    assert not says_paid(typed)


@pytest.mark.parametrize(
    ("asked", "intent", "locale", "question", "done"),
    [
        ("i would rather give cash at the door for it", "payment_methods", "en", "cash on delivery?", "void"),
        ("cash kar do iska payment", "change_order", "hi-Latn", "cash on delivery kar dun?", "band hai"),
        ("iska payment kaish on delivery kar do", "change_order", "hi-Latn", "kar dun?", "band hai"),
        ("upi is down, i pay cash", "payment_problem", "en", "cash on delivery?", "void"),
    ],
)
def test_an_order_that_waits_for_its_money_is_paid_at_the_door_after_one_yes(
    tools: Tools, said: Said, asked: str, intent: str, locale: str, question: str, done: str
) -> None:
    mine = order(tools, said)
    answer = said(asked, intent, locale)
    assert question in words(answer) and mine in words(answer)
    assert UpiPayments(tools.db).asked(mine) is not None  # nothing is done before the yes
    assert done in words(said("yes", "affirm", locale))
    assert UpiPayments(tools.db).asked(mine) is None
    kept = Orders(tools.db).order(mine)
    assert kept is not None and kept.to_pay_by == "" and not kept.payments
    assert "UPI" not in words(said(f"where is {mine}", "track_order"))


def test_it_is_found_by_its_number_and_a_no_leaves_it(tools: Tools, said: Said) -> None:
    first, second = order(tools, said), order(tools, said, 1)
    assert first in words(said(f"please make {first} cash on delivery", "change_order"))
    assert "stays as it is" in words(said("no", "deny"))
    assert {one.order for one in UpiPayments(tools.db).asked_of("c0")} == {first, second}


def test_what_is_packed_or_told_paid_is_not_changed_and_a_person_is_offered(tools: Tools, said: Said) -> None:
    mine = order(tools, said)
    said("i have paid it", "payment_problem")
    told = said(f"please make {mine} cash on delivery", "change_order")
    assert "is paid by UPI" in words(told)
    later = order(tools, said, 1)
    Orders(tools.db).move(MoveOrder(later, "packed"), NOW)
    packed = said(f"please make {later} cash on delivery", "change_order")
    assert "only until it is packed" in words(packed)
    for answer in (told, packed):
        assert any(o.command.intent == "human_agent" for r in answer.replies for o in r.options if o.command)
    assert {one.order for one in UpiPayments(tools.db).asked_of("c0")} == {mine, later}


def test_with_a_cart_the_shops_ways_are_told(tools: Tools, said: Said) -> None:
    mine = order(tools, said)
    said("1 tata salt 1kg", "order_list")
    assert mine not in words(said("can i pay cash?", "payment_methods"))
