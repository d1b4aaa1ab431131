"""Who works here: agents, sellers, admins."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Member:
    """Somebody who works here."""

    id: str
    email: str
    name: str
    role: str
    seller: str
    password_hash: str
    active: bool
    sessions: str = ""

    @property
    def mark(self) -> str:
        """Part of every token: a new password, or being locked out, makes another one."""
        return hashlib.sha256((self.password_hash + self.sessions).encode()).hexdigest()[:12]
