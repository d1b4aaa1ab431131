"""How the demo's marketplace brings goods from Pune: in town, in the region, in the rest of the country."""

from shop.delivery.ways import EVERYWHERE, PICKUP, Rate

TOWN, REGION, COUNTRY = ("in town", ("411",)), ("in the region", ("4",)), ("elsewhere", (EVERYWHERE,))
FREE_FROM = 500_000
RATES = (
    Rate(*TOWN, "standard", "Standard", 4_000, 1, FREE_FROM),
    Rate(*REGION, "standard", "Standard", 8_000, 3, FREE_FROM),
    Rate(*COUNTRY, "standard", "Standard", 15_000, 6, FREE_FROM),
    Rate(*TOWN, "express", "Express", 9_000, 0),
    Rate(*REGION, "express", "Express", 18_000, 1),
    Rate(*TOWN, PICKUP, "Pick up yourself", 0, 0),
)
