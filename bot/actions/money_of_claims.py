"""How and when the money of a claim or a refund comes: "in what way do I get it?", "till when?".

With a claim open it is about that claim; else about the ways by which an order's money goes back.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.actions.claims_made import claims_of
from bot.actions.coming import asks_when
from bot.actions.faq import is_question, written_by_the_shop
from bot.actions.shelf import carts_of, newer
from bot.actions.which_order import mine_of, named, seen_order, way_called
from bot.dialogue.asking import open_question
from bot.dialogue.reading_here import ORDER_SEEN, reading_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import claiming, orders
from chat.days import day_in
from chat.reply import text
from shop.claims import notices
from shop.claims.claim import WAITING, Claim
from shop.claims.photos import CLAIM_SEEN
from shop.finding.remembered import LAST_SHOWN, TOUCHED
from shop.money import Money
from shop.orders.changes import paid_by, worth
from shop.orders.order import CASH, Method
from shop.orders.service.orders import Orders

_OF_MONEY = ("refund_status", "refund_policy", "payment_methods", "payment_problem")
_LIKELY, _SURE = 0.4, 0.5
# What "till when?" alone may be taken for, behind a claim.
_MAY_ASK_WHEN = frozenset(
    {"delivery_options", "track_order", "out_of_scope", "nlu_fallback", "inform", "ask_attribute", "faq",
     "refund_status", "refund_policy", "order_history"}
)  # fmt: skip
_BACK = frozenset(
    ("refund", "refunds", "refunded", "money", "paisa", "paise", "rupaye", "rupees", "amount", "rakam",
     "wapas", "vapas", "back")
)  # fmt: skip
_HOW = frozenset(
    ("how", "where", "kaise", "kaisey", "kese", "kahan", "kaha", "kidhar", "kis", "way", "account")
)  # fmt: skip
_FEW = 8  # words of what is asked of what was just spoken of


def money_told(turn: Turn, tools: Tools) -> Answer | None:
    """How and when money comes back; None where something else is asked."""
    asked = open_question(turn, tools)
    if (asked and (asked.free or asked.options)) or any(one.goods for one in reading_of(turn, tools).lines):
        return None
    if asks_when(turn.text) or is_question(turn.text) or not _HOW.isdisjoint(_words(turn)):
        claim = _claim_spoken_of(turn, tools)
        if claim and (_of_money(turn, tools) >= _LIKELY or _asks_of_what_was_told(turn, tools)):
            return _of_claim(turn, tools, claim)
        return _of_refunds(turn, tools)
    return None


def _claim_spoken_of(turn: Turn, tools: Tools) -> Claim | None:
    """The claim that was made or shown last, where it is not over; an order that is named is another."""
    seen = tools.contexts.get(turn.customer, CLAIM_SEEN, turn.now)
    found = claims_of(tools).of_customer(turn.customer) if seen else []
    claim = next((one for one in found if one.id == seen), None)
    called = named(turn, mine_of(turn, tools))
    if claim is None or claim.state not in (*WAITING, "settled") or (called and called.id != claim.order):
        return None
    return claim


def _of_money(turn: Turn, tools: Tools) -> float:
    acts = reading_of(turn, tools).acts or {turn.intent: turn.confidence}
    money = sum(acts.get(act, 0.0) for act in _OF_MONEY)
    return money if not _BACK.isdisjoint(_words(turn)) or "refund_status" in (turn.intent, *acts) else 0.0


def _asks_of_what_was_told(turn: Turn, tools: Tools) -> bool:
    """ "Till when?", behind a claim and before anything else was spoken of."""
    if len(_words(turn)) > _FEW or not asks_when(turn.text) or turn.intent not in _MAY_ASK_WHEN:
        return False
    later = (ORDER_SEEN, LAST_SHOWN, TOUCHED)
    return not any(newer(turn, tools, key, CLAIM_SEEN) for key in later)


def _of_claim(turn: Turn, tools: Tools, claim: Claim) -> Answer:
    order = Orders(tools.db).order(claim.order)
    ways = {way.id: way for way in Orders(tools.db).ways_of(turn.customer)}
    method = claim.method or (paid_by(order) if order else "")
    way = notices.way_called(ways.get(method, Method(method, method)), turn.locale)
    tools.contexts.save(turn.customer, CLAIM_SEEN, claim.id, turn.now)
    if claim.state == "settled":
        return say(text(notices.settled(claim, way, turn.locale)))
    amount = worth(order, claim.skus) if order else Money(0)
    facts = {"claim": claim.id, "amount": amount.spoken(), "way": way}
    if claim.wish == "replacement":
        told = claiming.PIECES_COME.in_(turn.locale, day=day_in(turn.locale, claim.due), **facts)
    elif claim.state == "accepted":
        told = claiming.MONEY_COMES_NOW.in_(turn.locale, **facts)
    else:
        told = claiming.MONEY_COMES.in_(turn.locale, day=day_in(turn.locale, claim.due), **facts)
    return say(text(_with_rule(turn, tools, told, [method])))


def _of_refunds(turn: Turn, tools: Tools) -> Answer | None:
    """ "In what way does a refund reach me": the ways of the order meant, and what is written."""
    acts = reading_of(turn, tools).acts or {turn.intent: turn.confidence}
    if carts_of(tools).get(turn.customer).lines or _HOW.isdisjoint(_words(turn)):
        return None
    if acts.get("refund_status", 0.0) + acts.get("refund_policy", 0.0) < _SURE:
        return None
    mine = [order for order in mine_of(turn, tools) if order.status == "delivered"]
    order = named(turn, mine) or seen_order(turn, tools, mine) or next(iter(mine), None)
    returned = any(one.status == "return_requested" for one in mine_of(turn, tools))
    if order is None or returned:  # which is told by the return
        return None
    ways = Orders(tools.db).ways_to_refund(order)
    back = ", ".join(way_called(one, orders.METHODS, turn.locale) for one in ways)
    told = orders.MONEY_BACK_SO.in_(turn.locale, order=order.id, ways=back)
    return say(text(_with_rule(turn, tools, told, [way.id for way in ways])))


def _with_rule(turn: Turn, tools: Tools, told: str, methods: Sequence[str]) -> str:
    """What was told, with what the shop has written of refunds; which is of banks, and not of cash."""
    if set(methods) <= {CASH}:
        return told
    rule = written_by_the_shop(replace(turn, text=orders.REFUND_RULES.en, entities={}), tools)
    return "\n".join(line for line in (told, rule) if line)


def _words(turn: Turn) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in turn.text.lower()).split()
