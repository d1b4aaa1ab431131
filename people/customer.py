"""Who buys: the shop's customers as its books know them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Customer:
    """Somebody who buys here. `group` says at whose prices."""

    id: str
    name: str
    phone: str = ""
    email: str = ""
    telegram_id: str = ""
    group: str = ""
    address: str = ""
    city: str = ""
    postcode: str = ""
    locale: str = ""


def called(customer: str, name: str = "") -> str:
    """What staff call a customer; who is not known, or not any more, is told apart by the end of their id."""
    for mark, word in (("v_", "Visitor"), ("gone_", "Erased")):
        if customer.startswith(mark):
            return name or f"{word} {customer[-4:]}"
    return name or customer
