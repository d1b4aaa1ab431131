"""Puts photos to the claim that they are of: one that is there, is asked about, or comes next."""

from collections.abc import Callable, Sequence
from datetime import datetime

from chat.open_questions import ASKED, Asked
from chat.payloads import payload_of
from chat.ports import Conversation, Understood
from chat.reply import Command, Option, choice, text
from chat.service.contexts import Contexts
from intake import words
from intake.replies import say
from shop.claims.claim import MOST_PHOTOS, WAITING
from shop.claims.photos import CLAIM_SEEN, PHOTOS_SENT
from shop.claims.service import Claims
from shop.claims.taps import ClaimGoods
from shop.claims.words import PHOTO_ADDED
from shop.refusals import Coded
from storage.database import Database


class ClaimPhotos:
    """Photos of customers, as far as claims go."""

    def __init__(self, db: Database, contexts: Contexts, now: Callable[[], datetime]) -> None:
        self._claims = Claims(db)
        self._contexts = contexts
        self._now = now

    def talked_of(self, customer: str, conversation: str) -> bool:
        """Whether a photo that comes now is of a claim."""
        return bool(self._asked(customer, conversation) or self._seen(customer))

    def heard(self, at: Conversation, photos: Sequence[str], *, alone: bool) -> Understood | None:
        """Put photos to the claim that is spoken of; else remember them, for one may come.

        What came with words (not `alone`) is answered by those.
        """
        if alone and not self._asked(at.customer, at.id) and (claim := self._seen(at.customer)):
            try:
                self._claims.add_photos(at.customer, claim, photos, self._now())
            except Coded as no:
                return Understood((text(no.in_(at.locale)),), at.dialogue)
            return say(at, PHOTO_ADDED, claim=claim)
        before = self._contexts.get(at.customer, PHOTOS_SENT, self._now()) or ()
        kept = tuple(dict.fromkeys((*before, *photos)))[-MOST_PHOTOS:]
        self._contexts.save(at.customer, PHOTOS_SENT, kept, self._now())
        asked = self._asked(at.customer, at.id) if alone else None
        if asked is None:
            return None
        told = words.PHOTO_CAME.in_(at.locale, question=asked.words)
        options = [Option(o.title, Command(o.intent, o.entities)) for o in asked.options]
        return Understood((choice(told, *options),), at.dialogue)

    def _asked(self, customer: str, conversation: str) -> Asked | None:
        """The question about a claim that waits here."""
        asked = self._contexts.get(customer, ASKED, self._now())
        if asked is None or asked.conversation != conversation:
            return None
        taps = (payload_of(Command(o.intent, o.entities)) for o in asked.options)
        return asked if any(isinstance(tap, ClaimGoods) for tap in taps) else None

    def _seen(self, customer: str) -> str:
        """The claim that is spoken of and still waits; "" for none."""
        number = self._contexts.get(customer, CLAIM_SEEN, self._now())
        mine = self._claims.of_customer(customer) if number else []
        return next((claim.id for claim in mine if claim.id == number and claim.state in WAITING), "")
