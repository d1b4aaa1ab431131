"""Why delivery is charged: "kis baat ke 40?", of the order that is spoken of or of what is being ordered."""

import re
from datetime import datetime

from bot.actions.shelf import carts_of
from bot.actions.which_order import mine_of, named, on_its_way
from bot.dialogue.reading_here import ORDER_SEEN, reading_of
from bot.dialogue.terms import terms_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import checkout as words
from chat.reply import text
from shop.checkout.service.addresses import Addresses
from shop.delivery.service import Delivery
from shop.delivery.ways import PICKUP, Way
from shop.money import Money
from shop.orders.order import Order
from shop.reading.numbers import digits, plain

_WHY = frozenset(("why", "kyu", "kyun", "kyon", "kyo", "kyoon", "kisliye", "kahe", "reason"))
_CHARGED = frozenset(("charge", "charges", "charged", "fee", "fees", "freight", "bhada", "kiraya"))
_DELIVERY = frozenset(("delivery", "delivry", "dilivery", "dilevari", "shipping", "courier"))
# Said of delivery, these are of its money: "why is the delivery late?" is not.
_COSTS = frozenset(
    ("lagaya", "lagaye", "lagayi", "lagega", "lagta", "laga", "lage", "liya", "liye", "loge", "lete",
     "kata", "extra", "paid", "pay", "paying", "rs", "rupay", "rupaye", "rupee", "rupees", "paisa",
     "paise", "cost", "costs", "money", "add", "added", "adding", "zyada", "jyada")
)  # fmt: skip
_NOT_OF_IT = frozenset({"human_agent", "return_order", "exchange_order"})
_SURELY = 0.6


def fee_told(turn: Turn, tools: Tools) -> Answer | None:
    """What is charged beside the goods and from what amount it is not; None where nothing of it is asked."""
    said = re.findall(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+", plain(turn.text))
    reading = reading_of(turn, tools)
    if _WHY.isdisjoint(said) or any(line.goods for line in reading.lines):
        return None
    if any(reading.acts.get(act, 0.0) >= _SURELY for act in _NOT_OF_IT):
        return None
    amounts = {int(value * 100) for word in said if word[0].isdigit() and (value := digits(word))}
    mine = mine_of(turn, tools)
    cart = carts_of(tools).get(turn.customer).lines
    called = named(turn, mine)
    order = called or (None if cart else on_its_way(turn, tools, mine))
    of_delivery = not _DELIVERY.isdisjoint(said) and not _COSTS.isdisjoint(said)
    asks = of_delivery or not _CHARGED.isdisjoint(said)
    if order is not None:
        fee = fee_of(order)
        return _of_order(turn, tools, order, fee) if asks or fee.minor in amounts - {0} else None
    if not cart or not asks:
        return None
    goods = carts_of(tools).priced(turn.customer, turn.now).quote.subtotal
    pin = Addresses(tools.db).of(turn.customer).get("postcode", "") or terms_of(turn, tools).pin
    way = _charged_way(tools, pin, goods, turn.now) if pin else None
    return say(text("\n".join(_told(turn, way, goods, way.cost)))) if way else None


def fee_of(order: Order) -> Money:
    """What an order's delivery cost: all that lines do not show, before what a voucher took off."""
    charges = order.charges or Money(0, order.currency)
    return charges + (order.discount or Money(0, order.currency))


def _of_order(turn: Turn, tools: Tools, order: Order, fee: Money) -> Answer:
    tools.contexts.save(turn.customer, ORDER_SEEN, order.id, turn.now)
    goods = Money(order.total.minor - (order.charges.minor if order.charges else 0), order.currency)
    pin = str(order.address.get("postcode", ""))
    way = _charged_way(tools, pin, goods, turn.now, fee) if pin else None
    told = _told(turn, way, goods, fee)
    return say(text("\n".join([words.OF_ORDER.in_(turn.locale, order=order.id, told=told[0]), *told[1:]])))


def _told(turn: Turn, way: Way | None, goods: Money, fee: Money) -> list[str]:
    facts = {"fee": fee.spoken(), "goods": goods.spoken(), "total": (goods + fee).spoken()}
    told = [(words.FEE_IS if fee.minor > 0 else words.FEE_IS_NONE).in_(turn.locale, **facts)]
    if way and way.free_from:
        told.append(
            words.FREE_FROM.in_(turn.locale, way=way.called(turn.locale), amount=way.free_from.spoken())
        )
    return told


def _charged_way(tools: Tools, pin: str, goods: Money, now: datetime, fee: Money | None = None) -> Way | None:
    """The way to this PIN code that costs so much; else the cheapest that brings it."""
    found = [way for way in Delivery(tools.db).ways().to(pin, goods, now) if way.id != PICKUP and way.comes]
    costs = [way for way in found if fee and way.cost.minor == fee.minor]
    return next(iter(costs or found), None)
