"""Signing in: the token of a member of staff, and what keeps passwords and codes from being guessed.

Nobody can lock somebody else out. A device that has signed in before carries a proof of it and is
counted by itself; strangers are counted by account and address together, which soon stops them, and by
each alone, which only slows them down.
"""

import asyncio
import hashlib
import hmac
import ipaddress
import math
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from people.member import Member
from people.passwords import NOBODY, Passwords
from people.service.second_factors import SecondFactors
from people.service.sign_ins import SignIns
from people.service.staff import Staff
from people.sign_in_limits import Limit

COOKIE = "dukan_staff"
DEVICE = "dukan_device"
LIFE = timedelta(hours=12)
DEVICE_LIFE = timedelta(days=180)
SAFE = {"GET", "HEAD", "OPTIONS"}

CODE_WANTED = "Please give the six digits of your authenticator app too."
WRONG_CODE = "That code is not right. Look at the app again."
NOT_IN = "You are not signed in, or no longer."


class CodeWanted(HTTPException):
    """The password is right; the code of the second factor is missing or wrong."""


@dataclass(frozen=True)
class Session:
    """Somebody who is signed in."""

    member: Member
    token_id: str
    ends: datetime


@dataclass(frozen=True)
class SignedIn:
    """What a right password gets: a token, and a proof that this device has been here."""

    member: Member
    token: str
    ends: datetime
    device: str


class SigningIn:
    """Gives tokens for passwords, and members for tokens."""

    def __init__(self, staff: Staff, sign_ins: SignIns, factors: SecondFactors, secret: str) -> None:
        self._staff = staff
        self._sign_ins = sign_ins
        self._factors = factors
        self._secret = secret
        self.passwords = Passwords()

    async def sign_in(  # what a form has, and where it came from
        self, email: str, password: str, address: str, now: datetime, code: str = "", device: str = ""
    ) -> SignedIn:
        """Give a token for the right password, and the right code of who has a second factor.

        401 or 429 with one sentence otherwise. That a code is missing is only told to who knows
        the password.
        """
        email = email.strip().lower()[:200]
        member = await asyncio.to_thread(self._staff.by_email, email)
        known = self._device(device, member)
        if known:
            own, shared = [_own(f"device {known}")], []
        else:
            network = _network(address)
            own = [_own(f"{email} from {network}")]
            shared = [_slowed(f"account {email}", 20), _slowed(f"address {network}", 30)]
        await self.begin(own + shared, now)
        stored = member.password_hash if member else NOBODY
        who = known or _network(address)
        fits = await self.passwords.fits(stored, password, who, known=bool(known))
        if not fits or not member or not member.active:
            raise HTTPException(401, "That e-mail address and password do not go together.")
        if await asyncio.to_thread(self._factors.on, member.id):
            if not code:  # the password alone is no guess at the code
                await asyncio.to_thread(self._sign_ins.worked, own, shared)
                raise CodeWanted(401, CODE_WANTED)
            codes = [_own(f"code {member.id} {known or 'strangers'}")]
            await self.begin(codes, now)
            if not await asyncio.to_thread(self._factors.lets_in, member.id, code, now):
                raise CodeWanted(401, "That code is not right.")
            own += codes
        await asyncio.to_thread(self._sign_ins.worked, own, shared)
        device = device if known else self._proof(member, now)
        return SignedIn(member, self.sign(member, now), now + LIFE, device)

    async def prove(self, member: Member, password: str, now: datetime, code: str | None = None) -> None:
        """Prove that they know their own password, and the code where it is asked: else 422 or 429."""
        own = [_own(f"member {member.id}")]
        await self.begin(own, now)
        if not await self.passwords.fits(member.password_hash, password, member.id, known=True):
            raise HTTPException(422, "That is not your password.")
        if code is not None and not await asyncio.to_thread(self._factors.lets_in, member.id, code, now):
            raise HTTPException(422, WRONG_CODE)
        await asyncio.to_thread(self._sign_ins.worked, own, [])

    async def begin(self, limits: list[Limit], now: datetime) -> None:
        """Count a try; 429 where the next has to wait."""
        wait = await asyncio.to_thread(self._sign_ins.begin, limits, now)
        if wait:
            seconds = math.ceil(wait.total_seconds())
            spoken = f"{seconds} seconds" if seconds <= 90 else f"{seconds // 60 + 1} minutes"
            raise HTTPException(429, f"Too many tries. Please wait {spoken}.", {"Retry-After": str(seconds)})

    def sign(self, member: Member, now: datetime) -> str:
        """Make a token for this member; a new password ends it."""
        return self._signed("dukan-staff", member, now, LIFE, password=member.mark)

    def _proof(self, member: Member, now: datetime) -> str:
        return self._signed("dukan-device", member, now, DEVICE_LIFE)

    def _signed(self, kind: str, member: Member, now: datetime, life: timedelta, **more: str) -> str:
        claims = {"sub": member.id, "jti": secrets.token_urlsafe(9), "exp": now + life, "aud": kind, **more}
        return jwt.encode(claims, self._secret, "HS256")

    def _claims(self, token: str, kind: str) -> dict[str, Any] | None:
        try:
            return jwt.decode(
                token,
                self._secret,
                algorithms=["HS256"],
                audience=kind,
                # When it was signed does not matter: a clock that was set back signs nobody out.
                options={"require": ["exp", "sub", "jti"], "verify_iat": False},
            )
        except jwt.PyJWTError:
            return None

    def _device(self, proof: str, member: Member | None) -> str:
        """Name the device, if this member has signed in on it; "" for any other."""
        claims = self._claims(proof, "dukan-device") if proof and member else None
        return str(claims["jti"]) if claims and member and claims["sub"] == member.id else ""

    def session_for(self, token: str) -> Session:
        """Find whom the token names, as the staff list knows them now; else 401."""
        claims = self._claims(token, "dukan-staff")
        member = self._staff.by_id(str(claims["sub"])) if claims else None
        if claims is None or member is None or not member.active or claims.get("password") != member.mark:
            raise HTTPException(401, NOT_IN)
        session = str(claims["jti"])
        if self._sign_ins.ended([session]):
            raise HTTPException(401, NOT_IN)
        return Session(member, session, datetime.fromtimestamp(int(claims["exp"]), UTC))

    def end(self, session: Session) -> None:
        """Sign out: the token, or the cookie with it, opens nothing any more."""
        self._sign_ins.end(session.token_id, session.ends, now())

    def ended(self, sessions: Collection[Session]) -> set[str]:
        """Find the tokens of those of these sessions that are over by now, for whatever reason."""
        ended = self._sign_ins.ended(s.token_id for s in sessions)
        marks = self._staff.marks({s.member.id for s in sessions})
        at = now()
        return ended | {
            s.token_id for s in sessions if s.ends <= at or marks.get(s.member.id) != s.member.mark
        }

    def csrf(self, session: Session) -> str:
        """Make what a page of this session has to send along with everything that changes something."""
        return hmac.new(
            self._secret.encode(), f"csrf:{session.token_id}".encode(), hashlib.sha256
        ).hexdigest()

    def session_of(self, request: Request) -> Session:
        """Find who asks: by a bearer token, or by the cookie of the desk's own pages; else 401 or 403."""
        given = bearer(request)
        if given:
            return self.session_for(given)
        session = self.session_for(request.cookies.get(COOKIE, ""))
        if request.method not in SAFE:
            sent = request.headers.get("x-csrf-token", "")
            if not hmac.compare_digest(sent.encode(), self.csrf(session).encode()):
                raise HTTPException(403, "This page is out of date. Please load it again.")
        return session


def bearer(request: Request) -> str:
    """Read the token of a program; "" where a page asks."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return given.strip() if scheme.lower() == "bearer" else ""


def put_cookie(answer: Response, name: str, value: str, life: timedelta, *, secure: bool) -> None:
    """Put a cookie of ours into the browser, out of the reach of scripts and of other sites."""
    answer.set_cookie(
        name,
        value,
        max_age=int(life.total_seconds()),
        httponly=True,
        secure=secure,
        samesite="strict",
        path="/",
    )


def address_of(request: Request) -> str:
    """Say where a request came from; behind a trusted proxy what that says."""
    return request.client.host if request.client else ""


def _own(who: str) -> Limit:
    return Limit(who, 5, timedelta(minutes=1), timedelta(minutes=15))


def _slowed(who: str, free: int) -> Limit:
    return Limit(who, free, timedelta(seconds=1), timedelta(minutes=1))


def _network(address: str) -> str:
    """Cut an address to what is counted: who has one of IPv6 has as many as they like beside it."""
    try:
        given = ipaddress.ip_address(address)
    except ValueError:  # a local socket, or what a proxy wrote
        return address[:80]
    if isinstance(given, ipaddress.IPv4Address):
        return str(given)
    return str(given.ipv4_mapped or ipaddress.ip_network(f"{given}/64", strict=False))


def now() -> datetime:
    """Read the time, in one place for every route."""
    return datetime.now(UTC)
