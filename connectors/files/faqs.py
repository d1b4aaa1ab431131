"""Reads and writes FAQs as lines of a file."""

from connectors.files.cells import listed, words
from connectors.files.kind import Kind, Row
from shop.catalogue.faq import Faq

COLUMNS = ("question", "answer", "tags")


def read(row: Row) -> Faq:
    """The FAQ that a line describes."""
    question = " ".join(words(row, "question", 300, required=True).split())
    return Faq(question, words(row, "answer", 20_000, required=True), listed(row, "tags", 1_000, 50))


def write(faq: Faq) -> dict[str, str]:
    """A FAQ as the cells of a line."""
    return {"question": faq.question, "answer": faq.answer, "tags": ";".join(faq.tags)}


FAQS = Kind("faqs", COLUMNS, ("question", "answer"), read, write, lambda f: (f.question,))
