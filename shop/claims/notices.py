"""Tells a customer, and the seller of the goods, what becomes of a claim, within the transaction of it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from chat.days import day_in
from chat.payloads import command_of
from chat.reply import Command, Option, Reply, choice, text
from chat.service.conversations import Conversations, send_to_customer
from chat.words import TALK_TO_PERSON
from shop.claims import words
from shop.claims.claim import Claim, goods_of
from shop.claims.taps import DecideOffer, ShowClaims, WithdrawClaim
from shop.orders.order import Method
from shop.sellers.notices import tell_seller
from shop.words import THE_SHOP
from storage.database import Tx


def opened(claim: Claim, locale: str) -> str:
    """Say that it is open, and by when it is answered."""
    return words.OPENED.in_(locale, day=day_in(locale, claim.due), **_facts(claim, locale))


def settled(claim: Claim, way: str, locale: str) -> str:
    """Say how it was settled; `way` is where the money goes."""
    facts = {"claim": claim.id, "goods": goods_of(claim)}
    if claim.how == "replacement":
        return words.REPLACED.in_(locale, order=claim.sent, **facts)
    amount = claim.amount.spoken() if claim.amount else ""
    return words.REFUNDED.in_(locale, amount=amount, way=way, **facts)


def tell_customer(tx: Tx, claim: Claim, draw: Callable[[str], Reply], now: datetime) -> None:
    """Tell the customer where they were last; who was forgotten is told nothing."""
    send_to_customer(tx, claim.customer, draw, now)


def tell_settled(tx: Tx, claim: Claim, way: Callable[[str], str], now: datetime) -> None:
    """Tell the customer what they get."""

    def draw(locale: str) -> Reply:
        follow = Command("track_order", {"order": claim.sent or claim.order})
        said = settled(claim, way(locale), locale)
        return Reply(
            "choice", said, "system", options=(_mine(locale), Option(words.ORDER.in_(locale), follow))
        )

    tell_customer(tx, claim, draw, now)


def tell_accepted(tx: Tx, claim: Claim, now: datetime) -> None:
    """Tell the customer that the claim is right."""

    def draw(locale: str) -> Reply:
        return text(words.ACCEPTED.in_(locale, claim=claim.id, goods=goods_of(claim)), "system")

    tell_customer(tx, claim, draw, now)


def tell_refused(tx: Tx, claim: Claim, now: datetime) -> None:
    """Tell the customer why not, and that a person can be asked."""

    def draw(locale: str) -> Reply:
        said = words.REFUSED.in_(locale, claim=claim.id, goods=goods_of(claim), reason=claim.reason)
        person = Option(TALK_TO_PERSON.in_(locale), Command("human_agent"))
        return Reply("choice", said, "system", options=(person, _mine(locale)))

    tell_customer(tx, claim, draw, now)


def tell_offered(tx: Tx, claim: Claim, who: str, now: datetime) -> None:
    """Ask the customer whether new pieces will do."""

    def draw(locale: str) -> Reply:
        facts = {"claim": claim.id, "goods": goods_of(claim), "who": who or THE_SHOP.in_(locale)}
        said = words.OFFERED.in_(locale, reason=claim.reason, **facts).strip()
        return choice(
            said,
            Option(words.TAKE_IT.in_(locale), command_of(DecideOffer(claim.id, take=True))),
            Option(words.MONEY_INSTEAD.in_(locale), command_of(DecideOffer(claim.id, take=False))),
        )

    tell_customer(tx, claim, draw, now)


def tell_new(tx: Tx, chats: Conversations, claim: Claim, buyer: Callable[[str], str], now: datetime) -> None:
    """Tell a seller, in their own chats, of a claim of their goods."""
    if not claim.seller:
        return
    said = partial(_of_new, claim, buyer)
    tell_seller(tx, chats, claim.seller, f"claim:{claim.id}", said, now)


def _of_new(claim: Claim, buyer: Callable[[str], str], locale: str) -> Reply:
    facts = {"buyer": buyer(locale), **_facts(claim, locale)}
    if claim.state == "settled":
        return text(words.SETTLED_BY_RULE.in_(locale, **facts), "system")
    return text(words.NEW_CLAIM.in_(locale, day=day_in(locale, claim.due), **facts), "system")


def of_claim(claim: Claim, locale: str) -> tuple[Option, ...]:
    """Offer what a customer can do about a claim now."""
    if claim.state not in ("open", "answered", "accepted"):
        return ()
    back = Option(words.WITHDRAW.in_(locale, claim=claim.id), command_of(WithdrawClaim(claim.id)))
    if claim.state == "answered" and claim.how:
        return (
            Option(words.TAKE_IT.in_(locale), command_of(DecideOffer(claim.id, take=True))),
            Option(words.MONEY_INSTEAD.in_(locale), command_of(DecideOffer(claim.id, take=False))),
            back,
        )
    return (back,)


def way_called(way: Method | None, locale: str) -> str:
    """Name where money goes, as the customer does."""
    known = words.WAYS.get(way.kind) if way else None
    if way and way.label and not (known and way.is_common):
        return way.label
    return (known or words.THE_WAY_PAID).in_(locale)


def _facts(claim: Claim, locale: str) -> dict[str, str]:
    return {
        "claim": claim.id,
        "goods": goods_of(claim),
        "order": claim.order,
        "kind": words.KINDS[claim.kind].in_(locale),
    }


def _mine(locale: str) -> Option:
    return Option(words.MY_CLAIMS.in_(locale), command_of(ShowClaims()))
