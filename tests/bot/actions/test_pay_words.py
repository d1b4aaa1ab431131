"""Ways to pay and to be paid back, typed by hand with slips, and returns of orders from before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn
from bot.routing.dispatch import perform
from shop.catalogue.service import CatalogueWrites
from shop.money import Money
from shop.orders.order import Line, Order
from shop.orders.service.orders import Orders
from tests.bot.test_shop_actions import Talk, tap, with_address, words
from tests.storage.shop_for_tests import NOW, SALT, TEA

Typed = Callable[..., str]
PLACE = {"line": "12 MG Road", "city": "Pune", "postcode": "411001"}


@pytest.fixture
def talk(tools: Tools) -> Talk:
    """Tap: no words of it are read. As perform does it, what is offered is kept."""
    number = 0

    def say(intent: str, typed: str = "", /, **entities: object) -> Answer:
        nonlocal number
        number += 1
        given = {name: [value] for name, value in entities.items()}
        at = NOW + timedelta(seconds=number)
        turn = Turn(f"t.{number}", "w_1", "c0", "web", "en", "", typed, intent, 1.0, given, {}, at)
        return perform(ACTIONS[f"action_{intent}"], turn, tools)

    return say


@pytest.fixture
def typed(tools: Tools) -> Typed:
    """Words as the language model may rank them: they are read by what was asked."""
    number = 0

    def say(said: str, intent: str = "out_of_scope") -> str:
        nonlocal number
        number += 1
        at = NOW + timedelta(minutes=1, seconds=number)
        between = (("deny", 0.1),)
        turn = Turn(f"y.{number}", "w_1", "c0", "web", "en", "", said, intent, 0.9, {}, {}, at, between)
        answer = perform(ACTIONS[f"action_{intent}"], turn, tools)
        return "\n".join([words(answer), *(o.title for reply in answer.replies for o in reply.options)])

    return say


def checking_out(tools: Tools, talk: Talk) -> None:
    with_address(tools)
    talk("order_list", "2 tata salt 1kg")
    assert "Choose how to pay" in words(talk("checkout"))


def from_before(tools: Tools, *lines: tuple[object, int]) -> None:
    """A delivered order of which no payment is written down, as an import makes it."""
    bought = tuple(Line(p.sku, p.title, n, p.price) for p, n in lines)  # type: ignore[attr-defined]
    Orders(tools.db).place(Order("D-117304", "c0", NOW, "delivered", bought), NOW)


def the_order(tools: Tools, order: str = "D-117304") -> Order:
    found = Orders(tools.db).order(order)
    assert found is not None
    return found


def orders_of(tools: Tools) -> list[Order]:
    return Orders(tools.db).of_customer("c0")


@pytest.mark.parametrize(
    "said",
    ["cash on delivery", "cod", "COD.", "cahs on delivry", "ok cash", "haan cod kar do", "i'll pay cash",
     "by cash please", "cash pe"],
)  # fmt: skip
def test_cash_typed_in_a_checkout_orders(tools: Tools, talk: Talk, typed: Typed, said: str) -> None:
    checking_out(tools, talk)
    answer = typed(said)
    assert "Ordered. Your order number is D" in answer or "Aapka order number D" in answer


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ("upi", "UPI"),
        ("gpay se", "UPI"),
        ("phonpe", "UPI"),
        ("card", "A card"),
        ("crad", "A card"),
        ("credit card", "A card"),
        ("cheque", "A cheque"),
        ("chque de dunga", "A cheque"),
        ("net banking", "A bank transfer"),
        ("udhaar", "Credit on account"),
        ("emi", "Payment in instalments"),
    ],
)
def test_what_is_not_taken_is_refused_with_what_is(
    tools: Tools, talk: Talk, typed: Typed, said: str, refused: str
) -> None:
    checking_out(tools, talk)
    answer = typed(said, "search_product" if "action_search_product" in ACTIONS else "out_of_scope")
    hindi = f"Yahan {refused.removeprefix('A ')} nahi chalta. Inme se chuniye:"
    assert f"{refused} is not possible here. Choose one of these:" in answer or hindi in answer
    assert "Cash on delivery" in answer
    assert typed("cod") and orders_of(tools)  # the question still waits


@pytest.mark.parametrize("said", ["cod available?", "can i pay cash", "kya cod hai", "cash or upi?"])
def test_a_question_in_a_checkout_stays_one(tools: Tools, talk: Talk, typed: Typed, said: str) -> None:
    checking_out(tools, talk)
    answer = typed(said, "payment_methods")
    assert "Yes, cash on delivery is possible." in answer or "Haan, cash on delivery chalega." in answer
    assert not orders_of(tools)


def test_a_way_to_pay_is_heard_after_a_question_that_came_between(
    tools: Tools, talk: Talk, typed: Typed
) -> None:
    checking_out(tools, talk)
    talk("delivery_options", "do you deliver on sunday")
    assert "order number" in typed("ok cash on delivery")
    assert "order number" not in typed("cash on delivery")  # the cart is an order by now


def test_a_cart_is_no_card(tools: Tools, talk: Talk, typed: Typed) -> None:
    checking_out(tools, talk)
    assert "possible" not in typed("cart", "view_cart")


def test_not_cash_orders_nothing(tools: Tools, talk: Talk, typed: Typed) -> None:
    checking_out(tools, talk)
    assert "Choose one of these" in typed("not cash")
    assert orders_of(tools) == []


def test_store_credit_is_chosen_by_its_name(tools: Tools, talk: Talk, typed: Typed) -> None:
    checking_out(tools, talk)
    assert "Ordered" in typed("store credit")
    assert orders_of(tools)[0].payments[0].method == "credit-0"


def test_outside_of_a_checkout_they_are_answered_as_a_question(tools: Tools, typed: Typed) -> None:
    assert typed("cod").startswith("Yes, cash on delivery is possible.\nYou can pay by:")
    assert typed("do you take upi?", "payment_methods").startswith("UPI is not possible here.")
    assert typed("cheqe chalega", "payment_methods").startswith("A cheque is not possible here.")
    assert typed("payment options", "payment_methods").startswith("You can pay by:")


def test_ways_to_pay_are_told_in_hindi(tools: Tools) -> None:
    def told(said: str) -> str:
        turn = Turn("h.1", "w_1", "c0", "web", "hi", "", said, "payment_methods", 0.9, {}, {}, NOW)
        return words(perform(ACTIONS["action_payment_methods"], turn, tools))

    assert told("cod").startswith("Haan, cash on delivery chalega.\nAap aise pay kar sakte hain:")
    assert told("upi chalega?").startswith("Yahan UPI nahi chalta.")
    assert told("cheque le lo").startswith("Yahan cheque nahi chalta.")


def test_at_the_address_a_way_to_pay_is_answered_and_the_address_asked_again(
    tools: Tools, talk: Talk, typed: Typed
) -> None:
    talk("order_list", "2 tata salt 1kg")
    talk("checkout")
    answer = typed("cash on delivery")
    assert "Yes, cash on delivery is possible" in answer
    assert "Where shall it go?" in answer


def test_a_return_of_an_order_from_before_is_finished_by_its_own_button(tools: Tools, talk: Talk) -> None:
    from_before(tools, (SALT, 3))
    asked = talk("return_order", "return D-117304")
    assert "Rs 84 comes back" in words(asked)
    assert "return is asked for" in words(tap(talk, asked, "Yes, refund to Cash"))
    assert the_order(tools).status == "return_requested"


@pytest.mark.parametrize("said", ["cash", "cahs", "refund in cash", "haan cash me do"])
def test_a_return_is_finished_by_typing_how(tools: Tools, talk: Talk, typed: Typed, said: str) -> None:
    from_before(tools, (SALT, 3))
    talk("return_order", "return D-117304")
    answer = typed(said, "inform")
    assert "return is asked for" in answer or "Wapsi ki request ho gayi" in answer
    assert the_order(tools).status == "return_requested"


def test_an_exchange_offers_goods_that_are_like_it_with_the_difference(tools: Tools, talk: Talk) -> None:
    oil = replace(
        SALT, sku="OIL-A", title="Amber Oil 1 L", brand="Amber", subcategory="Oil", price=Money(15000)
    )
    others = (
        replace(oil, sku="OIL-B", title="Birch Oil 1 L", brand="Birch", price=Money(14000)),
        replace(oil, sku="OIL-C", title="Amber Oil 5 L", price=Money(70000)),
        replace(oil, sku="SOAP", title="Oil Soap 1 L", subcategory="Soap"),
    )
    CatalogueWrites(tools.db).products([oil, *others])
    tools.search.products += list(tools.catalogue.all())  # type: ignore[attr-defined]
    from_before(tools, (oil, 2), (TEA, 1))
    asked = talk("exchange_order", "exchange amber oil from D-117304")
    offered = [(o.title, o.description) for o in asked.replies[-1].options if "leave" not in o.title]
    assert offered == [
        ("Amber Oil 5 L", "Rs 700 each, Rs 1,100 more in all"),
        ("Birch Oil 1 L", "Rs 140 each, Rs 20 less in all"),
    ]
    how = tap(talk, asked, "Birch")
    assert "You get Rs 20 back" in words(how)
    assert "exchange is asked for" in words(tap(talk, how, "Yes, by Cash"))
    assert the_order(tools).status == "exchange_requested"


def test_who_pays_the_courier_is_asked_for_a_phone(tools: Tools, talk: Talk, typed: Typed) -> None:
    checking_out(tools, talk)
    assert "Which phone number may the courier call?" in typed("cod")
    assert "courier" not in typed("thanks a lot")  # nobody has to
    assert "The courier calls 9876543210" in typed("98765 43210")
    order = orders_of(tools)[0]
    assert dict(order.address) == PLACE | {"phone": "9876543210"}
    talk("order_list", "2 tata salt 1kg")
    assert "411001, phone 9876543210" in words(talk("checkout"))
    assert "Which phone" not in typed("cod")


def test_a_phone_in_the_address_is_kept_as_one(tools: Tools, talk: Talk, typed: Typed) -> None:
    talk("order_list", "2 tata salt 1kg")
    assert "and a phone number" in words(talk("checkout"))
    review = typed("12 MG Road, Pune 411001, 9876543210", "inform")
    assert "To: 12 MG Road, Pune, 411001, phone 9876543210" in review
    assert "Which phone" not in typed("cod")
