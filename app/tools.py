"""Puts together what actions work with, and keeps the search index as true as the catalogue."""

import logging
import threading
import time

from app.rasa_model import ENCODERS
from app.recommending import keep_learning, open_suggesting, rules_of
from app.settings import Settings
from app.shop import checkout_links, invoice_links, price_rules
from bot.actions.turn import Tools
from retrieval.encoder import Encoder, Progress
from retrieval.engine import Search
from retrieval.passages import Passages, description_passages, faq_passages
from storage.catalogue import Catalogue
from storage.contexts import Contexts
from storage.database import Database

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 1.0


def open_encoder(settings: Settings) -> Encoder:
    """The encoder of the settings, exported the first time."""
    return Encoder.open(ENCODERS, settings.encoder)


def open_search(settings: Settings) -> Search:
    """The product index; one process at a time."""
    return Search.open(settings.data / "index", open_encoder(settings), settings.chroma_url or None)


def build_index(settings: Settings, catalogue: Catalogue, progress: Progress | None) -> None:
    """Make the index hold the whole catalogue; quick when little changed."""
    search = open_search(settings)
    try:
        search.build(catalogue.all(), progress)
    finally:
        search.close()  # the actions' process opens it next, and only one may


def open_tools(settings: Settings) -> Tools:
    """Everything that an action may use, with the index following the catalogue."""
    db = Database(settings.database, sync=settings.sqlite_sync)
    catalogue = Catalogue(db)
    encoder = open_encoder(settings)
    search = Search.open(settings.data / "index", encoder, settings.chroma_url or None)
    passages = Passages.open(settings.data / "passages", encoder, settings.chroma_url or None)
    suggesting = open_suggesting(settings.data, db, catalogue, search, rules_of(settings.suggest_margin))
    keep_learning(suggesting, settings.data)
    tools = Tools(
        db=db,
        catalogue=catalogue,
        contexts=Contexts(db),
        search=search,
        shop_name=settings.shop_name,
        public_url=settings.address,
        extras={
            "checkout_link": checkout_links(settings).url,
            "invoice_link": invoice_links(settings).url,
            "rules": price_rules(settings),
            "pays_online": bool(settings.stripe_key),
            "passages": passages,
            "suggesting": suggesting,
        },
    )
    threading.Thread(target=_follow, args=(catalogue, search, passages), daemon=True, name="index").start()
    return tools


def _follow(catalogue: Catalogue, search: Search, passages: Passages) -> None:
    """Bring every change of the catalogue and of the FAQs into the indexes within a second or two.

    The store says what changed, whichever process changed it: an import, the desk, another server.
    """
    seen = -1
    asked: list[tuple[str, str, tuple[str, ...]]] = []
    while True:
        try:
            newest, faqs = catalogue.version(), catalogue.faqs()
            if seen < 0:
                search.build(catalogue.all())
                passages.build([*faq_passages(faqs), *description_passages(catalogue.all())])
            elif newest > seen:
                changed = list(catalogue.all(since=seen))
                search.update(changed)
                passages.describe(changed)
            if faqs != asked:
                passages.write(faqs)
            seen, asked = newest, faqs
        except Exception:
            log.exception("the index could not follow the catalogue; trying again")
        time.sleep(LOOK_EVERY_SECONDS)
