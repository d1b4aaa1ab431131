"""Two sellers with people and a buyer, for the tests of what passes between them."""

from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import select

from chat.message import Inbound
from chat.service.inbox import Turns
from desk.service.handover import Desk
from desk.service.rules import DeskRules
from people.service.staff import Staff
from shop.cart.pricing import Rules
from shop.cart.store.agreed_prices import ask_quote
from shop.catalogue.product import Product, Seller
from shop.catalogue.service import CatalogueWrites
from shop.catalogue.tables import faqs
from shop.money import Money
from shop.sellers.service.channels import SellerChannels
from shop.sellers.service.questions import Questions
from shop.sellers.service.quotes import SellerQuotes
from storage.database import Database

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
PRODUCTS = (
    Product("A", "Green cardamom", Money.of("2400"), pack="1 kg", seller="s1", stock=9),
    Product("B", "Green Cardamom", Money.of("2500"), pack="1 kg", seller="s2", stock=9),
    Product("C", "Black pepper", Money.of("700"), pack="1 kg", seller="s1", stock=9),
)


class World:
    """Two sellers with people, one buyer."""

    def __init__(self, db: Database) -> None:
        self.db, self.store, self.turns = db, Turns(db), count()
        writes = CatalogueWrites(db)
        writes.sellers([Seller("s1", "Spice House"), Seller("s2", "Malabar Traders")])
        writes.products(PRODUCTS)
        people = Staff(db)
        for seller in ("s1", "s2"):
            people.add(f"{seller}@x.example", seller, "seller", "hash", NOW, seller=seller)
        self.member = {m.seller: m.id for m in people.all()}
        self.questions, self.channels = Questions(db, self.store), SellerChannels(db)
        self.quotes = SellerQuotes(db, self.store, rules=Rules())
        self.rules = DeskRules(db, Desk(db, self.store), self.questions)
        self.buyer_at = self.store.accept(Inbound("telegram", "7", "1", NOW, "hi")).conversation
        self.buyer = self.store.conversation(self.buyer_at).customer

    def chat_of(self, seller: str) -> str:
        chat = self.store.accept(Inbound("telegram", f"9{seller}", "1", NOW, "/start")).conversation
        code = self.channels.issue(seller, self.member[seller], NOW)
        assert self.channels.link(code, chat, NOW)
        assert not self.channels.link(code, chat, NOW)  # good once
        return chat

    def ask(self, sku: str = "A", words: str = "this year's crop?") -> str:
        key = f"ask {next(self.turns)}"
        return self.questions.ask(self.buyer_at, self.buyer, sku, words, NOW, key=key)

    def ask_on(self, question: str, words: str, buyer: str = "") -> bool:
        key = f"ask {next(self.turns)}"
        return self.questions.more(question, buyer or self.buyer, words, NOW, key=key)

    def published(self) -> list[tuple[str, str]]:
        with self.db.read() as tx:
            return [(row.question, row.answer) for row in tx.execute(select(faqs))]

    def said(self, conversation: str) -> list[str]:
        return [str(m["text"]) for m in self.store.history(conversation)[0] if m["from"] != "customer"]


def asked_for_a_price(world: World) -> str:
    with world.db.write() as tx:
        return ask_quote(tx, world.buyer, world.buyer_at, PRODUCTS[0], 50, Money.of("2200"), NOW)
