"""Codes of an authenticator app (RFC 6238); each is good once."""

import base64
import hashlib
import hmac
import secrets
import struct
from datetime import datetime

STEP = 30  # seconds
DRIFT = 1  # steps that a phone's clock may be off


def new_secret() -> str:
    """Make a secret for an app."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_at(secret: str, step: int) -> str:
    """The six digits of this step."""
    mac = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    at = mac[-1] & 15
    return f"{(int.from_bytes(mac[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def fitting(secret: str, code: str, now: datetime, last_used: int) -> int:
    """The step that this code is of; 0 where it fits none, or one that was used before."""
    given = code.replace(" ", "").encode(errors="replace")
    here = int(now.timestamp()) // STEP
    steps = (step for step in range(here - DRIFT, here + DRIFT + 1) if step > last_used)
    return next((step for step in steps if hmac.compare_digest(code_at(secret, step).encode(), given)), 0)
