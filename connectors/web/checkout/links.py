"""Signed links: nobody can make one, and one ends by itself."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from chat.words import Words
from connectors.web.checkout.words import ALTERED, OVER

GOOD_FOR = timedelta(minutes=30)


class BadLink(Exception):
    """Altered, made up or over; says so to the customer."""

    def __init__(self, said: Words) -> None:
        super().__init__(said.en)
        self.said = said

    def in_(self, locale: str) -> str:
        """Say it in this language."""
        return self.said.in_(locale)


class Links:
    """Makes and reads links to one kind of thing with one secret."""

    def __init__(self, secret: str, public_url: str, kind: str = "checkout", over: Words = OVER) -> None:
        self._secret, self._url, self._kind, self._over = secret.encode(), public_url.rstrip("/"), kind, over

    def url(self, name: str, now: datetime | None = None, good_for: timedelta = GOOD_FOR) -> str:
        """The address of this one's page."""
        ends = int(((now or datetime.now(UTC)) + good_for).timestamp())
        said = f"{name}.{ends}"
        return f"{self._url}/{self._kind}/{quote(said, safe='')}.{self._sign(said)}"

    def read(self, token: str, now: datetime) -> str:
        """What a link names."""
        name, ends = self._parts(token)
        if not name:
            raise BadLink(ALTERED)
        if int(ends) <= now.timestamp():
            raise BadLink(self._over)
        return name

    def named(self, token: str) -> str:
        """What a link names, also one that is over; "" for one that we did not make."""
        return self._parts(token)[0]

    def _parts(self, token: str) -> tuple[str, str]:
        said, _, mark = token.rpartition(".")
        name, _, ends = said.rpartition(".")
        ours = hmac.compare_digest(mark.encode(), self._sign(said).encode())
        return (name, ends) if ours else ("", "")

    def _sign(self, said: str) -> str:
        digest = hmac.new(self._secret, f"{self._kind}:{said}".encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest[:18]).decode().rstrip("=")
