"""Tells a customer that what they waited for is so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chat.reply import Command, Option, Reply
from shop.alerts import words
from shop.alerts.alert import Alert
from shop.catalogue.product import Product
from shop.replies import card

SHOWN = 9  # cards of one message; the longest list of a channel holds ten


@dataclass(frozen=True)
class News:
    """What there is to tell of an alert."""

    alert: Alert
    products: tuple[Product, ...]
    seen: Mapping[str, int] | None = None  # what there is of the brand now


def news(found: Sequence[News], locale: str) -> Reply:
    """Make one message of all that there is to tell."""
    goods = list({p.sku: p for one in found for p in one.products}.values())
    lines = [_line(one, locale) for one in found]
    if len(goods) > SHOWN:
        lines.append(words.AND_MORE.in_(locale, count=len(goods) - SHOWN))
    return Reply(
        "cards",
        "\n".join(lines),
        cards=tuple(card(product, locale) for product in goods[:SHOWN]),
        options=(Option(words.MY_ALERTS.in_(locale), Command("notifications", {"text": "list"})),),
    )


def _line(one: News, locale: str) -> str:
    alert, first = one.alert, one.products[0]
    if alert.kind == "brand":
        return words.NEW_OF.in_(locale, brand=alert.brand, count=len(one.products))
    if alert.kind == "price" and alert.price:
        return words.NOW_COSTS.in_(
            locale, title=first.title, price=first.price.spoken(), wished=alert.price.spoken()
        )
    return words.IS_BACK.in_(locale, title=first.title, price=first.price.spoken())
