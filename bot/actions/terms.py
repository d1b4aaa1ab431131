"""Takes the terms of an order as they are said, and goes on: the next question, or the whole once more."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.actions.pay_words import AGAIN, way_named, ways_offered
from bot.actions.shelf import carts_of
from bot.actions.which_order import about_an_order
from bot.dialogue.address_mended import mended
from bot.dialogue.asking import asks_where, open_question
from bot.dialogue.choosing import still_offered
from bot.dialogue.open_list import open_list
from bot.dialogue.reading_here import reading_of
from bot.dialogue.taps import tap_of
from bot.dialogue.terms import Terms, keep_terms, terms_of
from bot.dialogue.terms_said import TermsSaid, terms_said
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn, alone
from bot.dialogue.way_said import way_meant
from bot.reading.filling import DAY
from bot.words import checkout as words
from bot.words import paying
from chat.open_questions import Asked
from chat.reply import Command, Reply, text
from shop.checkout.service.addresses import Addresses, SetAddress
from shop.checkout.service.offers import CheckoutOffers
from shop.checkout.taps import PlaceCart
from shop.errors import ShopError
from shop.reading.addresses import parse_address
from shop.reading.addresses import spoken as spoken_address

# Said beside terms, these are done by going on with the order, or say nothing.
_LITTLE = frozenset(
    {
        "greet", "goodbye", "thank", "deny", "affirm", "inform", "nlu_fallback", "out_of_scope", "checkout",
        "skip", "change_address", "payment_methods", "default_fallback", "undo", "remark",
    }
)  # fmt: skip
# Said beside a way to pay, these say nothing of the order.
_SIGHS = frozenset({"greet", "thank", "deny", "affirm", "skip"})
_GOES_ON = frozenset({"affirm", "checkout"})
_YES = (["yes"], ["haan"], ["han"], ["yep"])  # ahead of a way to pay: "yes cash"
# After these nothing is ordered.
_ENDS = frozenset({"human_agent", "clear_cart", "cancel_order", "return_order", "exchange_order"})
# Passed on to a person as it was written, a phone number in it too.
_PASSED_ON = frozenset({"ask_seller", "request_quote", "complaint", "payment_problem", "give_review"})
# With these there is something to order; those are said of orders of before.
_PUTS = frozenset(
    {"add_to_cart", "order_list", "repeat_order", "saved_list", "update_cart", "search_product"}
)
_OF_OLD = frozenset(
    {"refund_status", "refund_policy", "order_history", "order_total", "bought_before", "get_invoice"}
)
_ADDRESS = frozenset(("address", "adress", "addres", "pata", "pate"))
_OF_ORDERS = frozenset({"return_order", "exchange_order", "change_order", "cancel_order"})

Read = Callable[[str], Turn]
Do = Callable[[Turn], Answer]
Together = Callable[[list[Answer]], Answer]


@dataclass(frozen=True)
class Road:
    """How the rest of a message is read, done and put together with what the terms lead to."""

    read: Read
    do: Do
    together: Together


def take_terms(turn: Turn, tools: Tools, road: Road) -> Answer | None:  # noqa: PLR0911  # a case each
    """What comes of the terms in this message and of the rest of it; None where it has none."""
    asked = open_question(turn, tools)
    if not _may_say_terms(turn, tools, asked):
        return None
    if right := _address_put_right(turn, tools):
        return right
    where = asks_where(asked)
    said = terms_said(turn, tools, asked=where)
    if not said.any and not said.refused:
        return None
    rest = _wishes(road.read(said.rest), tools) if said.rest else None
    if rest and rest.intent in _PASSED_ON:
        return None
    filled = bool(carts_of(tools).get(turn.customer).lines)
    goods = rest is not None and rest.intent not in _LITTLE
    wants = {rest.intent, *(intent for intent, _ in rest.wishes)} if rest else set()
    if not (filled or wants & _PUTS) or (wants & _OF_OLD and not wants & _PUTS and not where):
        return None  # "when is my refund? i pay cash": nothing is ordered
    under_way = filled and (where or bool(ways_offered(turn, tools)) or bool(terms_of(turn, tools).street))
    if under_way and rest and rest.intent in _SIGHS and (paid := _only_paid(said, turn, tools)):
        return _run(paid, turn, tools)
    if _is_none(said, turn, tools, filled=filled, goods=goods, under_way=under_way, rest=rest):
        return None
    alone(turn)
    goes_on = rest is not None and (rest.intent in _GOES_ON or any(i in _GOES_ON for i, _ in rest.wishes))
    if under_way and not goods and (yes := _placed_so(said, turn, tools, asked, goes_on=goes_on)):
        return _run(yes, turn, tools)
    shown = _shown(said, turn, tools, asked)
    refused = _taken(said, turn, tools)
    agrees = goes_on or turn.text.lower().replace(",", " ").split()[:1] in _YES
    if agrees and shown and not (refused or goods) and _is_the_same(shown, turn, tools):
        return _run(shown, turn, tools)
    answers = [road.do(rest)] if goods and rest else []
    if rest and rest.intent in _ENDS:
        return answers[0]
    if refused:
        return road.together([*answers, Answer((text(refused),))])
    waits = any(reply.kind == "choice" for answer in answers for reply in answer.replies)
    if not carts_of(tools).get(turn.customer).lines or waits or not (goes_on or under_way or not goods):
        noted = _noted(said, turn, tools)
        return road.together([Answer((noted,)) if noted else Answer(), *answers])
    return road.together([*answers, _run(Command("checkout", {"text": AGAIN}), turn, tools)])


def _address_put_right(turn: Turn, tools: Tools) -> Answer | None:
    """ "The address is wrong, it's shop 89 not 98": that word of it, and the order as it is then."""
    there, cart = Addresses(tools.db).of(turn.customer), carts_of(tools).get(turn.customer)
    said = {word.strip(".,!?") for word in turn.text.lower().split()}
    shown = cart.lines and (ways_offered(turn, tools) or terms_of(turn, tools).street)
    if not there or not (shown or said & _ADDRESS):
        return None
    counts = {str(count) for count in cart.quantities.values()}
    address = mended(turn.text, dict(there))
    if not address or (said & counts and not said & _ADDRESS):  # "10 not 12" is of the goods
        return None
    alone(turn)
    try:
        Addresses(tools.db).change(SetAddress(turn.customer, address, key=turn.key("terms")), turn.now)
    except ShopError as refusal:
        return Answer((text(refusal.in_(turn.locale)),))
    if cart.lines:
        return _run(Command("checkout", {"text": AGAIN}), turn, tools)
    return Answer((text(words.ADDRESS_NOTED.in_(turn.locale, address=spoken_address(address))),))


def _only_paid(said: TermsSaid, turn: Turn, tools: Tools) -> Command | None:
    """ "Ok leave it, do the cash on delivery": what the way means in the checkout that waits."""
    others = (said.refused, said.address, said.street, said.pin, said.phone, said.way, said.usual)
    if any(others) or len(said.pay) != 1:
        return None
    return way_named(said.pay[0], ways_offered(turn, tools))


def _may_say_terms(turn: Turn, tools: Tools, asked: Asked | None) -> bool:
    """Whether terms of a new order can be meant: not where something else was asked, nor of an old order."""
    if "reader" not in tools.extras:
        return False
    if asked and asked.answer and (not asks_where(asked) or asked.answer.entities):
        return False
    return not about_an_order(turn, tools)


def _is_none(  # noqa: PLR0911  # a case each
    said: TermsSaid,
    turn: Turn,
    tools: Tools,
    *,
    filled: bool,
    goods: bool,
    under_way: bool,
    rest: Turn | None,
) -> bool:
    """Whether it is read better without: a way to pay alone, "as usual" in no order, a choice's answer."""
    if not (filled or goods):
        return True
    if said.pin and not (under_way or said.phone or said.pay or said.way):
        return True  # "411001": whether it is delivered there
    places = said.address or said.street or said.pin or said.phone
    offered = [option.command for option in still_offered(turn, tools) if option.command]
    if any(command.intent in _OF_ORDERS for command in offered) and not places:
        return True
    goes_on = rest is not None and rest.intent == "checkout"
    if places or goods or goes_on:
        return False
    if said.pay and not (said.way or said.usual):
        keep_terms(turn, tools, _with(said, terms_of(turn, tools)))
        return not (said.refused and under_way)
    choice = bool(open_list(turn, tools).lines or any(command.entities.get("sku") for command in offered))
    if said.refused and not said.any:
        return not under_way
    return (choice and not said.pay) or not (under_way or said.way)


def _wishes(rest: Turn, tools: Tools) -> Turn:
    """The rest without what says nothing beside terms: as one wish where only one is left."""
    left = tuple((intent, words) for intent, words in rest.wishes if intent not in _LITTLE)
    goes_on = next(((i, w) for i, w in rest.wishes if i in _GOES_ON), None)
    if rest.wishes and not left:
        return replace(rest, intent=goes_on[0] if goes_on else "inform", wishes=())
    if left:
        kept = (*left, goes_on) if goes_on else left
        return replace(rest, intent=left[0][0], wishes=kept)
    counted = any(line.goods and line.amounts for line in reading_of(rest, tools).lines)
    if rest.intent in ("inform", "nlu_fallback", "out_of_scope") and counted:
        return replace(rest, intent="order_list")
    return rest


def _placed_so(
    said: TermsSaid, turn: Turn, tools: Tools, asked: Asked | None, *, goes_on: bool
) -> Command | None:
    """The yes to the whole that was just shown, where these terms change nothing of it."""
    if not goes_on or said.refused or said.address or said.street or said.pin or said.phone:
        return None
    ways = ways_offered(turn, tools)
    yes = way_named(said.pay[0], ways) if said.pay else (asked.yes if asked else None)
    shown = tap_of(yes) if yes else None
    if len(said.pay) > 1 or asked is None or not isinstance(shown, PlaceCart):
        return None
    if said.way:
        found = CheckoutOffers(carts_of(tools)).review(turn.customer, turn.now).deliveries
        way = way_meant(said.way, found, turn.locale) if found else ""
        day = reading_of(replace(turn, text=said.way, said=said.way), tools).said(DAY)
        if way != shown.delivery and (way or day):
            return None  # "kal dopahar tak bhej dena": what was shown comes another day
    return yes


def _shown(said: TermsSaid, turn: Turn, tools: Tools, asked: Asked | None) -> Command | None:
    """The yes to the whole that is before the customer, paid as it is said now; None where there is none."""
    if asked is None or said.refused or said.way or len(said.pay) != 1:
        return None
    yes = way_named(said.pay[0], ways_offered(turn, tools))
    return yes if yes and isinstance(tap_of(yes), PlaceCart) else None


def _is_the_same(shown: Command, turn: Turn, tools: Tools) -> bool:
    """Whether the order costs what was shown, with the address as it is now."""
    tap = tap_of(shown)
    review = CheckoutOffers(carts_of(tools)).review(turn.customer, turn.now, tap.delivery)
    return review.refused is None and review.priced.quote.total.minor == tap.shown


def _with(said: TermsSaid, known: Terms) -> Terms:
    return replace(
        known,
        pay=said.pay[0] if said.pay else known.pay,
        way=said.way or known.way,
        phone=said.phone or known.phone,
        street=said.street or known.street,
        pin=said.pin or known.pin,
    )


def _taken(said: TermsSaid, turn: Turn, tools: Tools) -> str:
    """Keep what was said, and write the address as soon as it is whole; why not, where it can't be."""
    known = _with(said, terms_of(turn, tools))
    keep_terms(turn, tools, known)
    there = Addresses(tools.db).of(turn.customer)
    try:
        address = _address(said, known, dict(there))
        if address:
            phone = address.get("phone") or known.phone or there.get("phone", "")
            address = {**address, **({"phone": phone} if phone else {})}
            Addresses(tools.db).change(SetAddress(turn.customer, address, key=turn.key("terms")), turn.now)
            keep_terms(turn, tools, replace(known, street="", pin=""))
    except ShopError as refusal:
        return refusal.in_(turn.locale)
    return ""


def _address(said: TermsSaid, known: Terms, there: dict[str, str]) -> dict[str, str]:
    """The address as these words leave it; empty where it stays as it is, or is not whole yet."""
    if said.address:
        return parse_address(said.address)
    if known.pin and known.street:
        return parse_address(f"{known.street}, {known.pin}")
    if said.street and _is_town(there):  # "lucknow 226001" was known of it
        town = there.get("city") or there.get("line", "")
        return {**there, "line": said.street, "city": town}
    if said.pin and there:
        return {**there, "postcode": said.pin}
    if said.phone and there and not said.street:
        return {**there, "phone": said.phone}
    return {}


def _is_town(there: dict[str, str]) -> bool:
    """Whether only a town and its PIN code are known, and no street."""
    line = there.get("line", "")
    return bool(there.get("postcode")) and not there.get("city") and not any(c.isdigit() for c in line)


def _noted(said: TermsSaid, turn: Turn, tools: Tools) -> Reply | None:
    """What was understood of the order to come."""
    address = spoken_address(dict(Addresses(tools.db).of(turn.customer)))
    told = [
        address if said.address or said.pin else said.street,
        said.phone,
        *(paying.NAMES[kind].in_(turn.locale) for kind in said.pay[:1]),
        said.way,
    ]
    terms = "; ".join(word for word in told if word)
    return text(words.NOTED.in_(turn.locale, terms=terms)) if terms else None


def _run(command: Command, turn: Turn, tools: Tools) -> Answer:
    entities = {name: [value] for name, value in command.entities.items()}
    as_tapped = replace(turn, intent=command.intent, confidence=1.0, entities=entities, wishes=())
    return ACTIONS[f"action_{command.intent}"](as_tapped, tools)
