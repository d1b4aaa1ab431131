"""Passes on wishes for goods that no catalogue has: the buyer is asked first, then a seller."""

import re
from collections.abc import Callable
from datetime import datetime

from chat.open_questions import WISH
from chat.payloads import command_of
from chat.ports import Conversation, Understood
from chat.reply import Command, Option, choice
from chat.service.contexts import Contexts
from intake import seller_words
from intake.replies import ask, say, words_in
from shop.sellers.service.offers import SellerOffers
from shop.sellers.taps import AskSellers
from shop.sellers.views import in_short

LONGEST = 2000
# What nobody has on a shelf: said in so many words, or recognisable by the buyer's own name on it.
CUES = re.compile(
    r"\bcustom(?:i[sz]ed|[ -]?made|[ -]?print\w*| orders?)\b|\bmade[ -]to[ -]order\b|"
    r"\b(?:my|our|apn[aei]|hamar[aei]|mer[aei])\s+(?:own\s+)?(?:shop|store|company|brand|firm|duk?kan|dukaan)"
    r"(?:['\u2019]?s|\s+k[aei])?\s+(?:name|logo|naam)\b|\b(?:with|having)\s+(?:my|our)\s+(?:name|logo)\b",
    re.IGNORECASE,
)
# The shop's own papers have the buyer's name on them anyway: "gst bill meri dukan ke naam se".
PAPERS = re.compile(
    r"\b(?:bills?|invoices?|gst\w*|receipts?|challans?|account|khata|address|pata)\b", re.IGNORECASE
)
ASKING = re.compile(
    r"\b(?:can|could|do|you|i|we|want|need|to|an?|place|make|give|take|please|pls|custom|orders?|made|"
    r"customi[sz]ed|possible|is|it|how|the|karna|hai|chahiye)\b",
    re.IGNORECASE,
)
YES = {
    "yes", "y", "ok", "okay", "sure", "haan", "ha", "haan ji", "ji", "yes please", "poocho", "ask them",
    "हाँ", "हां", "जी", "पूछिए",
}  # fmt: skip
NO = {"no", "nahi", "cancel", "stop", "leave it", "rehne do", "नहीं", "रहने दो", "रहने दीजिए"}


class Wishes:
    """Hears wishes, and passes them on once the buyer has said yes."""

    def __init__(self, offers: SellerOffers, contexts: Contexts, now: Callable[[], datetime]) -> None:
        self._offers, self._contexts, self._now = offers, contexts, now

    def heard(self, at: Conversation, words: str) -> Understood | None:
        """A wish, or what was asked for as one; None for anything else."""
        if at.shared:
            return None
        if answered := self._answered(at, words):
            return answered
        if not CUES.search(words) or PAPERS.search(words):
            return None
        if not ASKING.sub(" ", words).strip(" ?.!,"):  # "can I place a custom order?"
            return self.begin(at, "")
        meant = command_of(AskSellers(words))
        yes = (seller_words.ASK_THEM, meant.intent, dict(meant.entities))
        no = (seller_words.SEARCH_SHOP, "intake.again", {"text": words})
        self._contexts.save(at.customer, WISH, words, self._now())
        return ask(at, seller_words.SHALL_I, yes, no)

    def _answered(self, at: Conversation, words: str) -> Understood | None:
        """What was asked here: the wish itself, or a yes to one that was recognised."""
        waits = self._contexts.get(at.customer, WISH, self._now())
        if waits is None:
            return None
        self._contexts.forget(at.customer, WISH)
        low = words.strip().lower().rstrip(".!। ")
        if low in NO:
            return say(at, seller_words.LEAVE_IT)
        if not waits:
            return self._pass_on(at, words)
        return self._pass_on(at, waits) if low in YES else None

    def begin(self, at: Conversation, words: str) -> Understood:
        """The buyer wants sellers to be asked: for these words, or for what comes next."""
        if words:
            self._contexts.forget(at.customer, WISH)
            return self._pass_on(at, words)
        self._contexts.save(at.customer, WISH, "", self._now())
        return say(at, seller_words.WRITE_WISH)

    def _pass_on(self, at: Conversation, words: str) -> Understood:
        wish = words.strip()[:LONGEST]
        question = self._offers.wish(at.id, wish, self._now())
        if not question:
            call = Option(words_in(at, seller_words.CALL_COLLEAGUE), Command("human_agent"))
            return Understood((choice(words_in(at, seller_words.NOBODY), call),), at.dialogue)
        add = Option(words_in(at, seller_words.ADD_TO_WISH), Command("ask_seller", {"question": question}))
        return Understood(
            (choice(words_in(at, seller_words.WISH_ASKED, wish=in_short(wish)), add),), at.dialogue
        )
