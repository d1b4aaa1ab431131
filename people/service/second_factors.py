"""Codes of authenticator apps, for those of the staff who want them."""

from datetime import datetime

from people.authenticator import fitting, new_secret
from people.store import second_factors as store
from storage.audit import record
from storage.database import Database, Tx
from storage.sealed import sealed, unsealed


class SecondFactors:
    """Secrets of members, sealed with the shop's key, and what was used of them."""

    def __init__(self, db: Database, key: str) -> None:
        self.db, self._key = db, key

    def seal_plain(self) -> None:
        """Seal what earlier versions stored as it was."""
        with self.db.write() as tx:
            for member, secret in store.plain_secrets(tx):
                store.replace_secret(tx, member, sealed(self._key, member, secret))

    def on(self, member: str) -> bool:
        """Whether this member signs in with a code."""
        with self.db.read() as tx:
            factor = store.factor_of(tx, member)
        return factor is not None and factor.confirmed

    def begin(self, member: str) -> str:
        """Make a new secret, good once its first code has come; what is in use stays, and "" is returned."""
        secret = new_secret()
        with self.db.write() as tx:
            factor = store.factor_of(tx, member)
            if factor is not None and factor.confirmed:
                return ""
            store.save_new_secret(tx, member, sealed(self._key, member, secret))
        return secret

    def confirm(self, member: str, code: str, now: datetime) -> bool:
        """Ask for a code from now on, where the app shows the right one."""
        with self.db.write() as tx:
            if not self._use(tx, member, code, now):
                return False
            store.confirm_factor(tx, member)
            record(tx, now, member, "second_factor_on", subject=member)
            return True

    def drop(self, member: str, by: str, now: datetime) -> None:
        """Ask for no code again: by the member, or by an admin for who has lost the phone."""
        with self.db.write() as tx:
            if store.drop_factor(tx, member):
                record(tx, now, by, "second_factor_off", subject=member)

    def lets_in(self, member: str, code: str, now: datetime) -> bool:
        """Whether this is enough: no code is asked of who has none."""
        if not self.on(member):
            return True
        with self.db.write() as tx:
            return self._use(tx, member, code, now)

    def _use(self, tx: Tx, member: str, code: str, now: datetime) -> bool:
        factor = store.factor_of(tx, member, lock=True)
        secret = unsealed(self._key, member, factor.secret) if factor else ""
        step = fitting(secret, code, now, factor.last_used) if factor and secret else 0
        if step:
            store.use_step(tx, member, step)
        return bool(step)
