"""Questions that are asked again and again, with the shop's answers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Faq:
    """A question and its answer; the question is its name."""

    question: str
    answer: str
    tags: tuple[str, ...] = ()
