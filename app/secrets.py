"""Secrets of an installation: made once, kept in the data folder for the owner's eyes alone."""

import os
import secrets
from pathlib import Path


def secret(data: Path, name: str) -> str:
    """The secret of this name, made on first use."""
    folder = data / "secrets"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        made = secrets.token_urlsafe(36)
        file.write(made)
    return made
