"""What is said of a product: what it is for, how it keeps, who buys it, what a case holds."""

import re
from zlib import crc32

from demo.goods import Family, Size

WORDS = {
    "pouch": "packet",
    "bottle": "bottle",
    "box": "box",
    "bar": "bar",
    "jar": "jar",
    "sack": "bag",
    "tin": "tin",
}

# What a name says of its own container, whatever stands beside it on the shelf.
SAID = (
    (r"Soap\b|Bar\b|Cake of", "bar"),
    (r"Toothpaste|Face Wash|Dant Kanti|Shaving|Antiseptic Cream|Face Cream|Repellent Cream", "tube"),
    (
        r"Liquid|Conditioner|Whitener|Lotion|Oil\b|Shampoo|Mouthwash|Talc|Powder Baby|Deodorant|Spray",
        "bottle",
    ),
    (r"Cold Cream|Beauty Cream|Skin Cream|Moisturiser|Petroleum Jelly", "jar"),
    (r"Pads|Pants|Wipes|Napkin", "packet"),
    (r"Syrup|Crush|Ketchup|Sauce|Vinegar|(?<!Baking )Soda\b|Tonic|Ginger Ale", "bottle"),
    (r"Mayonnaise|Spread|Chutney$|Ghee", "jar"),
    (r"Drink Mix", "packet"),
    (r"Glucose|Papdi|Katli|Laddu|Patisa|Burfi|Kinder|Rocher|Celebrations", "box"),
    (r"Condensed Milk|Rasgulla|Tin\b", "tin"),
)


def description(family: Family, variant: str, size: Size, by_case: bool) -> str:
    """A few sentences that help somebody who buys for his shelf."""
    title, shelf = family.title(variant), family.shelf
    kind = container(family, variant, size)
    whole = f"Carton of {size.case} x {size.label} {title}."
    first = whole if by_case else f"{title}, {size.label} {kind}."
    told = [first, f"{family.about}." if family.about else "", shelf.use]
    months = round(shelf.shelf_days / 30)
    facts = [
        f"Best before {months} months from packing." if shelf.food else "",
        shelf.keep,
        f"Bought by: {shelf.buyers[0].lower()}{shelf.buyers[1:]}",
        f"One full case is {size.case} pieces." if size.case and not by_case else "",
    ]
    turn = crc32(title.encode()) % 3  # the same order of sentences on every card reads like a machine
    return " ".join(part for part in [*told, *facts[turn:], *facts[:turn]] if part)


def container(family: Family, variant: str, size: Size) -> str:
    """What this size comes in: what its name says, else its shelf's; large and tiny ones otherwise."""
    amount = float(size.amount) * {"kg": 1, "L": 1, "g": 0.001, "ml": 0.001}.get(size.unit, 0)
    if 0 < amount <= 0.012 and family.shelf.shape not in {"bar", "jar"}:
        return "sachet"
    if size.unit in {"L", "ml"} and amount >= 15:
        return "tin"
    if size.unit in {"kg", "g"} and (amount >= 20 or (not family.brand and amount >= 5)):
        return "bag"
    title = family.title(variant)
    if size.unit in {"L", "ml"} and amount >= 0.25 and re.search(r"Drink$|Fizz|Pulpy|Masala Soda", title):
        return "bottle"
    return next((word for said, word in SAID if re.search(said, title)), WORDS[family.shelf.shape])
