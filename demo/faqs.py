"""The demo shop's FAQs and policies, read from faqs.txt: question, tags in brackets, answer below."""

import re
from pathlib import Path

from shop.catalogue.faq import Faq

FILE = Path(__file__).parent / "faqs.txt"


def faqs() -> tuple[Faq, ...]:
    """Every question with its answer."""
    found = []
    for block in FILE.read_text(encoding="utf-8").strip().split("\n\n"):
        head, answer = block.split("\n", 1)
        question, tags = re.fullmatch(r"(.+\?) \[(.+)\]", head).groups()  # type: ignore[union-attr]  # ours
        found.append(Faq(question, " ".join(answer.split()), tuple(tag.strip() for tag in tags.split(","))))
    return tuple(found)
