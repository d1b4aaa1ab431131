"""Signing in: passwords, the token of a member of staff, and what keeps both from being abused."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import jwt
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from starlette.exceptions import HTTPException
from starlette.requests import Request

from storage.second_factors import SecondFactors
from storage.sign_ins import SignIns
from storage.staff import Member, Staff

COOKIE = "dukan_staff"
LIFE = timedelta(hours=12)
TRIES_BY_EMAIL = 5  # within storage.sign_ins.WITHIN
TRIES_BY_ADDRESS = 30
SAFE = {"GET", "HEAD", "OPTIONS"}

CODE_WANTED = "Please give the six digits of your authenticator app too."

_hasher = PasswordHasher()
# Verified against when nobody has the address, so that both answers take the same time.
_nobody = _hasher.hash(secrets.token_urlsafe(16))


class CodeWanted(HTTPException):
    """The password is right; the code of the second factor is missing or wrong."""


@dataclass(frozen=True)
class Session:
    """Somebody who is signed in."""

    member: Member
    token_id: str


class SigningIn:
    """Gives tokens for passwords, and members for tokens."""

    def __init__(self, staff: Staff, sign_ins: SignIns, factors: SecondFactors, secret: str) -> None:
        self._staff = staff
        self._sign_ins = sign_ins
        self._factors = factors
        self._secret = secret

    def token(
        self, email: str, password: str, address: str, now: datetime, code: str = ""
    ) -> tuple[str, Member, datetime]:
        """A token for the right password, and the right code of who has a second factor.

        401 or 429 with one sentence otherwise. That a code is missing is only told to who knows
        the password.
        """
        email = email.strip().lower()[:200]
        if (
            self._sign_ins.failures(email, now) >= TRIES_BY_EMAIL
            or self._sign_ins.failures(f"ip:{address}", now) >= TRIES_BY_ADDRESS
        ):
            raise HTTPException(429, "Too many tries. Please wait a quarter of an hour.")
        member = self._staff.by_email(email)
        if (
            not _fits(member.password_hash if member else _nobody, password)
            or not member
            or not member.active
        ):
            self._sign_ins.failed((email, f"ip:{address}"), now)
            raise HTTPException(401, "That e-mail address and password do not go together.")
        if not self._factors.lets_in(member.id, code, now):
            if code:  # the password alone is no guess at the code
                self._sign_ins.failed((email, f"ip:{address}"), now)
            raise CodeWanted(401, "That code is not right." if code else CODE_WANTED)
        self._sign_ins.worked(email)
        return self.sign(member, now), member, now + LIFE

    def sign(self, member: Member, now: datetime) -> str:
        """A token for this member; a new password ends it."""
        claims = {
            "sub": member.id,
            "role": member.role,
            "password": _mark(member),
            "jti": secrets.token_urlsafe(9),
            "iat": now,
            "exp": now + LIFE,
            "aud": "dukan-staff",
        }
        return jwt.encode(claims, self._secret, "HS256")

    def read(self, token: str) -> Session:
        """Who the token names, as the staff list knows them now."""
        try:
            claims = jwt.decode(
                token,
                self._secret,
                algorithms=["HS256"],
                audience="dukan-staff",
                options={"require": ["exp", "sub", "jti"]},
            )
        except jwt.PyJWTError as err:
            raise HTTPException(401, "You are not signed in, or no longer.") from err
        member = self._staff.by_id(str(claims["sub"]))
        if member is None or not member.active or claims.get("password") != _mark(member):
            raise HTTPException(401, "You are not signed in, or no longer.")
        return Session(member, str(claims["jti"]))

    def csrf(self, session: Session) -> str:
        """What a page of this session has to send along with everything that changes something."""
        return hmac.new(
            self._secret.encode(), f"csrf:{session.token_id}".encode(), hashlib.sha256
        ).hexdigest()

    def of(self, request: Request) -> Session:
        """Who asks: by a bearer token, or by the cookie of the desk's own pages."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and given.strip():
            return self.read(given.strip())
        session = self.read(request.cookies.get(COOKIE, ""))
        if request.method not in SAFE:
            sent = request.headers.get("x-csrf-token", "")
            if not hmac.compare_digest(sent.encode(), self.csrf(session).encode()):
                raise HTTPException(403, "This page is out of date. Please load it again.")
        return session


def _fits(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _mark(member: Member) -> str:
    return hashlib.sha256(member.password_hash.encode()).hexdigest()[:12]


def now() -> datetime:
    """The time, in one place for every route."""
    return datetime.now(UTC)
