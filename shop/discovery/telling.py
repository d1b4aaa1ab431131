"""Says in a sentence which conditions could not be kept."""

from collections.abc import Callable, Sequence

from shop.discovery.constraints import Constraints
from shop.money import Money


def given_up_sentence(names: Sequence[str], wanted: Constraints) -> str:
    """ "Nothing fits all of it, so I left out: under Rs 30."""
    said = list(dict.fromkeys(_spoken(name, wanted) for name in names))
    return f"Nothing fits all of that. Without “{'” and “'.join(said)}” I found:"


def _spoken(name: str, wanted: Constraints) -> str:
    texts: dict[str, Callable[[], str]] = {
        "price_min": lambda: f"from {Money(wanted.price_min or 0).spoken()}",
        "price_max": lambda: f"up to {Money(wanted.price_max or 0).spoken()}",
        "brands": lambda: "only " + " or ".join(wanted.brands),
        "categories": lambda: "in " + " or ".join(wanted.categories),
        "sellers": lambda: "only that seller",
        "pack": lambda: f"{wanted.pack.spoken()} pack" if wanted.pack else "",
        "pack_min": lambda: "the bigger pack",
        "pack_max": lambda: "the smaller pack",
        "rating_min": lambda: f"rated {wanted.rating_min:g} or more",
        "in_stock": lambda: "in stock",
        "moq_max": lambda: f"smallest order up to {wanted.moq_max}",
        "deliver_by": lambda: f"delivered by {wanted.deliver_by:%d %b}" if wanted.deliver_by else "",
    }
    return texts[name]()
