"""Orders paid by UPI: awaited, told, confirmed, found at the bank, owed back; whatever comes when."""

import contextlib
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from chat.service.conversations import Conversations
from shop.checkout.service.checkouts import Checkouts
from shop.checkout.service.consistency import disagreements
from shop.checkout.service.offers import ways_of
from shop.errors import ShopError
from shop.money import Money
from shop.orders.changes import Swap
from shop.orders.order import CASH, UPI, Order
from shop.orders.requests import AskReturn, CancelOrder, ChangeItems, ChangePayment, MoveOrder
from shop.orders.service.orders import Orders
from shop.orders.status import NOT_NEEDED
from shop.payments.bank import Credit, Imported
from shop.payments.service.refunds import Refunds
from shop.payments.service.upi import ConfirmPaid, TellPaid, UpiPayments
from shop.payments.upi import Payee
from shop.refusals import Missing, Refused
from storage.database import Database
from tests.storage.shop_for_tests import ADDRESS, NOW, open_shop

SHOP = Payee("annapurna@demobank", "Annapurna Wholesale")
DAY = date(2026, 11, 21)


@pytest.fixture
def shop(db: Database) -> Checkouts:
    opened = open_shop(db, customers=3)
    UpiPayments(db).set_payee(SHOP)
    return opened


def ordered(
    shop: Checkouts, customer: str = "c0", method: str = UPI, sku: str = "TEA-R", count: int = 1
) -> Order:
    """An order of goods for Rs 140 each, in one go."""
    with shop.db.write() as tx:
        shop.carts.put_in(tx, customer, sku, count, NOW)
        started = shop.start_in(tx, customer, "", NOW, address=ADDRESS)
        return shop.place_in(tx, started.id, method, NOW)


def credit(order: str, amount: int, utr: str = "", narration: str = "") -> Credit:
    said = narration or f"UPI/CR/{utr}/RAHUL/HDFC/rahul@okaxis/Order {order}"
    return Credit(DAY, Money(amount), said, utr)


def well(db: Database) -> bool:
    return disagreements(db) == []


def now_of(shop: Checkouts, order: Order) -> Order:
    found = Orders(shop.db).order(order.id)
    assert found is not None
    return found


def talk(db: Database, customer: str = "c0") -> None:
    """The customer has a chat, where they hear what is told."""
    chats = Conversations(db)
    chats.bind(chats.open("web", f"w_{customer}", now=NOW).id, customer)


def told(db: Database, customer: str = "c0") -> str:
    """What the customer was told last."""
    chats = Conversations(db)
    last = chats.last_conversation(customer)
    said = chats.last_said(last.id) if last else None
    return said.text if said else ""


def take(shop: Checkouts, *credits_: Credit) -> Imported:
    return UpiPayments(shop.db).take_statement(credits_, NOW)


def test_upi_is_offered_only_where_the_shop_has_an_address(shop: Checkouts) -> None:
    assert UPI in [way.id for way in ways_of(shop.db, "c0")]
    UpiPayments(shop.db).set_payee(None)
    assert UPI not in [way.id for way in ways_of(shop.db, "c0")]
    with pytest.raises(Refused) as refusal:
        ordered(shop)
    assert refusal.value.reason.code == "method_unknown"


def test_an_order_by_upi_is_placed_and_awaits_its_money(shop: Checkouts) -> None:
    order = ordered(shop)
    assert (order.paid, order.unpaid) == (Money(0), Money(14000))
    (asked,) = UpiPayments(shop.db).asked_of("c0")
    assert (asked.order, asked.ref, asked.amount, asked.payee) == (order.id, order.id, Money(14000), SHOP)
    assert asked.link.startswith(
        "upi://pay?pa=annapurna@demobank&pn=Annapurna%20Wholesale&am=140.00&cu=INR&tr="
    )
    assert UpiPayments(shop.db).asked_of("c1") == []
    assert well(shop.db)


def test_what_is_told_is_stored_and_pays_nothing(shop: Checkouts) -> None:
    order, payments = ordered(shop), UpiPayments(shop.db)
    assert payments.told(TellPaid(order.id, "c0", "4123 4567 8901"), NOW).utr == "412345678901"
    assert payments.told(TellPaid(order.id, "c0"), NOW).utr == "412345678901"  # said once more, without it
    assert now_of(shop, order).paid == Money(0)
    (row,) = payments.to_look_at()["awaited"]
    assert (row["order_id"], row["utr"], row["open"]) == (order.id, "412345678901", "Rs 140")
    with pytest.raises(Missing):
        payments.told(TellPaid(order.id, "c1", "412345678901"), NOW)
    with pytest.raises(Refused):
        payments.told(TellPaid(order.id, "c0", "12"), NOW)


def test_a_person_confirms_once_and_the_customer_hears(shop: Checkouts) -> None:
    order, payments = ordered(shop), UpiPayments(shop.db)
    talk(shop.db)
    payments.confirm(ConfirmPaid(order.id, "boss"), NOW)
    assert now_of(shop, order).paid == Money(14000)
    assert told(shop.db) == f"Rs 140 came by UPI for order {order.id}: it is paid. Thank you!"
    with pytest.raises(Refused) as refusal:
        payments.confirm(ConfirmPaid(order.id, "boss"), NOW)
    assert refusal.value.reason.code == "not_awaited"
    assert payments.to_look_at() == {"awaited": [], "credits": [], "returns": []}
    assert well(shop.db)


def test_what_a_person_does_not_find_is_asked_for_once_more(shop: Checkouts) -> None:
    order, payments = ordered(shop), UpiPayments(shop.db)
    talk(shop.db)
    payments.told(TellPaid(order.id, "c0", "412345678901"), NOW)
    payments.not_received(order.id, "boss", NOW)
    assert "do not find your UPI payment of Rs 140" in told(shop.db)
    (asked,) = payments.asked_of("c0")
    assert (asked.utr, asked.told) == ("", False)


def test_the_statement_pays_what_it_names_and_again_changes_nothing(shop: Checkouts) -> None:
    order = ordered(shop)
    line = credit(order.id, 14000, "412345678901")
    assert take(shop, line) == Imported(paid=1)
    assert take(shop, line, line) == Imported(known=2)
    assert now_of(shop, order).payments[0].amount == Money(14000)
    assert len(now_of(shop, order).payments) == 1
    assert well(shop.db)


def test_the_statement_is_matched_by_the_number_that_the_customer_told(shop: Checkouts) -> None:
    order = ordered(shop)
    line = credit("", 14000, "412345678901", narration="UPI/412345678901/Payment from Ph/9876543210@ybl")
    assert take(shop, credit("", 5000, "412345670000", "UPI/SALE")) == Imported(unmatched=1)
    UpiPayments(shop.db).told(TellPaid(order.id, "c0", "412345678901"), NOW)
    assert take(shop, line) == Imported(paid=1)
    assert now_of(shop, order).paid == Money(14000)


def test_a_number_that_two_tell_is_for_a_person(shop: Checkouts) -> None:
    first, second, payments = ordered(shop), ordered(shop, "c1"), UpiPayments(shop.db)
    for order in (first, second):
        payments.told(TellPaid(order.id, order.customer, "412345678901"), NOW)
    assert take(shop, credit("", 14000, "412345678901", "UPI/x")) == Imported(unmatched=1)
    rows = payments.to_look_at()["credits"]
    assert {(row["why"], row["told_by"]) for row in rows} == {
        ("several_orders", first.id),
        ("several_orders", second.id),
    }
    payments.assign("412345678901", second.id, "boss", NOW)
    assert (now_of(shop, first).paid, now_of(shop, second).paid) == (Money(0), Money(14000))
    with pytest.raises(Missing):
        payments.assign("412345678901", first.id, "boss", NOW)
    assert well(shop.db)


def test_our_reference_counts_more_than_what_somebody_tells(shop: Checkouts) -> None:
    mine, theirs = ordered(shop), ordered(shop, "c1")
    UpiPayments(shop.db).told(TellPaid(theirs.id, "c1", "412345678901"), NOW)
    take(shop, credit(mine.id, 14000, "412345678901"))
    assert (now_of(shop, mine).paid, now_of(shop, theirs).paid) == (Money(14000), Money(0))


def test_too_little_is_part_of_it_and_the_rest_is_said(shop: Checkouts) -> None:
    order = ordered(shop)
    UpiPayments(shop.db).told(TellPaid(order.id, "c0", "412345678901"), NOW)
    talk(shop.db)
    assert take(shop, credit(order.id, 9000, "412345678901")) == Imported(part=1)
    assert "Rs 90 came by UPI" in told(shop.db) and "Rs 50 is still to pay" in told(shop.db)
    (asked,) = UpiPayments(shop.db).asked_of("c0")
    assert (asked.amount, asked.part, asked.told) == (Money(5000), True, False)
    assert take(shop, credit(order.id, 5000, "412345678902")) == Imported(paid=1)
    assert now_of(shop, order).unpaid == Money(0)
    assert well(shop.db)


def test_too_much_and_twice_and_too_late_go_back(shop: Checkouts) -> None:
    order, payments = ordered(shop), UpiPayments(shop.db)
    assert take(shop, credit(order.id, 15000, "412345678901")) == Imported(over=1)
    assert take(shop, credit(order.id, 14000, "412345678902")) == Imported(twice=1)
    gone = ordered(shop, "c1")
    Orders(shop.db).cancel(CancelOrder("c1", gone.id, NOT_NEEDED), "k", NOW)
    assert take(shop, credit(gone.id, 14000, "412345678903")) == Imported(cancelled=1)
    assert (now_of(shop, order).paid, now_of(shop, gone).paid) == (Money(14000), Money(0))
    waiting = payments.to_look_at()["returns"]
    assert [(row["why"], row["amount"], row["came_as"]) for row in waiting] == [
        ("over", 1000, "412345678901"),
        ("twice", 14000, "412345678902"),
        ("cancelled", 14000, "412345678903"),
    ]
    assert well(shop.db)
    for row in waiting:
        payments.sent_back(row["id"], "512345678901", "boss", NOW)
        with pytest.raises(Missing):
            payments.sent_back(row["id"], "", "boss", NOW)
    assert payments.to_look_at()["returns"] == []
    assert well(shop.db)


def test_what_was_paid_and_is_cancelled_goes_back_by_hand(shop: Checkouts) -> None:
    order, payments = ordered(shop), UpiPayments(shop.db)
    take(shop, credit(order.id, 9000, "412345678901"))
    Orders(shop.db).cancel(CancelOrder("c0", order.id, NOT_NEEDED), "k", NOW)
    (row,) = payments.to_look_at()["returns"]
    assert (row["why"], row["amount"]) == ("refund", 9000)
    assert Refunds(shop.db).of_orders([order.id]) == {order.id: {1: "waiting"}}
    assert payments.asked_of("c0") == []
    payments.sent_back(row["id"], "", "boss", NOW)
    assert Refunds(shop.db).of_orders([order.id]) == {order.id: {1: "done"}}
    assert well(shop.db)


@pytest.mark.parametrize("utr", ["", "412345678901"])
def test_what_a_person_confirmed_is_not_counted_again_from_the_statement(shop: Checkouts, utr: str) -> None:
    order, payments = ordered(shop), UpiPayments(shop.db)
    payments.confirm(ConfirmPaid(order.id, "boss", utr=utr), NOW)
    line = credit(order.id, 14000, "412345678901")
    assert take(shop, line) == take(shop, line) == Imported(known=1)
    # The next one of the same amount is a second payment.
    assert take(shop, credit(order.id, 14000, "412345678902")) == Imported(twice=1)
    assert well(shop.db)


def test_a_person_confirms_what_the_statement_had_before(shop: Checkouts) -> None:
    order, payments = ordered(shop), UpiPayments(shop.db)
    take(shop, credit("", 9000, "412345678901", "UPI/x"))
    payments.confirm(ConfirmPaid(order.id, "boss", utr="412345678901"), NOW)
    assert now_of(shop, order).paid == Money(9000)  # what the bank says, not what was open
    assert payments.to_look_at()["credits"] == []
    with pytest.raises(Missing):
        payments.confirm(ConfirmPaid(order.id, "boss", utr="412345678901"), NOW)
    assert well(shop.db)


def test_a_number_that_comes_again_with_another_amount_is_told(shop: Checkouts) -> None:
    order = ordered(shop)
    take(shop, credit(order.id, 14000, "412345678901"))
    done = take(shop, credit(order.id, 99000, "412345678901"))
    assert done.known == 0 and "came before, with Rs 140" in str(done.faults[0][1])
    assert well(shop.db)


def test_an_open_line_can_be_left_and_is_not_asked_about_again(shop: Checkouts) -> None:
    payments, line = UpiPayments(shop.db), credit("", 5000, "", "BY CASH")
    take(shop, line)
    payments.leave(line.id, "boss", NOW)
    assert take(shop, line) == Imported(known=1)
    assert payments.to_look_at()["credits"] == []
    with pytest.raises(Missing):
        payments.leave(line.id, "boss", NOW)


def test_changed_items_change_what_is_open(shop: Checkouts) -> None:
    order, orders = ordered(shop), Orders(shop.db)
    take(shop, credit(order.id, 4000, "412345678901"))
    orders.change_items(ChangeItems("c0", order.id, (Swap("TEA-R", "TEA-B"),), UPI), "k", NOW)
    assert now_of(shop, order).unpaid == Money(27000 - 4000)
    assert take(shop, credit(order.id, 23000, "412345678902")) == Imported(paid=1)
    assert well(shop.db)


def test_a_cheaper_order_gives_back_only_what_came(shop: Checkouts) -> None:
    order, orders = ordered(shop, sku="TEA-B"), Orders(shop.db)
    take(shop, credit(order.id, 20000, "412345678901"))
    orders.change_items(ChangeItems("c0", order.id, (Swap("TEA-B", "TEA-R"),), UPI), "k", NOW)
    assert (now_of(shop, order).paid, now_of(shop, order).unpaid) == (Money(14000), Money(0))
    assert [row["amount"] for row in UpiPayments(shop.db).to_look_at()["returns"]] == [6000]
    assert well(shop.db)


def test_the_way_to_pay_is_changed_while_nothing_came(shop: Checkouts) -> None:
    order, orders, payments = ordered(shop), Orders(shop.db), UpiPayments(shop.db)
    orders.change_payment(ChangePayment("c0", order.id, CASH), "a", NOW)
    assert payments.asked_of("c0") == []
    orders.change_payment(ChangePayment("c0", order.id, UPI), "b", NOW)
    assert [one.amount for one in payments.asked_of("c0")] == [Money(14000)]
    orders.change_payment(ChangePayment("c0", order.id, "credit-0"), "c", NOW)
    assert payments.asked_of("c0") == []
    assert take(shop, credit(order.id, 14000, "412345678901")) == Imported(twice=1)
    assert well(shop.db)


def test_what_has_not_come_is_not_taken_at_the_door_and_not_returned(shop: Checkouts) -> None:
    order, orders = ordered(shop), Orders(shop.db)
    for status in ("packed", "shipped", "delivered"):
        orders.move(MoveOrder(order.id, status), NOW)
    assert now_of(shop, order).unpaid == Money(14000)
    with pytest.raises(Refused) as refusal:
        orders.ask_return(AskReturn("c0", order.id, ("TEA-R",), UPI), "k", NOW)
    assert refusal.value.reason.code == "unpaid_yet"
    take(shop, credit(order.id, 14000, "412345678901"))
    orders.ask_return(AskReturn("c0", order.id, ("TEA-R",), UPI), "k", NOW)
    orders.move(MoveOrder(order.id, "returned"), NOW)
    assert [row["why"] for row in UpiPayments(shop.db).to_look_at()["returns"]] == ["refund"]
    assert now_of(shop, order).unpaid == Money(0)
    assert well(shop.db)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_comes_in_whatever_order_ledger_and_orders_agree(shop: Checkouts, seed: int) -> None:
    luck, payments, orders = random.Random(seed), UpiPayments(shop.db), Orders(shop.db)
    known = [ordered(shop, f"c{n % 3}", luck.choice((UPI, UPI, UPI, CASH))) for n in range(4)]
    lines: list[Credit] = []

    def statement_comes() -> None:
        for order in luck.sample(known, 2):
            amount = luck.choice((14000, 14000, 9000, 5000, 15000, 27000))
            lines.append(credit(luck.choice((order.id, order.id, "")), amount, f"4{len(lines):011d}"))
        payments.take_statement(luck.sample(lines, len(lines)), NOW)

    def one_of_it() -> None:  # a case each
        order = now_of(shop, luck.choice(known))
        match luck.randrange(11):
            case 0 | 1:
                statement_comes()
            case 2:
                utr = luck.choice(("", "", lines[-1].utr if lines else ""))
                amount = luck.choice((None, Money(6000), Money(20000)))
                payments.confirm(ConfirmPaid(order.id, "boss", amount, utr), NOW)
            case 3:
                payments.told(
                    TellPaid(order.id, order.customer, luck.choice(lines).utr if lines else ""), NOW
                )
            case 4:
                orders.cancel(CancelOrder(order.customer, order.id, NOT_NEEDED), "", NOW)
            case 5:
                swap = luck.choice((Swap("TEA-R", "TEA-B"), Swap("TEA-B", "TEA-R")))
                way = luck.choice((UPI, CASH, f"credit-{order.customer[1:]}"))
                orders.change_items(ChangeItems(order.customer, order.id, (swap,), way), "", NOW)
            case 6:
                way = luck.choice((UPI, CASH, f"credit-{order.customer[1:]}"))
                orders.change_payment(ChangePayment(order.customer, order.id, way), "", NOW)
            case 7:
                orders.move(
                    MoveOrder(order.id, luck.choice(("packed", "shipped", "delivered", "returned"))), NOW
                )
            case 8:
                sku = luck.choice(order.lines).sku
                orders.ask_return(AskReturn(order.customer, order.id, (sku,), UPI), "", NOW)
            case 9:
                waiting = payments.to_look_at()["returns"]
                if waiting:
                    payments.sent_back(luck.choice(waiting)["id"], "", "boss", NOW)
            case 10:
                waiting = payments.to_look_at()["credits"]
                if waiting:
                    payments.assign(luck.choice(waiting)["id"], order.id, "boss", NOW)

    done = 0
    for _ in range(60):
        try:
            one_of_it()
            done += 1
        except ShopError:
            pass
        assert disagreements(shop.db) == []
    assert done > 15


def test_the_same_statement_many_times_at_once_and_people_who_confirm_meanwhile_pay_once(
    shop: Checkouts,
) -> None:
    known = [ordered(shop, f"c{n}") for n in range(3)]
    lines = [credit(order.id, 14000, f"41234567890{n}") for n, order in enumerate(known)]

    def one(turn: int) -> None:
        if turn % 2:
            take(shop, *(lines if turn % 4 == 1 else reversed(lines)))
            return
        order = known[turn // 2 % 3]
        with contextlib.suppress(ShopError):
            utr = lines[known.index(order)].utr if turn % 4 else ""
            UpiPayments(shop.db).confirm(ConfirmPaid(order.id, "boss", utr=utr), NOW)

    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(one, range(16)))
    assert [now_of(shop, order).paid for order in known] == [Money(14000)] * 3
    assert UpiPayments(shop.db).to_look_at() == {"awaited": [], "credits": [], "returns": []}
    assert well(shop.db)
