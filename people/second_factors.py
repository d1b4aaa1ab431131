"""Codes of an authenticator app (RFC 6238), for those of the staff who want them; each is good once."""

import base64
import hashlib
import hmac
import secrets
import struct
from datetime import datetime

from sqlalchemy import Connection, delete, select, text, update

from people.tables import second_factors
from storage.audit import record
from storage.database import Database
from storage.sealed import MARK, sealed, unsealed

STEP = 30  # seconds
DRIFT = 1  # steps that a phone's clock may be off


def code_at(secret: str, step: int) -> str:
    """The six digits of this step."""
    mac = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    at = mac[-1] & 15
    return f"{(int.from_bytes(mac[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def fitting(secret: str, code: str, now: datetime, last_used: int) -> int:
    """The step that this code is of; 0 where it fits none, or one that was used before."""
    given = code.replace(" ", "").encode(errors="replace")
    here = int(now.timestamp()) // STEP
    steps = (step for step in range(here - DRIFT, here + DRIFT + 1) if step > last_used)
    return next((step for step in steps if hmac.compare_digest(code_at(secret, step).encode(), given)), 0)


class SecondFactors:
    """Secrets of members, sealed with the shop's key, and what was used of them."""

    def __init__(self, db: Database, key: str) -> None:
        self.db, self._key = db, key

    def seal_plain(self) -> None:
        """Seal what earlier versions stored as it was."""
        with self.db.write() as tx:
            if self.db.is_sqlite:
                tx.execute(text("pragma secure_delete = on"))  # no page keeps what stood there
            plain = select(second_factors.c.staff_id, second_factors.c.secret).where(
                second_factors.c.secret.not_like(f"{MARK}%")
            )
            for member, secret in tx.execute(plain).all():
                tx.execute(
                    update(second_factors)
                    .where(second_factors.c.staff_id == member)
                    .values(secret=sealed(self._key, member, secret))
                )

    def on(self, member: str) -> bool:
        """Whether this member signs in with a code."""
        with self.db.read() as tx:
            return bool(
                tx.execute(
                    select(second_factors.c.confirmed).where(second_factors.c.staff_id == member)
                ).scalar()
            )

    def begin(self, member: str) -> str:
        """A new secret, good once its first code has come; what is in use stays."""
        secret = base64.b32encode(secrets.token_bytes(20)).decode()
        fresh = {"secret": sealed(self._key, member, secret), "last_used": 0}
        with self.db.write() as tx:
            row = tx.execute(select(second_factors).where(second_factors.c.staff_id == member)).first()
            if row is not None and row.confirmed:
                return ""
            tx.execute(
                self.db.insert(second_factors)
                .values(staff_id=member, confirmed=False, **fresh)
                .on_conflict_do_update(index_elements=["staff_id"], set_=fresh)
            )
        return secret

    def confirm(self, member: str, code: str, now: datetime) -> bool:
        """The app shows the right code: from now on it is asked for."""
        with self.db.write() as tx:
            if not self._use(tx, member, code, now):
                return False
            tx.execute(
                update(second_factors).where(second_factors.c.staff_id == member).values(confirmed=True)
            )
            record(tx, now, member, "second_factor_on", subject=member)
            return True

    def drop(self, member: str, by: str, now: datetime) -> None:
        """Without a code again: by the member, or by an admin for who has lost the phone."""
        with self.db.write() as tx:
            done = tx.execute(delete(second_factors).where(second_factors.c.staff_id == member))
            if done.rowcount:
                record(tx, now, by, "second_factor_off", subject=member)

    def lets_in(self, member: str, code: str, now: datetime) -> bool:
        """Whether this is enough: no code is asked of who has none."""
        if not self.on(member):
            return True
        with self.db.write() as tx:
            return self._use(tx, member, code, now)

    def _use(self, tx: Connection, member: str, code: str, now: datetime) -> bool:
        row = tx.execute(
            select(second_factors).where(second_factors.c.staff_id == member).with_for_update()
        ).first()
        secret = unsealed(self._key, member, row.secret) if row is not None else ""
        step = fitting(secret, code, now, row.last_used) if row is not None and secret else 0
        if step:
            tx.execute(
                update(second_factors).where(second_factors.c.staff_id == member).values(last_used=step)
            )
        return bool(step)
