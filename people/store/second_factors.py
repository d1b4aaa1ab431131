"""SQL on the secrets of authenticator apps."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, text, update

from people.tables import second_factors
from storage.database import insert_into
from storage.sealed import MARK


@dataclass(frozen=True)
class Factor:
    """What is stored of one member: the sealed secret, and the step of the last code."""

    secret: str
    confirmed: bool
    last_used: int


def factor_of(tx: Connection, member: str, *, lock: bool = False) -> Factor | None:
    """Read what this member has; locked until the transaction ends where that is asked for."""
    query = select(second_factors).where(second_factors.c.staff_id == member)
    row = tx.execute(query.with_for_update() if lock else query).first()
    return Factor(row.secret, row.confirmed, row.last_used) if row else None


def save_new_secret(tx: Connection, member: str, secret: str) -> None:
    """Save a fresh secret in the place of what is there."""
    fresh = {"secret": secret, "last_used": 0}
    tx.execute(
        insert_into(tx, second_factors)
        .values(staff_id=member, confirmed=False, **fresh)
        .on_conflict_do_update(index_elements=["staff_id"], set_=fresh)
    )


def confirm_factor(tx: Connection, member: str) -> None:
    """Ask for a code from now on."""
    tx.execute(update(second_factors).where(second_factors.c.staff_id == member).values(confirmed=True))


def use_step(tx: Connection, member: str, step: int) -> None:
    """Save that this step's code was used."""
    tx.execute(update(second_factors).where(second_factors.c.staff_id == member).values(last_used=step))


def drop_factor(tx: Connection, member: str) -> bool:
    """Forget the secret; False where there is none."""
    return tx.execute(delete(second_factors).where(second_factors.c.staff_id == member)).rowcount > 0


def plain_secrets(tx: Connection) -> list[tuple[str, str]]:
    """Find the members whose secrets earlier versions stored as they were."""
    plain = select(second_factors.c.staff_id, second_factors.c.secret).where(
        second_factors.c.secret.not_like(f"{MARK}%")
    )
    return [(row.staff_id, row.secret) for row in tx.execute(plain)]


def replace_secret(tx: Connection, member: str, secret: str) -> None:
    """Save this in the place of the secret, and leave no page of the file that holds what stood there."""
    if tx.dialect.name == "sqlite":
        tx.execute(text("pragma secure_delete = on"))
    tx.execute(update(second_factors).where(second_factors.c.staff_id == member).values(secret=secret))
