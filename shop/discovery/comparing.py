"""Details of a product in one format for all, and products side by side with what differs in a sentence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from shop.catalogue import Product
from shop.discovery.constraints import Days
from shop.discovery.known import folded
from shop.discovery.measure import pack_of, spoken_unit_price, unit_price

_UNKNOWN = "not stated"
_SPECS = 6  # attributes in a comparison


@dataclass(frozen=True)
class Comparison:
    """A table: a row is a property, a column a product."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    sentence: str

    def spoken(self) -> str:
        """The table as text, for channels that draw none."""
        lines = [f"{number}. {title}" for number, title in enumerate(self.titles, 1)]
        for name, values in self.rows:
            same = len(set(values)) == 1
            lines.append(f"{name}: " + (f"{values[0]} (all)" if same else " | ".join(values)))
        return "\n".join([*lines, "", self.sentence]).strip()


def compare(products: Sequence[Product], seller_names: Mapping[str, str], days: Days) -> Comparison:
    """These side by side: price, unit price, pack, rating, delivery, seller, specifications."""
    rows: list[tuple[str, tuple[str, ...]]] = []

    def row(name: str, value: Callable[[Product], str]) -> None:
        values = tuple(value(p) or _UNKNOWN for p in products)
        if set(values) != {_UNKNOWN}:
            rows.append((name, values))

    row("Price", lambda p: p.price.spoken())
    row("Unit price", spoken_unit_price)
    row("Pack", lambda p: p.pack)
    row("Best tier", _best_tier)
    row("Brand", lambda p: p.brand)
    row("Rating", lambda p: f"{p.rating:g} of 5" if p.rating is not None else "")
    row("Stock", lambda p: "in stock" if p.stock >= p.moq else "out of stock")
    row("Smallest order", lambda p: str(p.moq))
    row("Delivery", lambda p: _in_days(days(p)))
    row("Seller", lambda p: seller_names.get(p.seller, p.seller))
    for name in _shared_attributes(products):
        row(label(name), lambda p, name=name: p.attributes.get(name, ""))  # type: ignore[misc]
    return Comparison(tuple(p.title for p in products), tuple(rows), difference(products, days))


def difference(products: Sequence[Product], days: Days) -> str:
    """What differs, in a sentence or two."""
    said: list[str] = []
    per = [unit_price(p) for p in products]
    kinds = {found[1] for found in per if found}
    if all(per) and len(kinds) == 1:
        costs = [found[0].minor if found else 0 for found in per]
        low = costs.index(min(costs))
        found = per[low]
        if max(costs) > min(costs) and found is not None:
            save = round(100 * (max(costs) - min(costs)) / max(costs))
            least = f"{products[low].title} costs least per {found[1]}: {found[0].spoken()}"
            said.append(f"{least}, {save}% less than the dearest")
    else:
        prices = [p.price.minor for p in products]
        if max(prices) > min(prices):
            low = prices.index(min(prices))
            said.append(f"{products[low].title} has the lowest price, {products[low].price.spoken()}")
    ratings = [p.rating or 0 for p in products]
    if max(ratings) > min(ratings):
        said.append(f"{products[ratings.index(max(ratings))].title} is rated best, {max(ratings):g} of 5")
    waits = [days(p) for p in products]
    if max(waits) > min(waits):
        said.append(f"{products[waits.index(min(waits))].title} comes soonest, {_in_days(min(waits))}")
    empty = [p.title for p in products if p.stock < p.moq]
    if empty and len(empty) < len(products):
        said.append(f"{' and '.join(empty)} {'is' if len(empty) == 1 else 'are'} out of stock")
    if not said:
        return "They cost the same and differ in nothing that is stated here."
    return ". ".join(said) + "."


def details(product: Product, seller_name: str, days: int) -> str:
    """All that is known of one product, in the same order for all of them."""
    lines = [product.title]
    if product.description:
        lines.append(product.description)
    price = f"Price: {product.price.spoken()}"
    per = spoken_unit_price(product)
    if product.mrp is not None and product.mrp != product.price:
        price += f" (MRP {product.mrp.spoken()})"
    lines.append(price + (f", {per}" if per else ""))
    if product.tiers:
        tiers = "; ".join(f"from {t.from_quantity}: {t.unit_price.spoken()}" for t in product.tiers)
        lines.append(f"Buying more: {tiers}")
    if product.pack:
        lines.append(f"Pack: {product.pack}")
    if product.moq > 1 or product.multiple > 1:
        step = f", in steps of {product.multiple}" if product.multiple > 1 else ""
        lines.append(f"Smallest order: {product.moq}{step}")
    lines.append(f"Stock: {stock_line(product)}")
    if product.rating is not None:
        lines.append(f"Rating: {product.rating:g} of 5")
    if seller_name:
        lines.append(f"Seller: {seller_name}, delivers {_in_days(days)}")
    lines += [f"{label(name)}: {value}" for name, value in product.attributes.items() if value]
    return "\n".join(lines)


def label(name: str) -> str:
    """ "shelf_life_days" as people read it; three letters are an abbreviation."""
    return name.upper() if len(name) <= 3 else name.replace("_", " ").capitalize()


def stock_line(product: Product) -> str:
    """How much is there, in words."""
    if product.stock <= 0:
        return "out of stock just now"
    if product.stock < product.moq:
        return f"only {product.stock} left, less than the smallest order of {product.moq}"
    return f"{product.stock} in stock" if product.stock < 50 else "in stock"


def same_offer(one: Product, other: Product) -> bool:
    """The same thing from two sellers: brand, name and pack agree."""
    if one.sku == other.sku or folded(one.brand) != folded(other.brand):
        return False
    packs = pack_of(one), pack_of(other)
    return packs[0] == packs[1] and folded(one.title) == folded(other.title)


def _best_tier(product: Product) -> str:
    if not product.tiers:
        return ""
    best = product.tiers[-1]
    return f"{best.unit_price.spoken()} from {best.from_quantity}"


def _in_days(days: int) -> str:
    return "today" if days <= 0 else "tomorrow" if days == 1 else f"in {days} days"


def _shared_attributes(products: Sequence[Product]) -> list[str]:
    counted = [name for p in products for name, value in p.attributes.items() if value]
    return [n for n in dict.fromkeys(counted) if counted.count(n) > 1][:_SPECS]
