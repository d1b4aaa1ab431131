"""Signed links: nobody can make one, and one ends by itself."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

GOOD_FOR = timedelta(minutes=30)
OVER = "This link has expired. Your cart is still there: say “check out” in the chat."


class BadLink(Exception):
    """Altered, made up or over; the text is a sentence for the customer."""


class Links:
    """Makes and reads links to one kind of thing with one secret."""

    def __init__(self, secret: str, public_url: str, kind: str = "checkout", over: str = OVER) -> None:
        self._secret, self._url, self._kind, self._over = secret.encode(), public_url.rstrip("/"), kind, over

    def url(self, name: str, now: datetime | None = None, good_for: timedelta = GOOD_FOR) -> str:
        """The address of this one's page."""
        ends = int(((now or datetime.now(UTC)) + good_for).timestamp())
        said = f"{name}.{ends}"
        return f"{self._url}/{self._kind}/{quote(said, safe='')}.{self._sign(said)}"

    def read(self, token: str, now: datetime) -> str:
        """What a link names."""
        said, _, mark = token.rpartition(".")
        name, _, ends = said.rpartition(".")
        if not name or not hmac.compare_digest(mark.encode(), self._sign(said).encode()):
            raise BadLink("This link is not complete or was altered. Ask for a new one in the chat.")
        if int(ends) <= now.timestamp():
            raise BadLink(self._over)
        return name

    def _sign(self, said: str) -> str:
        digest = hmac.new(self._secret, f"{self._kind}:{said}".encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest[:18]).decode().rstrip("=")
