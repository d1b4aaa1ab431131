"""Goods that did not come as bought: asked what and how many, shown as it will be, and claimed with one yes.

What the customer wants to send back is a return (bot/actions/returning.py). The steps are taps of
complaints, and each carries all that was said before it, so that an old button means what it showed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import get_args

from bot.actions.claimed_goods import goods_answered, items_said, no_more_than_came
from bot.actions.claims_made import claims_of, shown_claims, taken_back
from bot.actions.shelf import in_cart
from bot.actions.which_order import LISTED, mine_of
from bot.actions.which_order_claimed import order_claimed
from bot.actions.while_called import offer_call
from bot.dialogue.asking import open_question, settled
from bot.dialogue.claim_said import (
    asks_of_claims,
    count_said,
    goes_back,
    is_plain,
    kind_said,
    never_came,
    numbers_said,
    of_what_came,
    says_return,
    takes_back,
)
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn, alone, run, say
from bot.words import claiming as words
from chat.contexts import ContextKey
from chat.days import day_in
from chat.handoff import sounds_angry
from chat.payloads import command_of
from chat.reply import Command, Option, choice, text
from chat.words import KEPT_FOR_PERSON
from desk.service.calling import call_of
from desk.service.hours import OpeningHours
from shop.claims import notices
from shop.claims.claim import NOT_THERE, Claim, Kind
from shop.claims.photos import CLAIM_SEEN, PHOTOS_SENT
from shop.claims.requests import OpenClaim
from shop.claims.service import Reviewed
from shop.claims.taps import ClaimGoods, DecideOffer, ShowClaims, WithdrawClaim, items_as_text, items_in
from shop.claims.words import KINDS, PHOTO_ADDED
from shop.errors import ShopError
from shop.finding.in_view import picked
from shop.orders.order import Line, Order
from shop.orders.service.orders import Orders
from shop.refusals import Coded

_GOES_BACK = frozenset({"return_order", "exchange_order"})  # "refund or replacement" is read as either
_OF_ONE = _GOES_BACK | {"complaint"}
_BUYS = frozenset({"add_to_cart", "order_list", "search_product"})  # as which a list of goods may be read
# Said beside it, these ask nothing.
_TELLS = frozenset({"inform", "account_help", "refund_status", "refund_policy"})
_LIKELY = 0.33  # that goods are spoken of that did not come as bought
_TOLD = 0.15  # the same, where the words say of goods that came, or of an order, what is wrong
_A_COMPLAINT = 0.8  # that it is about how the shop works
_UNSURE = 0.4  # and where nothing is likelier than this, that is what is said
# As sure as this, it is something else, whatever words are in it.
_SOMETHING_ELSE = frozenset(
    {"faq", "refund_policy", "add_to_cart", "update_cart", "order_list", "ask_attribute", "ask_reviews",
     "refund_status", "give_review", "human_agent", "payment_problem", "check_stock",
     "search_product", "ask_price", "deny", "clear_cart", "checkout", "plan"}
)  # fmt: skip
_SURELY = 0.6
_CAPTION = 6  # words of what only points at a photo
_ASKS = frozenset({"faq", "refund_policy", "ask_attribute", "ask_reviews", "check_stock", "track_order"})
_TAPS = (ClaimGoods, DecideOffer, WithdrawClaim, ShowClaims)


@dataclass(frozen=True)
class Late:
    """A claim that came too late, which a colleague may look at."""

    conversation: str
    kind: str
    skus: tuple[str, ...]


LATE = ContextKey("claim_late", Late, timedelta(hours=1))


def said_of_claims(turn: Turn, tools: Tools) -> Answer | None:  # noqa: PLR0911  # a case each
    """What is said of goods that did not come as bought, or of claims that are there; None for all else."""
    asked = open_question(turn, tools)
    if asked and asked.free:
        return None
    if asks_of_claims(turn.text):
        alone(turn)
        made = taken_back if takes_back(turn.text) else shown_claims
        return made(turn, tools, "")
    if answered := goods_answered(turn, tools):
        alone(turn)
        return claimed(turn, tools, answered)
    in_parts = _told_in_parts(turn, tools)
    if _returns(turn, tools) or not (in_parts or _may_be_one(turn)):
        return None
    kind = kind_said(turn.text) or _of_the_late_one(turn, tools)
    if kind is None and (added := _with_a_photo(turn, tools)):
        return added
    if kind is None or goes_back(turn.text) or sounds_angry(turn.text):
        return None
    if not (in_parts or _likely(turn, tools)):
        return None
    alone(turn)
    return claimed(turn, tools, ClaimGoods(kind, said=turn.text))


def claimed_while_called(turn: Turn, tools: Tools) -> Answer | None:
    """What is claimed while a colleague is waited for: it needs nobody, where there is an order of theirs."""
    if not call_of(tools.db, turn.conversation).waits or not mine_of(turn, tools, 1):
        return None
    return said_of_claims(turn, tools)


def _with_a_photo(turn: Turn, tools: Tools) -> Answer | None:
    """ "Ye dekho", below a photo: it is of the claim that is spoken of."""
    seen = tools.contexts.get(turn.customer, CLAIM_SEEN, turn.now)
    sent = tools.contexts.get(turn.customer, PHOTOS_SENT, turn.now)
    pictures = any(one.get("kind") == "image" for one in turn.attachments)
    if not (pictures and seen and sent) or len(turn.text.split()) > _CAPTION:
        return None
    try:
        claim = claims_of(tools).add_photos(turn.customer, seen, sent, turn.now)
    except ShopError:  # which is over: the words are of something else
        return None
    tools.contexts.forget(turn.customer, PHOTOS_SENT)
    return say(text(PHOTO_ADDED.in_(turn.locale, claim=claim.id)))


def answered_claim(turn: Turn, tools: Tools, tapped: object) -> Answer | None:
    """What a tap of claims means; None for any other."""
    if not isinstance(tapped, _TAPS):
        return None
    alone(turn)
    settled(turn, tools)
    if isinstance(tapped, ClaimGoods):
        return claimed(turn, tools, tapped)
    if isinstance(tapped, WithdrawClaim):
        return taken_back(turn, tools, tapped.claim, sure=tapped.sure)
    if isinstance(tapped, DecideOffer):
        return _decided(turn, tools, tapped)
    return shown_claims(turn, tools, tapped.claim)


def claimed(turn: Turn, tools: Tools, given: ClaimGoods) -> Answer:
    """Ask what is not known yet of a claim, or make it."""
    if given.kind not in get_args(Kind):
        return say(text(words.NO_CLAIMS.in_(turn.locale)))
    order = order_claimed(turn, tools, given)
    if isinstance(order, Answer):
        return order
    given = replace(given, order=order.id)
    items = items_in(given.items) or items_said(turn, tools, order, given.said)
    if not items:
        return _asked_what(turn, tools, order, given)
    counted = turn.entity("quantity")
    if counted is not None:
        items = {sku: count or int(counted) for sku, count in items.items()}
    fewer = ""
    if not given.wish:  # it is shown before it is made
        items, fewer = no_more_than_came(turn, tools, order, items)
    given = replace(given, items=items_as_text(items))
    unknown = next((line for line in order.lines if items.get(line.sku) == 0), None)
    if unknown and counted is None:
        return _asked_how_many(turn, tools, order, unknown, given)
    try:
        made = _made(turn, tools, order, given)
    except ShopError as no:
        return _refused(turn, tools, no, given)
    return replace(made, replies=(text(fewer), *made.replies)) if fewer else made


def _made(turn: Turn, tools: Tools, order: Order, given: ClaimGoods) -> Answer:
    """Make the claim where it was said what for; else show it as it will be, and ask that."""
    asked = _opened(turn, tools, order, given)
    if not given.wish:
        return _asked_for(turn, tools, order, given, asked)
    hours = OpeningHours(tools.db).hours()
    made = claims_of(tools).open(asked, turn.key("claim"), turn.now, hours)
    tools.contexts.forget(turn.customer, PHOTOS_SENT)
    tools.contexts.save(turn.customer, CLAIM_SEEN, made[-1].id, turn.now)
    told = "\n".join(_told(turn, tools, claim) for claim in made)
    options = [option for claim in made for option in notices.of_claim(claim, turn.locale)]
    return say(choice(told, *options) if options else text(told))


def _opened(turn: Turn, tools: Tools, order: Order, given: ClaimGoods) -> OpenClaim:
    return OpenClaim(
        turn.customer,
        order.id,
        given.kind,  # type: ignore[arg-type]  # one of its words, as was looked at before
        tuple(items_in(given.items).items()),
        "replacement" if given.wish == "replacement" else "refund",
        given.method,
        given.said,
        tools.contexts.get(turn.customer, PHOTOS_SENT, turn.now) or (),
        turn.conversation,
    )


def _may_be_one(turn: Turn) -> bool:
    """Whether all of the message may be of one claim; what holds something else too is done in parts."""
    tells = _OF_ONE | ({"inform"} if "?" in turn.text else _TELLS)
    return all(intent in tells for intent, _ in turn.wishes)


def _told_in_parts(turn: Turn, tools: Tools) -> bool:
    """ "These never came: 5 tea and 1 soap": what is listed beside it was bought, and is not ordered."""
    wished = {intent for intent, _ in turn.wishes}
    goods = [line.goods for line in reading_of(turn, tools).lines if line.goods]
    if not wished & _OF_ONE or not wished - _OF_ONE or wished - _OF_ONE - _TELLS - _BUYS or not goods:
        return False
    return kind_said(turn.text) is not None and all(_bought(turn, tools, name) for name in goods)


def _returns(turn: Turn, tools: Tools) -> bool:
    """Whether a return is asked about: what is said then is of it."""
    asked = open_question(turn, tools)
    return asked is not None and any(o.intent == "return_order" for o in asked.options)


def _of_the_late_one(turn: Turn, tools: Tools) -> Kind | None:
    """ "I need the two replaced", behind a claim that came too late: of it, and no exchange at a price."""
    late = tools.contexts.get(turn.customer, LATE, turn.now)
    reading = reading_of(turn, tools)
    likely = max(reading.acts, key=lambda act: reading.acts[act], default="")
    if late is None or late.conversation != turn.conversation or likely not in _GOES_BACK:
        return None
    claimed_before = list(tools.catalogue.products(list(late.skus)))
    goods = [line.goods for line in reading.lines if line.goods]
    other = [name for name in goods if _bought(turn, tools, name) and not picked(name, claimed_before)]
    return None if other else late.kind  # type: ignore[return-value]  # one of its words, as it was claimed


def _likely(turn: Turn, tools: Tools) -> bool:
    """Whether it is read as of goods that came otherwise than bought."""
    reading = reading_of(turn, tools)
    acts = reading.acts or {turn.intent: turn.confidence}
    back, complains = sum(acts.get(act, 0.0) for act in _GOES_BACK), acts.get("complaint", 0.0)
    # How the shop works, "bahut kharab service hai", is for a person.
    if complains > back and (complains >= _A_COMPLAINT or not is_plain(turn.text)):
        return False
    likeliest = max(acts, key=lambda act: acts[act])
    goods = [line.goods for line in reading.lines if line.goods]
    bought = [_bought(turn, tools, name) for name in goods]
    if never_came(turn.text) and goods and all(bought):
        return likeliest not in _ASKS  # "salt nahi aaya" is mostly said of lists, and is learnt so
    if (likeliest in _SOMETHING_ELSE and acts[likeliest] >= _SURELY) or (goods and not any(bought)):
        return back + complains >= _SURELY
    if not (is_plain(turn.text) and of_what_came(turn.text)):
        return back + complains >= _LIKELY
    return back + complains >= _TOLD or acts[likeliest] < _UNSURE


def _bought(turn: Turn, tools: Tools, goods: str) -> bool:
    """Whether these goods came with one of the last orders, and are not what may be in the cart."""
    came = [o for o in Orders(tools.db).of_customer(turn.customer, LISTED) if o.status == "delivered"]
    there = list(tools.catalogue.products([line.sku for order in came for line in order.lines]))
    return bool(picked(goods, there)) and not picked(goods, in_cart(turn, tools))


def _asked_what(turn: Turn, tools: Tools, order: Order, given: ClaimGoods) -> Answer:
    """Ask which of the goods it is, of those that may be claimed; not of an order too old, or to come."""
    if not claims_of(tools).is_lately(order, turn.now):
        first = items_as_text({order.lines[0].sku: 1})
        try:
            claims_of(tools).review(_opened(turn, tools, order, replace(given, items=first)), turn.now)
        except ShopError as no:
            return _refused(turn, tools, no, given)
    left, count = claims_of(tools).left(order), count_said(given.said)
    numbers = numbers_said(given.said.replace(order.id, " "))
    said = count if count is not None else numbers[0] if len(numbers) == 1 else 0
    options = [
        Option(
            f"{line.quantity} x {line.title}",
            command_of(replace(given, items=items_as_text({line.sku: said if line.quantity > 1 else 1}))),
        )
        for line in order.lines
        if left.get(line.sku)
    ]
    if not options:
        return say(
            text(Coded("claimed_before", order=order.id, title=order.lines[0].title, left=0).in_(turn.locale))
        )
    return ask(turn, tools, words.OF_WHICH_GOODS.in_(turn.locale), *options, never_mind("complaint"))


def _asked_how_many(turn: Turn, tools: Tools, order: Order, line: Line, given: ClaimGoods) -> Answer:
    """Ask of how many it is said."""
    most = sum(one.quantity for one in order.lines if one.sku == line.sku)
    every = items_as_text({**items_in(given.items), line.sku: most})
    kind = KINDS[given.kind].in_(turn.locale)
    question = words.HOW_MANY.in_(turn.locale, count=most, title=line.title, kind=kind)
    whole_line = Option(
        words.ALL_OF_THEM.in_(turn.locale, count=most), command_of(replace(given, items=every))
    )
    return ask(turn, tools, question, whole_line, never_mind("complaint"), counted=command_of(given))


def _asked_for(turn: Turn, tools: Tools, order: Order, given: ClaimGoods, asked: OpenClaim) -> Answer:
    """Show the claim as it will be, and ask what is wanted for it."""
    came = claims_of(tools).review(asked, turn.now)
    locale, amount = turn.locale, came.worth.spoken()
    goods = _goods(order, dict(asked.pieces))
    ways = Orders(tools.db).ways_to_refund(order) if came.refundable else []
    options = [
        Option(
            words.MONEY_BACK.in_(locale, amount=amount, way=notices.way_called(way, locale)),
            command_of(replace(given, wish="refund", method=way.id)),
        )
        for way in ways
    ]
    if again := _in_stock(tools, dict(asked.pieces)) or not ways:
        options.append(Option(words.NEW_PIECES.in_(locale), command_of(replace(given, wish="replacement"))))
    question = words.SHALL_I if again else words.ONLY_MONEY
    told = question.in_(
        locale, goods=goods, order=order.id, kind=KINDS[given.kind].in_(locale), amount=amount
    )
    return ask(
        turn, tools, " ".join([told, *_beside(turn, came, asked, tools)]), *options, never_mind("complaint")
    )


def _beside(turn: Turn, came: Reviewed, asked: OpenClaim, tools: Tools) -> list[str]:
    """How soon it is decided, and whether a photo would help."""
    days = claims_of(tools).rules.answer_days
    soon = words.AT_ONCE.in_(turn.locale) if came.at_once else words.LOOKED_AT.in_(turn.locale, days=days)
    if asked.photos:
        return [soon, words.HAVE_PHOTO.in_(turn.locale)]
    return [soon] if asked.kind in NOT_THERE else [soon, words.SEND_PHOTO.in_(turn.locale)]


def _goods(order: Order, pieces: Mapping[str, int]) -> str:
    titles = {line.sku: line.title for line in order.lines}
    return ", ".join(f"{count} x {titles.get(sku, sku)}" for sku, count in pieces.items())


def _in_stock(tools: Tools, pieces: Mapping[str, int]) -> bool:
    there = {product.sku: product for product in tools.catalogue.products(list(pieces))}
    return all(sku in there and there[sku].stock >= count for sku, count in pieces.items())


def _told(turn: Turn, tools: Tools, claim: Claim) -> str:
    """What came of a claim that was just made."""
    if claim.state != "settled":
        return notices.opened(claim, turn.locale)
    way = next((w for w in Orders(tools.db).ways_of(claim.customer) if w.id == claim.method), None)
    return notices.settled(claim, notices.way_called(way, turn.locale), turn.locale)


def _refused(turn: Turn, tools: Tools, no: ShopError, given: ClaimGoods) -> Answer:
    """Say why it is not taken; what is too late may still be returned, or a person looks at it."""
    told = no.in_(turn.locale)
    if not _is_late(no):
        return say(text(told))
    if says_return(given.said):
        return run(Command("return_order", {"order": given.order, "said": given.said}), turn, tools)
    late = Late(turn.conversation, given.kind, tuple(items_in(given.items)))
    tools.contexts.save(turn.customer, LATE, late, turn.now)
    if call_of(tools.db, turn.conversation).waits:
        return say(text(f"{told} {KEPT_FOR_PERSON.in_(turn.locale)}"))
    return offer_call(turn, tools, told=told)


def _is_late(no: ShopError) -> bool:
    return isinstance(no, Coded) and no.reason.code in ("claim_too_late", "claimed_before")


def _decided(turn: Turn, tools: Tools, tapped: DecideOffer) -> Answer:
    """Take the new pieces that were offered, or ask for the money."""
    try:
        claim = claims_of(tools).decide_offer(turn.customer, tapped.claim, tapped.take, turn.now)
    except ShopError as no:
        return say(text(no.in_(turn.locale)))
    if tapped.take:
        return say(text(_told(turn, tools, claim)))
    day = day_in(turn.locale, claim.due)
    return say(text(words.MONEY_ASKED.in_(turn.locale, claim=claim.id, day=day)))


def not_claimed(turn: Turn) -> Answer:
    """The no to a claim that was asked about."""
    return say(text(words.NOT_CLAIMED.in_(turn.locale)))
