"""Three claims of the demo's retailers: one that waits, one that is overdue, one that was settled."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from connectors.files.orders import OrderRow
from demo.world import World
from shop.claims.claim import ClaimRules, Kind
from shop.claims.requests import OpenClaim, SettleClaim
from shop.claims.service import Claims
from shop.money import Money
from storage.database import Database

DESK = "the desk"  # who settled it; nobody works here yet
BY_HAND = ClaimRules(at_once_claims=0)


@dataclass(frozen=True)
class _Story:
    """What is claimed of an order that came so many days before the last one."""

    kind: Kind
    words: str
    pieces: int
    days: range  # ago, that the order came
    least: Money  # that the pieces are worth, so that a person looks at it
    waits_days: int  # from the order to the claim; from the end backwards below zero
    settled: bool = False


STORIES = (
    _Story("damaged", "2 packet phate hue aaye, andar se sab gir gaya", 2, range(4, 7), Money(50_000), -1),
    _Story("short", "peti me 4 kam nikle, bill poora laga hai", 4, range(7, 14), Money(5_000), 1),
    _Story("expired", "3 ki date nikal chuki hai, bech nahi sakte", 3, range(20, 45), Money(5_000), 1, True),
)


def write_claims(db: Database, world: World) -> None:
    """Claim, and settle the last of them; a second time changes nothing."""
    if not world.orders:
        return
    claims, last = Claims(db, BY_HAND), max(row.at for row in world.orders)
    # The seller who can sign in has the one that is overdue.
    first = min(world.sellers, key=lambda seller: seller.name).id if world.sellers else ""
    own = {product.sku for product in world.products if product.seller == first}
    taken: set[str] = set()
    for number, story in enumerate(STORIES):
        found = _of(world, story, last, taken, own if number == 1 else None)
        if found is None:
            continue
        taken |= {found.order_id, found.customer}
        at = last + timedelta(hours=2) if story.waits_days < 0 else found.at + timedelta(days=1)
        asked = OpenClaim(
            found.customer, found.order_id, story.kind, ((found.sku, story.pieces),), words=story.words
        )
        for claim in claims.open(asked, f"demo/claim/{number}", at):
            if story.settled and claim.state == "open":
                claims.settle(SettleClaim(claim.id, DESK, "refund"), at + timedelta(days=1))


def _of(
    world: World, story: _Story, last: datetime, taken: set[str], skus: set[str] | None
) -> OrderRow | None:
    """A line of a delivered order of those days of which so many are worth enough; of these goods alone."""
    for row in reversed(world.orders):
        days = (last.date() - row.at.date()).days
        worth = row.unit_price.minor * story.pieces
        if (
            row.status == "delivered"
            and days in story.days
            and row.quantity > story.pieces
            and worth >= story.least.minor
            and (skus is None or row.sku in skus)
            and not {row.order_id, row.customer} & taken
        ):
            return row
    return None
