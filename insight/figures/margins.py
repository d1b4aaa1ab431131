"""Says what a margin is in this shop, and of how much of its sales one is known; pure."""

from collections.abc import Sequence

from insight.figures.asked import NoFigure
from insight.figures.cut import Part

BY_COST = (
    "What is left of the price after what the goods cost the shop, as their attribute cost_minor says today"
)
BY_MRP = (
    "What is left to the buyer below the MRP: the shop does not state what goods cost it, so its own margin "
    "is not known. MRPs are those of today"
)
RATE = {True: "as a share of the price", False: "as a share of the MRP"}


def definition(costs: bool, rate: bool, known: Sequence[Part], sales: int) -> str:
    """What the margin of these lines is; NoFigure where it is known of none that was sold."""
    covered = sum(part.known for part in known)
    if sales and not covered:
        raise NoFigure("no_margin")
    said = BY_COST if costs else BY_MRP
    share = f" Known for {100 * covered / sales:.1f} % of the sales; the rest is left out." if sales else ""
    part = "" if covered >= sales else share
    return f"{said}, {RATE[costs]}.{part}" if rate else f"{said}.{part}"
