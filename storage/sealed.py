"""Seals a short secret for the database, so that a copy of the database alone tells it to nobody.

The standard library has no cipher. A keyed hash of a fresh number is the key stream, a second one proves
that nothing was changed and whose secret it is.
"""

import base64
import hashlib
import hmac
import secrets

MARK = "sealed:"
NONCE, PROOF, MOST = 16, 32, 64


def sealed(key: str, owner: str, secret: str) -> str:
    """The secret, legible with this key and for this owner alone."""
    plain = secret.encode()
    if len(plain) > MOST:
        raise ValueError(f"a secret of more than {MOST} bytes cannot be sealed")
    nonce = secrets.token_bytes(NONCE)
    hidden = nonce + _crossed(key, nonce, plain)
    return MARK + base64.urlsafe_b64encode(hidden + _proof(key, owner, hidden)).decode()


def unsealed(key: str, owner: str, stored: str) -> str:
    """The secret; empty where this key did not seal it for this owner."""
    if not stored.startswith(MARK):
        return ""
    hidden, proof = (raw := base64.urlsafe_b64decode(stored[len(MARK) :]))[:-PROOF], raw[-PROOF:]
    if not hmac.compare_digest(proof, _proof(key, owner, hidden)):
        return ""
    return _crossed(key, hidden[:NONCE], hidden[NONCE:]).decode()


def _crossed(key: str, nonce: bytes, text: bytes) -> bytes:
    stream = hmac.digest(_derived(key, b"hide"), nonce, hashlib.sha512)
    return bytes(a ^ b for a, b in zip(text, stream, strict=False))


def _proof(key: str, owner: str, hidden: bytes) -> bytes:
    return hmac.digest(_derived(key, b"prove"), hidden + owner.encode(), hashlib.sha256)


def _derived(key: str, use: bytes) -> bytes:
    return hmac.digest(key.encode(), use, hashlib.sha256)
