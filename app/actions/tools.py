"""Puts together what actions work with, and keeps the search index as true as the catalogue."""

import logging
import threading
import time

from app.actions import search_learning
from app.gateway.shop import checkout_links, claim_rules, invoice_links, pay_links, price_rules
from app.recommender import keep_learning, open_suggesting, rules_of
from app.settings import Settings
from app.setup import reader_model
from app.setup.rasa_model import ENCODERS
from bot.dialogue.reading_here import open_reader
from bot.dialogue.turn import Tools
from chat.service.contexts import Contexts
from connectors.web.checkout.paying import link_to
from retrieval.encoder import Encoder, Encoding, Progress
from retrieval.engine import Search
from retrieval.passages import Passage, Passages, description_passages, faq_passages
from shop.catalogue.service import Catalogue
from shop.payments.service.upi import UpiPayments
from storage.database import Database

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 1.0


def open_encoder(settings: Settings) -> Encoder:
    """The encoder of the settings, exported the first time."""
    return Encoder.open(ENCODERS, settings.encoder)


def build_index(settings: Settings, catalogue: Catalogue, progress: Progress | None) -> None:
    """Make the index hold the whole catalogue; quick when little changed."""
    search = _search_of(settings, open_encoder(settings))
    try:
        search.build(catalogue.all(), progress)
    finally:
        search.close()  # the actions' process opens it next, and only one may


def build_passages(settings: Settings, catalogue: Catalogue, progress: Progress | None) -> None:
    """Make the passages hold all that is written; quick when little changed."""
    passages = _passages_of(settings, open_encoder(settings))
    try:
        passages.build(_written(catalogue), progress)
    finally:
        passages.close()


def _search_of(settings: Settings, encoder: Encoding) -> Search:
    return Search.open(settings.data / "index", encoder, settings.chroma_url or None)


def _passages_of(settings: Settings, encoder: Encoding) -> Passages:
    return Passages.open(settings.data / "passages", encoder, settings.chroma_url or None)


def _written(catalogue: Catalogue) -> list[Passage]:
    return [*faq_passages(catalogue.faqs()), *description_passages(catalogue.all())]


def open_tools(settings: Settings) -> Tools:
    """Everything that an action may use, with the index following the catalogue."""
    db = Database(settings.database, sync=settings.sqlite_sync, zone=settings.zone)
    UpiPayments(db).set_payee(settings.upi_payee)
    catalogue = Catalogue(db)
    encoder = open_encoder(settings)
    search, passages = _search_of(settings, encoder), _passages_of(settings, encoder)
    suggesting = open_suggesting(settings.data, db, catalogue, search, rules_of(settings.suggest_margin))
    keep_learning(suggesting, settings.data)
    search_learning.keep_learning(search, db, settings.data)
    tools = Tools(
        db=db,
        catalogue=catalogue,
        contexts=Contexts(db),
        search=search,
        shop_name=settings.shop_name,
        public_url=settings.address,
        rules=price_rules(settings),
        extras={
            "checkout_link": checkout_links(settings).url,
            "invoice_link": invoice_links(settings).url,
            "pay_link": link_to(pay_links(settings)),
            "pays_online": bool(settings.stripe_key),
            "passages": passages,
            "reader": open_reader(reader_model.FOLDER),
            "suggesting": suggesting,
            "claim_rules": claim_rules(settings),
        },
    )
    following = _Following(catalogue, search, passages)
    following.look()  # who is ready has read it all
    threading.Thread(target=following.forever, daemon=True, name="index").start()
    return tools


class _Following:
    """Brings every change of the catalogue and of the FAQs into the indexes within a second or two.

    The store says what changed, whichever process changed it: an import, the desk, another server.
    """

    def __init__(self, catalogue: Catalogue, search: Search, passages: Passages) -> None:
        self._catalogue, self._search, self._passages = catalogue, search, passages
        self._seen = -1
        self._asked: list[tuple[str, str, tuple[str, ...]]] = []

    def forever(self) -> None:
        while True:
            time.sleep(LOOK_EVERY_SECONDS)
            self.look()

    def look(self) -> None:
        """Take in what changed since the last look."""
        catalogue = self._catalogue
        try:
            newest, faqs = catalogue.version(), catalogue.faqs()
            if self._seen < 0:
                self._search.build(catalogue.all())
                self._passages.build(_written(catalogue))
            elif newest > self._seen:
                changed = list(catalogue.all(since=self._seen))
                self._search.update(changed)
                self._passages.describe(changed)
            if faqs != self._asked:
                self._passages.write(faqs)
            self._seen, self._asked = newest, faqs
        except Exception:
            log.exception("the index could not follow the catalogue; trying again")
