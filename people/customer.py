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
