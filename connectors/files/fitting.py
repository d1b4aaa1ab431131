"""Fits products of a file to those that came before them and those that the shop has."""

from collections.abc import Iterator
from itertools import islice

from connectors.files.kind import BadLine
from connectors.files.outcome import Fault, Outcome
from connectors.files.reading import Line
from shop.catalogue.product import UNCOUNTED, Product, still_lower
from shop.catalogue.service import Catalogue

AT_ONCE = 500


def fitting(
    catalogue: Catalogue, lines: Iterator[Line[Product]], outcome: Outcome
) -> Iterator[Line[Product]]:
    """The lines that go with the rest; of the others the fault is noted."""
    first: Line[Product] | None = None
    while some := list(islice(lines, AT_ONCE)):
        stored = {p.sku: p for p in catalogue.products([line.thing.sku for line in some if line.thing])}
        for line in some:
            product = line.thing
            assert product is not None  # only good lines come here  # noqa: S101
            first = first or line
            before = stored.get(product.sku)
            try:
                _same_currency(line, first)
                if before:
                    _beside(before, product, line.known)
            except BadLine as err:
                outcome.faults.append(Fault(line.number, str(err)))
                continue
            if before and "tiers" not in line.known:
                outcome.left_out += [Fault(line.number, gone) for gone in _undercut(before, product)]
            if before is None:
                outcome.uncounted += product.stock == UNCOUNTED
                outcome.own += not product.seller
            yield line


def _same_currency(line: Line[Product], first: Line[Product]) -> None:
    """A cart holds one currency, so a shop has one."""
    mine, of_first = (one.thing.price.currency if one.thing else "" for one in (line, first))
    if mine != of_first:
        raise BadLine(f"currency is {mine}, in line {first.number} it is {of_first}: a shop has one")


def _undercut(before: Product, said: Product) -> list[str]:
    """The quantity prices that the new price makes senseless; the others stay."""
    stay = still_lower(before.tiers, said.price)
    return [
        f"the quantity price {tier.unit_price.plain()} from {tier.from_quantity} is not below the new price "
        f"of {said.price.plain()}; it is left out"
        for tier in before.tiers
        if tier not in stay
    ]


def _beside(before: Product, said: Product, known: frozenset[str]) -> None:
    """What the file does not say stays, and has to go with what it does say."""
    if "currency" not in known and said.price.currency != before.price.currency:
        raise BadLine(f"{said.sku} is sold in {before.price.currency}: name it in a column currency")
    if "mrp" not in known and before.mrp and said.price > before.mrp:
        raise BadLine(f"price {said.price.plain()} is above the MRP of {before.mrp.plain()} that it has")
