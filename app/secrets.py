"""Secrets of an installation: made once, kept in the data folder for the owner's eyes alone."""

import os
import secrets
from pathlib import Path

SHORTEST = 32


class LostSecret(Exception):
    """A key file is there and holds no key; the text says what to do."""


def secret(data: Path, name: str) -> str:
    """The secret of this name, made on first use."""
    folder = data / "secrets"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name
    if not path.exists():
        _make(path)
    return _read(path)


def check_secrets(data: Path) -> None:
    """Read every key that there is; LostSecret for one that is none."""
    for path in sorted((data / "secrets").glob("[!.]*")):
        _read(path)


def _make(path: Path) -> None:
    """Write it beside, then give it its name: never half written, and of two makers the first wins."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(36))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink()


def _read(path: Path) -> str:
    kept = path.read_text(encoding="ascii", errors="replace").strip()
    if len(kept) < SHORTEST:
        raise LostSecret(
            f"The key file {path} is empty or cut short. Put its copy back; or delete it, and a new key is "
            "made: what the old one signed or sealed is then no longer good."
        )
    return kept
