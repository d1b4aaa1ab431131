"""Puts the demo marketplace into a shop as a person at a terminal watches."""

from datetime import UTC, datetime, timedelta

from app.commands.terminal import console, named_bar
from app.settings import Settings
from demo.seeding import seed, was_begun, was_seeded
from shop.catalogue.service import Catalogue
from storage.database import Database


def seed_once(settings: Settings, db: Database) -> None:
    """The demo, if it is not there yet. A shop that has products of its own is left alone."""
    if was_seeded(db):
        console.print("[green]✓[/green] Demo marketplace (unchanged)")
    elif not was_begun(db) and Catalogue(db).version():
        console.print("[yellow]-[/yellow] Demo marketplace: not added, this shop has products of its own")
    else:
        seed_now(settings, db)


def seed_now(settings: Settings, db: Database) -> None:
    """The demo, or what is lacking of it."""
    with named_bar("Demo marketplace") as told:
        yesterday = datetime.now(UTC).date() - timedelta(days=1)  # no order is from later today
        counts = seed(db, settings.demo_seed, yesterday, told)
    console.print(f"[green]✓[/green] Demo marketplace ({counts.new:,} rows new)", highlight=False)
