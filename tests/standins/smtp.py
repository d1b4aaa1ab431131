"""A mail server as RFC 5321 has it, as far as a sender without TLS needs: it keeps what it is given."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast


class SmtpStandIn(socketserver.ThreadingTCPServer):
    """Takes letters for anybody, or refuses with the code that is set."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.url = f"smtp://127.0.0.1:{self.server_address[1]}"
        self.letters: list[EmailMessage] = []
        self.refusal = ""  # "550 no such user" refuses every recipient


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server = cast(SmtpStandIn, self.server)
        self._say("220 standin ESMTP")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(" ", 1)[0].upper()
            if verb == "EHLO":
                self._say("250-standin\r\n250 SIZE 1000000")
            elif verb == "RCPT" and server.refusal:
                self._say(server.refusal)
            elif verb == "DATA":
                self._say("354 go on")
                body = b""
                while not body.endswith(b"\r\n.\r\n"):
                    body += self.rfile.readline()
                letter = message_from_bytes(body[:-3], policy=policy.default)
                server.letters.append(cast(EmailMessage, letter))
                self._say("250 kept")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def running() -> Iterator[SmtpStandIn]:
    """The server, while the block runs."""
    with SmtpStandIn() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
