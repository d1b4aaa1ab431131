"""An invoice as it was issued: what its paper said stays, whatever becomes of order, shop and buyer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from shop.delivery.states import state_of
from shop.money import Money
from shop.orders.invoice import Invoice, InvoiceLine, Party


def paper_of(made: Invoice) -> dict[str, Any]:
    """Say what is stored of an invoice when it gets its number. Money that moves later is not part of it."""
    return {
        "at": made.at.isoformat(),
        "seller": party_json(made.seller),
        "buyer": party_json(made.buyer),
        "currency": made.total.currency,
        "lines": [
            {
                "title": line.title,
                "hsn": line.hsn,
                "quantity": line.quantity,
                "unit_price": line.unit_price.minor,
                "discount": line.discount.minor,
                "taxable": line.taxable.minor,
                "percent": str(line.percent),
                "tax": line.tax.minor,
            }
            for line in made.lines
        ],
        "delivery": made.delivery.minor,
        "rounding": made.rounding.minor,
        "total": made.total.minor,
    }


def as_issued(made: Invoice, paper: Mapping[str, Any]) -> Invoice:
    """Give the invoice with what its paper said; of an old one that may be the buyer alone."""
    if "lines" not in paper:
        return replace(made, buyer=_party(paper["buyer"]))
    currency = str(paper["currency"])
    return replace(
        made,
        at=date.fromisoformat(paper["at"]),
        seller=_party(paper["seller"]),
        buyer=_party(paper["buyer"]),
        lines=tuple(_line(line, currency) for line in paper["lines"]),
        delivery=Money(paper["delivery"], currency),
        rounding=Money(paper["rounding"], currency),
        total=Money(paper["total"], currency),
    )


def party_json(party: Party) -> dict[str, str]:
    """Say who sells or buys, as the paper stores it."""
    state = party.state.code if party.state else ""
    return {"name": party.name, "address": party.address, "gstin": party.gstin, "state": state}


def _party(stored: Mapping[str, str]) -> Party:
    return Party(stored["name"], stored["address"], stored["gstin"], state_of(stored["state"], ""))


def _line(stored: Mapping[str, Any], currency: str) -> InvoiceLine:
    return InvoiceLine(
        stored["title"],
        stored["hsn"],
        stored["quantity"],
        Money(stored["unit_price"], currency),
        Money(stored["discount"], currency),
        Money(stored["taxable"], currency),
        Fraction(stored["percent"]),
        Money(stored["tax"], currency),
    )
