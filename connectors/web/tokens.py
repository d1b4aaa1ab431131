"""Tokens of the web channel: ours that names a conversation, and the storefront's that names a customer."""

from datetime import UTC, datetime, timedelta

import jwt

from connectors.problems import Problem

LONGEST_CUSTOMER_TOKEN = timedelta(days=1)
CLOCK_SKEW = timedelta(seconds=30)


class SessionTokens:
    """Signs and reads the token that names a conversation; nothing else does."""

    def __init__(self, secret: str, days: int) -> None:
        self._secret = secret
        self._life = timedelta(days=days)

    def sign(self, conversation: str, now: datetime) -> tuple[str, datetime]:
        """A token for this conversation, and when it ends."""
        ends = now + self._life
        claims = {"conversation": conversation, "iat": now, "exp": ends, "aud": "dukan-chat"}
        return jwt.encode(claims, self._secret, "HS256"), ends

    def read(self, token: str) -> str:
        """The conversation that the token names."""
        try:
            claims = jwt.decode(
                token,
                self._secret,
                algorithms=["HS256"],
                audience="dukan-chat",
                # When it was signed does not matter: a clock that was set back ends no chat.
                options={"require": ["exp", "conversation"], "verify_iat": False},
            )
        except jwt.ExpiredSignatureError as err:
            raise Problem(401, "This chat session has ended. Please start a new one.") from err
        except jwt.PyJWTError as err:
            raise Problem(401, "This chat session is not valid. Please start a new one.") from err
        return str(claims["conversation"])


def read_customer_token(token: str, secret: str) -> str:
    """The customer that the storefront vouches for."""
    try:
        claims = jwt.decode(
            token,
            secret,
            algorithms=["HS256"],
            leeway=CLOCK_SKEW,
            options={"require": ["exp", "sub"], "verify_aud": False, "verify_iat": False},
        )
    except jwt.ExpiredSignatureError as err:
        raise Problem(401, "This sign-in has run out. Please sign in to the shop again.") from err
    except jwt.PyJWTError as err:
        raise Problem(401, "The shop's sign-in could not be verified.") from err
    latest = datetime.now(UTC) + LONGEST_CUSTOMER_TOKEN + CLOCK_SKEW
    if int(claims["exp"]) > latest.timestamp():  # compared as a number: no date is as late as it can be
        raise Problem(401, "The shop's sign-in token may be good for a day at most.")
    customer = str(claims["sub"])
    if not customer or len(customer) > 80:
        raise Problem(401, "The shop's sign-in token names no customer.")
    return customer


def bearer(header: str) -> str:
    """The token of an Authorization header."""
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Problem(401, "A session token is needed: Authorization: Bearer ...")
    return token.strip()
