"""Finds the passage that answers a question: FAQs, policies, descriptions, answered questions.

passages = Passages.open(data / "passages", encoder, chroma=None)
passages.build([*faq_passages(catalogue.faqs()), *description_passages(catalogue.all())])
found = passages.answer("can i return open packets")   # None: nothing here answers it
found.passage.text; found.passage.title

A FAQ may be asked in other words, which its tags say ("also:is tax included?"), and be written in another
language, as a FAQ of its own whose tags say which ("lang:hi-Latn") and of what ("of:Are prices with GST?").
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from chat.words import DEVANAGARI, language
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
_WAYS = 6  # of asking for one passage that are looked at
_LOOKED_AT = 60  # passages, where two forms of a question have to agree
_WAY = "#"  # before the number of a way, in the id of its document


@dataclass(frozen=True)
class Passage:
    """A text that may be quoted. `sku` ties it to a product; empty: the shop's own."""

    id: str
    title: str  # the question it answers, or what it is about
    text: str
    kind: str = FAQ
    sku: str = ""
    tags: str = ""  # other words that ask for it
    asked: tuple[str, ...] = ()  # other questions that it answers
    told: Mapping[str, str] = field(default_factory=dict)  # the text in other languages

    def in_(self, locale: str) -> str:
        """Give the text in this language, as far as it is written in it."""
        return self.told.get(language(locale), self.text)


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
        built = self._search.build_documents([d for p in listed.values() for d in _documents(p)], progress)
        self._passages = listed
        return built

    def update(self, passages: Iterable[Passage], out: Iterable[str] = ()) -> Built:
        """Take these in, new or changed, and those ids out."""
        listed = {p.id: p for p in passages if p.text.strip()}
        gone = set(out) - listed.keys()
        before = [self._passages[one] for one in {*gone, *listed} if one in self._passages]
        documents = [d for p in listed.values() for d in _documents(p)]
        stale = {d.sku for p in before for d in _documents(p)} | gone
        built = self._search.update_documents(documents, stale - {d.sku for d in documents})
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

    def answer(self, question: str, sku: str = "", *, typed: str = "") -> Quoted | None:
        """Find the passage that answers, of this product or of the shop; None when there is none.

        `typed` is the question as typed, where `question` puts it into English: what fits both is meant.
        """
        found = self.nearest(question, sku, limit=8, typed=typed)
        good = [q for q in found if q.kin >= _SURE or (q.kin >= _LIKELY and q.cover >= _WORDS)]
        return max(good, key=fit, default=None)

    def word_for_word(self, question: str) -> Passage | None:
        """Find the question of the shop that this is, but for signs and case."""
        asked = _bare(question)
        return next((p for p in self._passages.values() if p.kind == FAQ and _bare(p.title) == asked), None)

    def named(self, question: str) -> Quoted | None:
        """Find what a seller answered about the product that the question itself names; None when nothing."""
        found = self._quoted(question, Where(categories=(ANSWERED,)), limit=3)
        return next((q for q in found if q.kin >= _SURE and q.cover >= _NAMED), None)

    def nearest(self, question: str, sku: str = "", limit: int = 3, *, typed: str = "") -> list[Quoted]:
        """Find what comes nearest, to offer when nothing answers."""
        where = Where(categories=(sku,)) if sku else Where(categories=(FAQ,))
        if not typed or typed == question:
            return self._quoted(question, where, limit)
        forms = [
            {one.passage.id: one for one in self._quoted(said, where, _LOOKED_AT)}
            for said in (question, typed)
        ]
        both = [_of_both(*(form[one] for form in forms)) for one in forms[0].keys() & forms[1].keys()]
        return sorted(both, key=fit, reverse=True)[:limit]

    def _quoted(self, question: str, where: Where, limit: int) -> list[Quoted]:
        hits: Sequence[Hit] = self._search.search(question, limit * _WAYS, where=where).hits
        best: dict[str, Quoted] = {}
        for hit in hits:
            passage = self._passages.get(hit.sku.partition(_WAY)[0])
            if passage is None:
                continue
            one = Quoted(passage, hit.kin, hit.cover)
            best[passage.id] = max(best.get(passage.id, one), one, key=fit)
        return list(best.values())[:limit]

    def close(self) -> None:
        self._search.close()


def _bare(question: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in question.casefold()).split())


def _of_both(one: Quoted, other: Quoted) -> Quoted:
    return Quoted(one.passage, (one.kin + other.kin) / 2, (one.cover + other.cover) / 2)


def fit(found: Quoted) -> float:
    """How well a passage fits, by its meaning and by the words."""
    return found.kin + 0.2 * found.cover


def faq_passages(faqs: Iterable[Faq]) -> list[Passage]:
    """Make passages of (question, answer, tags); what is written in several languages is one passage."""
    found: dict[str, Passage] = {}
    others: list[tuple[str, Passage, str]] = []
    for question, answer, tags in faqs:
        # A seller's published answer is tagged with the product that it is about.
        sku = _tagged(tags, "sku")
        words = " ".join(t for t in tags if ":" not in t)
        also = tuple(t.removeprefix("also:").strip() for t in tags if t.startswith("also:"))
        passage = Passage(_id(question), question, answer, ANSWERED if sku else FAQ, sku, words, also)
        if locale := _tagged(tags, "lang"):
            others.append((_tagged(tags, "of"), passage, locale))
        else:
            found[question] = passage
    for of, passage, locale in others:
        whole = found.get(of)
        if whole is None:
            found[passage.title] = passage
            continue
        # Hindi in its own letters is asked for in Latin ones, as every message is read.
        asked = () if locale == DEVANAGARI else (passage.title, *passage.asked)
        told = {**whole.told, language(locale): passage.text}
        found[of] = replace(whole, asked=(*whole.asked, *asked), told=told)
    return list(found.values())


def _tagged(tags: Iterable[str], kind: str) -> str:
    return next((tag.partition(":")[2].strip() for tag in tags if tag.startswith(f"{kind}:")), "")


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


def _documents(passage: Passage) -> list[Document]:
    """One for each way to ask for it."""
    ways = (passage.title, *passage.asked)
    return [_document(passage, way, number) for number, way in enumerate(ways)]


def _document(passage: Passage, way: str, number: int) -> Document:
    return Document(
        sku=f"{passage.id}{_WAY}{number}" if number else passage.id,
        name=way,
        other_names=passage.tags,
        kind=passage.text,
        about="",
        meaning=way if passage.kind != DESCRIPTION else f"{passage.title}. {passage.text}",
        category=passage.kind,
        subcategory=passage.sku,
    )
