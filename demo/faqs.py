"""The demo shop's FAQs and policies, in English and Hindi.

faqs.txt: question, tags in brackets, answer below; faqs.asked.txt: below a question, other ways to ask it;
faqs.hindi.txt: below a question, itself and its answer in Hindi, in Latin letters and in its own.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from chat.words import DEVANAGARI, ROMAN
from shop.catalogue.faq import Faq

HERE = Path(__file__).parent


def faqs() -> tuple[Faq, ...]:
    """Every question with its answer, in each language."""
    asked = {lines[0]: lines[1:] for lines in _blocks("faqs.asked.txt")}
    found = []
    for head, *answer in _blocks("faqs.txt"):
        question, tags = re.fullmatch(r"(.+\?) \[(.+)\]", head).groups()  # type: ignore[union-attr]  # ours
        also = (f"also:{way}" for way in asked.get(question, ()))
        found.append(Faq(question, " ".join(answer), (*(tag.strip() for tag in tags.split(",")), *also)))
    for of, *written in _blocks("faqs.hindi.txt"):
        for locale, (title, text) in zip((ROMAN, DEVANAGARI), (written[:2], written[2:]), strict=True):
            found.append(Faq(title, text, (f"lang:{locale}", f"of:{of}")))
    return tuple(found)


def _blocks(name: str) -> Iterator[list[str]]:
    for block in (HERE / name).read_text(encoding="utf-8").strip().split("\n\n"):
        yield block.split("\n")
