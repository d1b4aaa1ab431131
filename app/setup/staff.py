"""The first people who can sign in, with passwords made for this installation."""

import secrets
from datetime import datetime

from argon2 import PasswordHasher

from people.service.staff import Staff
from shop.catalogue.service import Catalogue
from storage.database import Database

FIRST = (
    ("admin@dukan.example", "Admin", "admin"),
    ("asha@dukan.example", "Asha", "agent"),
    ("ravi@dukan.example", "Ravi", "agent"),
    ("seller@dukan.example", "First seller", "seller"),
)
_hasher = PasswordHasher()


def ensure_staff(db: Database, now: datetime) -> list[str]:
    """Take the first people on if they are not there; lines that tell their passwords, shown once."""
    people = Staff(db)
    sellers = Catalogue(db).sellers()
    lines = []
    for email, name, role in FIRST:
        if people.by_email(email) is None:
            password = secrets.token_urlsafe(9)
            seller = sellers[0].id if role == "seller" and sellers else ""
            if people.add(email, name, role, _hasher.hash(password), now, seller=seller):
                lines.append(f"  {role:<7} {email:<22} {password}")
    if lines:
        return ["", "Sign in (written down nowhere else; dukan staff-password makes new ones):", *lines]
    return ["", "Staff passwords were shown at the first start; dukan staff-password EMAIL makes a new one."]


def new_password(db: Database, email: str) -> str | None:
    """A new password for this address; None when nobody has it."""
    password = secrets.token_urlsafe(9)
    return password if Staff(db).set_password(email, _hasher.hash(password)) else None
