"""Tells customers what became of their payment by UPI, where they were last."""

from collections.abc import Callable
from datetime import datetime

from chat.payloads import command_of
from chat.reply import Option, Reply, text
from chat.service.conversations import send_to_customer
from shop.money import Money
from shop.payments import words
from shop.payments.asked import Asked
from shop.payments.bank import Split
from shop.payments.taps import PayByUpi, SayPaid
from storage.database import Tx


def tell(tx: Tx, customer: str, draw: Callable[[str], Reply], now: datetime) -> None:
    """Tell it in the language that is spoken there."""
    send_to_customer(tx, customer, draw, now)


def how_to_pay(asked: Asked, locale: str) -> str:
    """Say whom to pay, how much and under which reference."""
    said = words.PAY_REST_BY_UPI if asked.part else words.PAY_BY_UPI
    return said.in_(
        locale,
        amount=asked.amount.spoken(),
        address=asked.payee.address,
        name=asked.payee.name,
        ref=asked.ref,
    )


def ways_on(asked: Asked, locale: str) -> tuple[Option, ...]:
    """What can be tapped of a payment that is awaited."""
    return (
        Option(words.OPEN_PAY_PAGE.in_(locale), command_of(PayByUpi(asked.order))),
        Option(words.I_PAID.in_(locale), command_of(SayPaid(asked.order))),
    )


def pay_here(asked: Asked, url: str, locale: str) -> Reply:
    """Ask for the payment, with the page that has the link and the QR code."""
    said = f"{how_to_pay(asked, locale)}\n{words.TELL_UTR.in_(locale)}"
    return Reply("link", said, "system", data={"url": url, "title": words.OPEN_PAY_PAGE.in_(locale)})


def pay_now(asked: Asked, locale: str) -> Reply:
    """Ask for the payment where no page can be named."""
    return Reply("choice", how_to_pay(asked, locale), "system", options=ways_on(asked, locale))


def came(order: str, parts: Split, left: Asked | None, locale: str) -> Reply:
    """Tell that money came: all of it, too little, or what goes back."""
    facts = {"order": order, "amount": (parts.paid + parts.back).spoken(), "back": parts.back.spoken()}
    match parts.why:
        case "cancelled":
            return text(words.CAME_TOO_LATE.in_(locale, **facts), "system")
        case "twice":
            return text(words.CAME_TWICE.in_(locale, **facts), "system")
        case "over":
            return text(words.CAME_TOO_MUCH.in_(locale, **facts), "system")
    if left is None:
        return text(words.CAME.in_(locale, **facts), "system")
    said = words.CAME_IN_PART.in_(locale, **facts, open=left.amount.spoken())
    return Reply("choice", f"{said}\n{how_to_pay(left, locale)}", "system", options=ways_on(left, locale))


def not_found(asked: Asked, locale: str) -> Reply:
    """Tell that what they say they paid is not there."""
    said = words.NOT_FOUND.in_(locale, amount=asked.amount.spoken(), order=asked.order)
    return Reply("choice", said, "system", options=ways_on(asked, locale))


def went_back(order: str, amount: Money, utr: str, locale: str) -> Reply:
    """Tell that it was sent back."""
    said = words.WENT_BACK_AS if utr else words.WENT_BACK
    return text(said.in_(locale, amount=amount.spoken(), order=order, utr=utr), "system")
