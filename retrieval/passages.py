"""Finds the passage that answers a question: FAQs, policies, descriptions, answered questions.

passages = Passages.open(data / "passages", encoder, chroma=None)
passages.build([*faq_passages(catalogue.faqs()), *description_passages(catalogue.all())])
found = passages.answer("can i return open packets")   # None: nothing here answers it
found.passage.text; found.passage.title
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval.document import Document
from retrieval.encoder import Encoding, Progress
from retrieval.engine import Built, Hit, Search
from retrieval.snapshot import Where
from shop.catalogue.product import Product

Faq = tuple[str, str, Sequence[str]]  # question, answer, tags

FAQ, DESCRIPTION, ANSWERED = "faq", "description", "answered"

# Measured on the demo shop's questions: below, a passage speaks of something else.
_SURE = 0.5  # cosine at which the meaning alone is enough
_LIKELY = 0.42  # ... and at which it is, when the words agree too
_WORDS = 0.5
_NAMED = 0.8  # of the words, where the product has to be among them


@dataclass(frozen=True)
class Passage:
    """A text that may be quoted. `sku` ties it to a product; empty: the shop's own."""

    id: str
    title: str  # the question it answers, or what it is about
    text: str
    kind: str = FAQ
    sku: str = ""
    tags: str = ""  # other words that ask for it


@dataclass(frozen=True)
class Quoted:
    """A passage with how sure it is that it answers."""

    passage: Passage
    kin: float
    cover: float


class Passages:
    """Passages in words and in Chroma, kept as the product index is."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._passages: dict[str, Passage] = {}

    @classmethod
    def open(cls, folder: Path, encoder: Encoding, chroma: str | None = None) -> "Passages":
        return cls(Search.open(folder, encoder, chroma, kind="passages"))

    def build(self, passages: Iterable[Passage], progress: Progress | None = None) -> Built:
        """Hold exactly these."""
        listed = {p.id: p for p in passages if p.text.strip()}
        built = self._search.build_documents([_document(p) for p in listed.values()], progress)
        self._passages = listed
        return built

    def update(self, passages: Iterable[Passage], out: Iterable[str] = ()) -> Built:
        """Take these in, new or changed, and those ids out."""
        listed = {p.id: p for p in passages if p.text.strip()}
        gone = set(out) - listed.keys()
        built = self._search.update_documents([_document(p) for p in listed.values()], gone)
        self._passages = {i: p for i, p in (self._passages | listed).items() if i not in gone}
        return built

    def describe(self, products: Iterable[Product]) -> Built:
        """Take in that these products changed."""
        changed = list(products)
        return self.update(description_passages(changed), [_about(p.sku) for p in changed])

    def write(self, faqs: Iterable[Faq]) -> Built:
        """Take in all the questions that are answered now."""
        here = [i for i, p in self._passages.items() if p.kind != DESCRIPTION]
        return self.update(faq_passages(faqs), here)

    def answer(self, question: str, sku: str = "") -> Quoted | None:
        """Find the passage that answers, of this product or of the shop; None when there is none."""
        found = self.nearest(question, sku, limit=8)
        good = [q for q in found if q.kin >= _SURE or (q.kin >= _LIKELY and q.cover >= _WORDS)]
        return max(good, key=lambda q: q.kin + 0.2 * q.cover, default=None)

    def word_for_word(self, question: str) -> Passage | None:
        """Find the question of the shop that this is, but for signs and case."""
        asked = _bare(question)
        return next((p for p in self._passages.values() if p.kind == FAQ and _bare(p.title) == asked), None)

    def named(self, question: str) -> Quoted | None:
        """Find what a seller answered about the product that the question itself names; None when nothing."""
        found = self._quoted(question, Where(categories=(ANSWERED,)), limit=3)
        return next((q for q in found if q.kin >= _SURE and q.cover >= _NAMED), None)

    def nearest(self, question: str, sku: str = "", limit: int = 3) -> list[Quoted]:
        """Find what comes nearest, to offer when nothing answers."""
        return self._quoted(question, Where(categories=(sku,)) if sku else Where(categories=(FAQ,)), limit)

    def _quoted(self, question: str, where: Where, limit: int) -> list[Quoted]:
        hits: Sequence[Hit] = self._search.search(question, limit, where=where).hits
        return [Quoted(self._passages[h.sku], h.kin, h.cover) for h in hits if h.sku in self._passages]

    def close(self) -> None:
        self._search.close()


def _bare(question: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in question.casefold()).split())


def faq_passages(faqs: Iterable[Faq]) -> list[Passage]:
    """Make passages of (question, answer, tags)."""
    found = []
    for question, answer, tags in faqs:
        # A seller's published answer is tagged with the product that it is about.
        sku = next((t.removeprefix("sku:") for t in tags if t.startswith("sku:")), "")
        words = " ".join(t for t in tags if ":" not in t)
        kind = ANSWERED if sku else FAQ
        found.append(Passage(_id(question), question, answer, kind, sku, words))
    return found


def description_passages(products: Iterable[Product]) -> list[Passage]:
    """Make passages of what is said of each product for sale."""
    found: list[Passage] = []
    for one in products:
        facts = ". ".join(f"{name}: {value}" for name, value in one.attributes.items())
        text = " ".join(t for t in (one.description, facts) if t)
        if one.active and text:
            found.append(Passage(_about(one.sku), one.title, text, DESCRIPTION, one.sku))
    return found


def _about(sku: str) -> str:
    return f"about-{sku}"


def _id(text: str) -> str:
    return "faq-" + hashlib.sha256(text.encode()).hexdigest()[:16]


def _document(passage: Passage) -> Document:
    return Document(
        sku=passage.id,
        name=passage.title,
        other_names=passage.tags,
        kind=passage.text,
        about="",
        meaning=passage.title if passage.kind != DESCRIPTION else f"{passage.title}. {passage.text}",
        category=passage.kind,
        subcategory=passage.sku,
    )
