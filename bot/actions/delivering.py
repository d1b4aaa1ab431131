"""Where goods go and how they come: a new address, a phone for the courier, ways of delivery to a place."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.actions.coming import comes_apart
from bot.actions.filling_up import free_after
from bot.actions.shelf import carts_of
from bot.actions.which_order import mine_of, named, on_its_way
from bot.dialogue.address_said import parted_address
from bot.dialogue.asking import open_question
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.open_list import open_list
from bot.dialogue.reading_here import ORDER_SEEN, reading_of
from bot.dialogue.taps import tap_in
from bot.dialogue.terms import keep_terms, terms_of
from bot.dialogue.terms_said import terms_said
from bot.dialogue.turn import Answer, Tools, Turn, action, run, say
from bot.reading.filling import ORDER, POINTS
from bot.words import checkout as words
from chat.contexts import ContextKey
from chat.days import weekday_in
from chat.payloads import command_of
from chat.reply import Command, Option, Reply, text
from chat.words import DAYS, Words
from shop.checkout.service.addresses import Addresses, NotePhone, SetAddress
from shop.checkout.service.offers import CheckoutOffers
from shop.checkout.taps import ChooseDelivery, UseAddress
from shop.delivery.service import Delivery
from shop.delivery.ways import PICKUP, Way
from shop.delivery.words import DELIVERY
from shop.errors import NotAllowed, ShopError
from shop.orders.service.orders import Orders
from shop.reading.addresses import parse_address, parted_phone, pin_code
from shop.reading.addresses import spoken as spoken_address
from shop.reading.dates import parse_date, weekday_named

# A day that is named so may be the last of several.
_BY = frozenset(("by", "before", "till", "until", "within", "tak", "pehle", "pahle"))
_TOTAL = frozenset(("total", "kul", "altogether", "overall"))
_MAY_ASK_TOTAL = 0.3  # of a chance that the cart is asked for
PIN_ASKED = ContextKey("pin_asked", str, timedelta(minutes=15))  # for which conversation
LONGEST_ADDRESS = 400  # signs of one, as it was written


def ask_address(turn: Turn, tools: Tools, question: str) -> Answer:
    """Ask where to; what is typed next is taken for the address."""
    return ask(turn, tools, question, typed=Command("change_address"))


@action("change_address", title=Words("Change address", "Pata badlo", "पता बदलिए"), private=True)
def change_address(turn: Turn, tools: Tools) -> Answer:
    """Take a new address for what comes, and for an order that is not packed yet, after a yes."""
    if turn.entity("text") == "no":
        return say(text(words.ADDRESS_STAYS.in_(turn.locale)))
    if turn.entity("phone"):
        return _phone_noted(turn, tools, str(turn.entity("order") or ""), str(turn.entity("phone")))
    if order := named(turn, mine_of(turn, tools)):
        tools.contexts.save(turn.customer, ORDER_SEEN, order.id, turn.now)  # "what was in it?" comes next
    tapped = tap_in(turn)
    confirmed = isinstance(tapped, UseAddress)
    typed = tapped.address if isinstance(tapped, UseAddress) else _typed(turn, tools)
    try:
        address = parse_address(typed)
    except NotAllowed as missing:
        if re.search(r"\d{5,6}", typed):
            return ask_address(turn, tools, missing.in_(turn.locale))
        return ask_address(turn, tools, words.NEW_ADDRESS.in_(turn.locale, missing=missing.in_(turn.locale)))
    if confirmed:
        return _confirmed(turn, tools, address, tapped.order)
    return _new_address(turn, tools, address, typed)


def _typed(turn: Turn, tools: Tools) -> str:
    """The address in these words, with a number to call, without what is said around them."""
    said = terms_said(turn, tools, asked=True)
    if "reader" not in tools.extras or not said.address:
        return parted_address(turn, tools, turn.text)[0]
    return f"{said.address}, {said.phone}" if said.phone else said.address


def _new_address(turn: Turn, tools: Tools, address: dict[str, str], typed: str) -> Answer:
    """Ask before it replaces another; a first one has nothing to lose, and the checkout goes on."""
    if not Addresses(tools.db).of(turn.customer):
        _write_address(turn, tools, address, "")
        filled = bool(carts_of(tools).get(turn.customer).quantities)
        return run(Command("checkout"), turn, tools) if filled else _noted(turn, address)
    meant = UseAddress(typed[:LONGEST_ADDRESS])
    options = [Option(words.YES_FROM_NOW_ON.in_(turn.locale), command_of(meant))]
    for order in Orders(tools.db).of_customer(turn.customer, 5):
        if order.status == "pending":
            too = words.YES_ORDER_TOO.in_(turn.locale, order=order.id)
            options.append(Option(too, command_of(replace(meant, order=order.id))))
    question = words.SEND_THERE.in_(turn.locale, address=spoken_address(address))
    return ask(turn, tools, question, *options, never_mind("change_address"))


def _confirmed(turn: Turn, tools: Tools, address: dict[str, str], order: str) -> Answer:
    refusal = _write_address(turn, tools, address, order)
    if refusal:
        return say(text(refusal))
    noted = _noted(turn, address, words.ORDER_TOO.in_(turn.locale, order=order) if order else "")
    if order or not carts_of(tools).get(turn.customer).lines:
        return noted
    # Whoever corrects the address with goods in the cart is about to order: the whole once more, with it.
    again = run(Command("checkout"), turn, tools)
    return replace(noted, replies=(*noted.replies, *again.replies))


def _phone_noted(turn: Turn, tools: Tools, order: str, said: str) -> Answer:
    """Note the number that the courier calls, for this order and those to come."""
    phone = parted_phone(said)[1]
    try:
        Addresses(tools.db).note_phone(NotePhone(turn.customer, order, phone, turn.key("phone")), turn.now)
    except ShopError as refusal:
        return say(text(refusal.in_(turn.locale)))
    return say(text(words.PHONE_NOTED.in_(turn.locale, phone=phone)))


def _noted(turn: Turn, address: dict[str, str], also: str = "") -> Answer:
    done = words.ADDRESS_NOTED.in_(turn.locale, address=spoken_address(address))
    phone = words.ITS_PHONE.in_(turn.locale, phone=address["phone"]) if address.get("phone") else ""
    return say(text(f"{done}{phone}{also}"))


def _write_address(turn: Turn, tools: Tools, address: dict[str, str], order: str) -> str:
    asked = SetAddress(turn.customer, address, order, turn.key("address"))
    try:
        Addresses(tools.db).change(asked, turn.now)
    except ShopError as refusal:
        return refusal.in_(turn.locale)
    return ""


@action("delivery_options", title=DELIVERY)
def delivery_options(turn: Turn, tools: Tools) -> Answer:
    """Tell ways, costs and days of delivery to a postcode; of an order that is named, when it comes."""
    if named(turn, mine_of(turn, tools)):
        return run(Command("track_order"), turn, tools)
    known = terms_of(turn, tools)
    pin = pin_code(turn.text) or known.pin  # told once, it is not asked for again
    offered = CheckoutOffers(carts_of(tools)).delivery(turn.customer, turn.now, pin)
    if not offered.is_set:
        return say(text(words.DELIVERY_NOT_SET.in_(turn.locale)))
    postcode, found = offered.postcode, offered.ways
    if not postcode:
        tools.contexts.save(turn.customer, PIN_ASKED, turn.conversation, turn.now)
        free = free_after(turn, tools) if carts_of(tools).get(turn.customer).lines else []
        return say(text("\n".join((*free, words.WHICH_PIN_CODE.in_(turn.locale)))))
    if pin != known.pin:
        keep_terms(turn, tools, replace(known, pin=pin))
    if not found:
        return say(text(words.NOT_DELIVERED.in_(turn.locale, postcode=postcode)))
    lines = [
        *_with_an_order(turn, tools),
        *_on_that_day(turn, tools, postcode, found),
        words.DELIVERY_TO.in_(turn.locale, postcode=postcode),
        *(f"• {way.spoken(turn.locale)}" for way in found),
    ]
    lines += free_after(turn, tools, found)
    if not offered.for_cart:
        return say(text("\n".join(lines)))
    lines += _in_all(turn, tools, found)
    options = [Option(way.called(turn.locale), command_of(ChooseDelivery(way.id))) for way in found]
    return say(Reply("choice", "\n".join(lines), options=tuple(options)))


def _with_an_order(turn: Turn, tools: Tools) -> list[str]:
    """ "Can it come along with that order?": of goods that are wanted now, and an order that was placed."""
    reading = reading_of(turn, tools)
    pointed = {word for kind in (POINTS, ORDER) for words in reading.said(kind) for word in words.split()}
    wanted = carts_of(tools).get(turn.customer).lines or open_list(turn, tools).lines
    if not wanted or not ("order" in pointed or reading.said(ORDER)):
        return []
    order = on_its_way(turn, tools, mine_of(turn, tools))
    return [comes_apart(order, turn.locale)] if order else []


def total_with_delivery(turn: Turn, tools: Tools) -> Answer | None:
    """ "With delivery, what is my total?": both, of the cart, whichever of them it was read as."""
    reading = reading_of(turn, tools)
    asks = _TOTAL & set(re.findall(r"[^\W\d_]+", turn.text.lower()))
    chances = {**dict(turn.alternatives), turn.intent: turn.confidence}
    likely = chances.get("delivery_options", 0.0) >= _MAY_ASK_TOTAL
    if not asks or not likely or any(line.goods for line in reading.lines):
        return None
    if open_question(turn, tools) or not carts_of(tools).get(turn.customer).lines:
        return None
    return delivery_options(turn, tools)


def _in_all(turn: Turn, tools: Tools, found: Sequence[Way]) -> list[str]:
    """What the cart and its delivery come to, where the total is asked."""
    acts = reading_of(turn, tools).acts
    asks = _TOTAL & set(re.findall(r"[^\W\d_]+", turn.text.lower()))
    if not asks and acts.get("view_cart", 0.0) < _MAY_ASK_TOTAL:
        return []
    carts = carts_of(tools)
    way = next((way for way in found if way.id != PICKUP), found[0])
    goods = carts.priced(turn.customer, turn.now).quote.total
    total = carts.priced(turn.customer, turn.now, way.cost).quote.total
    facts = {"goods": goods.spoken(), "cost": way.cost.spoken(), "total": total.spoken()}
    return [words.WITH_DELIVERY.in_(turn.locale, way=way.called(turn.locale), **facts)]


def _on_that_day(turn: Turn, tools: Tools, postcode: str, found: Sequence[Way]) -> list[str]:
    """Yes or no to a day that is asked about: "do you deliver on sunday?", "can it come tomorrow?"."""
    weekday = weekday_named(turn.text)
    today, first = (
        turn.now.date(),
        min((way.comes for way in found if way.comes and way.id != PICKUP), default=None),
    )
    day = parse_date(turn.text, today)
    if weekday is not None and first is not None:
        day = day or today + timedelta((weekday - today.weekday()) % 7)
        early = first if first <= day else None
        comes = Delivery(tools.db).ways().comes_on(postcode, weekday)
        if early and _BY & set(turn.text.lower().split()):  # a day before it will do
            facts = {"day": weekday_in(turn.locale, day), "first": weekday_in(turn.locale, early)}
            return [words.SOONER.in_(turn.locale, **facts)]
        said = words.COMES_ON if comes else words.NOT_ON
        return [said.in_(turn.locale, day=DAYS[weekday].in_(turn.locale))]
    if day is None or first is None or day < today:
        return []
    said = words.BY_THEN if first <= day else words.NOT_BY_THEN
    return [said.in_(turn.locale, day=weekday_in(turn.locale, day))]
