"""`dukan voucher`, `dukan credit`, `dukan limit`: what a shop agrees with its customers."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

import typer

from app.commands.terminal import Data, console, settings_or_exit
from shop.cart.service.vouchers import Vouchers
from shop.cart.vouchers import Voucher
from shop.checkout.service.approvals import SpendingLimits
from shop.checkout.service.limits import Credits
from shop.errors import ShopError
from shop.money import Money
from storage.database import Database

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day, as 2026-11-30.")]


def register(cli: typer.Typer) -> None:
    """Add these commands."""
    cli.command()(voucher)
    cli.command()(credit)
    cli.command()(limit)


def voucher(
    code: str,
    percent: Annotated[int, typer.Option(min=0, max=100, help="Per cent off the goods.")] = 0,
    amount: Annotated[str, typer.Option(help="Or so much off, for example 50.")] = "",
    at_most: Annotated[str, typer.Option(help="What a percentage may take off.")] = "",
    least: Annotated[str, typer.Option(help="Only for carts of this much.")] = "",
    starts: Day = None,
    ends: Day = None,
    uses: Annotated[int | None, typer.Option(min=1, help="How often in all.")] = None,
    uses_each: Annotated[int | None, typer.Option(min=1, help="How often by one customer.")] = None,
    customer: Annotated[str, typer.Option(help="Only for this customer's id.")] = "",
    group: Annotated[str, typer.Option(help="Only for this price group.")] = "",
    data: Data = None,
) -> None:
    """Make a voucher, or change the one of this code."""
    if not percent and not amount:
        raise typer.BadParameter("a voucher takes off --percent or --amount")
    made = Voucher(
        code,
        percent=percent,
        amount=_money(amount),
        at_most=_money(at_most),
        least_total=_money(least),
        starts_at=starts.replace(tzinfo=UTC) if starts else None,
        ends_at=ends.replace(tzinfo=UTC) if ends else None,
        uses=uses,
        uses_each=uses_each,
        customer=customer,
        group=group,
    )
    Vouchers(_database(data)).put(made)
    console.print(f"The voucher {code.upper()} is good.", highlight=False)


def credit(
    customer: str,
    most: Annotated[str, typer.Argument(help="How much may be open; 0 ends it.")],
    days: Annotated[int, typer.Option(min=1, help="Days until it has to be paid.")] = 15,
    data: Data = None,
) -> None:
    """Let a customer order on account up to an amount."""
    credits = Credits(_database(data))
    _or_exit(lambda: credits.put(customer, _money(most) or Money(0), days))
    console.print(f"{customer} may order on account for {Money.of(most).spoken()}.", highlight=False)


def limit(
    customer: str,
    most: Annotated[str, typer.Argument(help="Orders above this need a yes; empty lifts the limit.")] = "",
    approver: Annotated[str, typer.Option(help="The id of who says yes or no.")] = "",
    data: Data = None,
) -> None:
    """Set a company's spending limit: above it, a second person of theirs has to agree."""
    if most and not approver:
        raise typer.BadParameter("--approver says whose yes is needed")
    limits = SpendingLimits(_database(data))
    _or_exit(lambda: limits.put(customer, _money(most), approver))
    said = f"needs a yes of {approver} above {Money.of(most).spoken()}" if most else "has no spending limit"
    console.print(f"{customer} {said}.", highlight=False)


def _database(data: Data) -> Database:
    settings = settings_or_exit(data=data)
    db = Database(settings.database, sync=settings.sqlite_sync)
    db.migrate()
    return db


def _money(text: str) -> Money | None:
    if not text:
        return None
    try:
        return Money.of(text)
    except ValueError as err:
        raise typer.BadParameter(str(err)) from err


def _or_exit(work: Callable[[], None]) -> None:
    try:
        work()
    except ShopError as refusal:
        console.print(str(refusal), highlight=False)
        raise typer.Exit(1) from refusal
