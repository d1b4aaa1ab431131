"""Remembers photos that a customer sent around a claim: before its words, and which claim they may be of."""

from datetime import timedelta

from chat.contexts import ContextKey

# Names of the photos sent lately that belong to no claim yet: they may be of one that comes.
PHOTOS_SENT = ContextKey("claim_photos", tuple[str, ...], timedelta(minutes=30))
CLAIM_SEEN = ContextKey("claim_seen", str, timedelta(hours=2))  # the claim that is spoken of
