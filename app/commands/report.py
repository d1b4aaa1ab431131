"""`dukan report recommendations`: what was shown, what came of it, and whether it helped."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from app.commands.terminal import Data, console, settings_or_exit
from insight.recommending.experiments import BASKET, Did, Difference, compare
from insight.recommending.reasons import in_words
from insight.recommending.service import RecommendationRecords
from insight.recommending.suggestion import Suggestion
from storage.database import Database

reports = typer.Typer(help="What the shop's figures say.", no_args_is_help=True)
KINDS = ("impression", "tap", "add", "purchase", "refusal")
MEASURES = {
    "conversion": "Customers who ordered",
    "cart_lines": "Lines an order",
    "order_value": "Value of an order",
}


def register(cli: typer.Typer) -> None:
    """Add these commands."""
    cli.add_typer(reports, name="report")


@reports.callback()
def _reports() -> None:
    """Reports are commands of a group, also while there is one."""


@reports.command("recommendations")
def recommendations(
    data: Data = None,
    days: Annotated[int, typer.Option(min=1, help="How far to look back.")] = 30,
    plot: Annotated[Path | None, typer.Option(help="Also draw it: a .png or .svg file.")] = None,
) -> None:
    """Impressions, adds and purchases by reason; the live experiment with 95 % intervals."""
    settings = settings_or_exit(data=data)
    db = Database(settings.database)
    try:
        since = datetime.now(UTC) - timedelta(days=days)
        store = RecommendationRecords(db)
        store.note_purchases(since)
        counts = store.counts(since)
        did = [Did(one.arm, one.orders, one.lines, one.minor) for one in store.outcomes(BASKET.name, since)]
    finally:
        db.close()
    if not counts:
        console.print(f"Nothing was suggested to anybody within the last {days} days.")
        raise typer.Exit
    found = compare(did, BASKET)
    console.print(_by_reason(counts))
    console.print(_by_arm(found, did))
    if plot:
        draw(found, plot)
        console.print(f"Drawn to {plot}")


@reports.command("basket")
def basket(
    customers: Annotated[
        list[str] | None, typer.Argument(help="Customers by id; without any, the three who ordered last.")
    ] = None,
    data: Data = None,
) -> None:
    """What the shop would propose to these customers now, in which quantity, and why."""
    from app.recommender import open_suggesting  # noqa: PLC0415  # slow to load, and only needed here
    from shop.catalogue.service import Catalogue  # noqa: PLC0415  # the same

    settings = settings_or_exit(data=data)
    db = Database(settings.database)
    try:
        suggesting = open_suggesting(settings.data, db, Catalogue(db))
        now = datetime.now(UTC)
        if suggesting.recommender.model.until is None:
            console.print("Nothing was learned yet: start the shop, and it learns within a minute.")
        for one in customers or suggesting.store.who_ordered_last(3):
            found = suggesting.recommender.propose_basket(one, now)
            console.print(_basket_of(suggesting.store.name(one) or one, found))
    finally:
        db.close()


def _basket_of(name: str, found: Sequence[Suggestion]) -> Table:
    table = Table("Pieces", "Product", "Each", "Why", title=name, title_justify="left")
    for one in found:
        each = one.product.unit_price_at(one.quantity).spoken()
        table.add_row(str(one.quantity), one.product.title, each, in_words(one.reason))
    if not found:
        table.add_row("", "nothing to propose", "", "")
    return table


def _by_reason(counts: Sequence[Mapping[str, Any]]) -> Table:
    totals: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in counts:
        totals[(one["place"], one["reason"])][one["kind"]] += one["n"]
    table = Table("Where", "Reason", "Shown", "Tapped", "Added", "Bought", "Refused", "Bought of shown")
    for (place, reason), by in sorted(totals.items(), key=lambda pair: -pair[1]["impression"]):
        share = by["purchase"] / by["impression"] if by["impression"] else 0.0
        table.add_row(place, reason, *(f"{by[kind]:,}" for kind in KINDS), f"{share:.1%}")
    return table


def _by_arm(found: Sequence[Difference], did: Sequence[Did]) -> Table:
    arms = ", ".join(f"{arm}: {sum(one.arm == arm for one in did)}" for arm, _ in BASKET.arms)
    table = Table(
        "Measure", "Control", "Learned", "Uplift", "95 % interval", "Found?", title=f"Customers ({arms})"
    )
    for one in found:
        change, low, high = one.relative()
        verdict = "yes" if one.found else "no difference found"
        table.add_row(
            MEASURES[one.measure],
            *(_figure(one.measure, value) for value in (one.control, one.treated)),
            f"{change:+.1%}",
            f"{low:+.1%} to {high:+.1%}",
            verdict,
        )
    if not found:
        table.add_row("too few customers in one of the arms to compare", "", "", "", "", "")
    return table


def _figure(measure: str, value: float) -> str:
    if measure == "conversion":
        return f"{value:.1%}"
    return f"{value / 100:,.2f}" if measure == "order_value" else f"{value:.2f}"


def draw(found: Sequence[Difference], path: Path) -> None:
    """Uplift of each measure with its interval."""
    import matplotlib as mpl  # noqa: PLC0415  # slow to load, and only needed here

    mpl.use("Agg")
    import matplotlib.pyplot as plt  # noqa: PLC0415  # the same

    figure, axes = plt.subplots(figsize=(7, 1.2 + 0.6 * max(1, len(found))))
    for place, one in enumerate(found):
        change, low, high = (100 * value for value in one.relative())
        axes.errorbar(
            change, place, xerr=[[change - low], [high - change]], fmt="o", capsize=4, color="#1a5fb4"
        )
    axes.axvline(0, color="#888888", linewidth=1)
    axes.set_yticks(range(len(found)), [MEASURES[one.measure] for one in found])
    axes.set_xlabel("Uplift over the control in percent, with 95 % interval")
    axes.set_ylim(-0.6, max(1, len(found)) - 0.4)
    figure.tight_layout()
    figure.savefig(path)
    plt.close(figure)
