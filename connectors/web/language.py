"""The language of a page that nobody is known to: the one that its browser asks for."""

from fastapi import Request

from chat.words import DEVANAGARI


def browsers_locale(request: Request) -> str:
    """Read what the browser asks for first; Hindi there is Hindi in its own letters."""
    first = request.headers.get("accept-language", "").split(",")[0].strip().lower()
    return DEVANAGARI if first.startswith("hi") and "latn" not in first else first
