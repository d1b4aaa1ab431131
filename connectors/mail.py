"""E-mail over SMTP: for what has to reach somebody who has no chat with us."""

import asyncio
import logging
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

log = logging.getLogger(__name__)

SECONDS = 15
HERE = ("localhost", "127.0.0.1", "::1")  # what stays on this machine needs no encryption


class Mail:
    """Sends through one server: smtp://user:password@host:587, or smtps:// for TLS from the start."""

    def __init__(self, url: str, sender: str) -> None:
        self._at = urlsplit(url)
        self._sender = sender

    async def send(self, to: str, subject: str, body: str) -> bool:
        """Whether the server took it. A fault is in the log, without the address."""
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = self._sender, to, subject
        letter.set_content(body)
        try:
            await asyncio.to_thread(self._hand_over, letter)
        except (OSError, smtplib.SMTPException) as err:
            log.warning("mail could not be sent: %s", type(err).__name__)
            return False
        return True

    def fault(self) -> str:
        """Why nothing could be sent now; empty when the server lets us in."""
        try:
            with self._server():
                return ""
        except (OSError, smtplib.SMTPException) as err:
            return f"{type(err).__name__}: {err}"

    def _hand_over(self, letter: EmailMessage) -> None:
        with self._server() as server:
            server.send_message(letter)

    @contextmanager
    def _server(self) -> Iterator[smtplib.SMTP]:
        at = self._at
        host, trusted = at.hostname or "", ssl.create_default_context()
        if at.scheme == "smtps":
            opened: smtplib.SMTP = smtplib.SMTP_SSL(host, at.port or 465, timeout=SECONDS, context=trusted)
        else:
            opened = smtplib.SMTP(host, at.port or 587, timeout=SECONDS)
        with opened as server:
            server.ehlo()
            if at.scheme != "smtps" and server.has_extn("starttls"):
                server.starttls(context=trusted)
                server.ehlo()
            elif at.scheme != "smtps" and at.username and host not in HERE:
                raise smtplib.SMTPNotSupportedError(
                    "the server offers no encryption (STARTTLS), and a password is not sent in clear; use smtps://"
                )
            if at.username:
                server.login(unquote(at.username), unquote(at.password or ""))
            yield server
