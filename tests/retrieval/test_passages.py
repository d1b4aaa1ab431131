"""Questions are answered by a passage or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.encoder import Encoder
from retrieval.passages import Passages, description_passages, faq_passages
from shop.catalogue.product import Product
from shop.money import Money

FAQS = [
    ("How do I return damaged goods?", "Send a photo within 48 hours and we collect it.", ()),
    ("Which payment methods are there?", "UPI, card, net banking and cash on delivery.", ()),
    ("What does delivery cost?", "Rs 60; nothing above Rs 3,000.", ()),
]
OATS = Product(
    "OATS", "Quaker Oats 1 kg", Money(19900), description="Rolled oats. Vegetarian. Best before 9 months.",
    attributes={"allergens": "contains gluten"},
)  # fmt: skip


@pytest.fixture
def passages(tmp_path: Path, encoder: Encoder) -> Iterator[Passages]:
    opened = Passages.open(tmp_path, encoder)
    opened.build([*faq_passages(FAQS), *description_passages([OATS])])
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("goods arrived broken, can i return them", "48 hours"),
        ("payment options", "UPI"),
        ("delivery charges", "Rs 60"),
    ],
)
def test_quotes_the_passage_that_answers(passages: Passages, question: str, answer: str) -> None:
    found = passages.answer(question)
    assert found is not None
    assert answer in found.passage.text


@pytest.mark.parametrize("question", ["what is the capital of france", "tell me a joke", "", "zzz"])
def test_what_is_not_written_is_not_answered(passages: Passages, question: str) -> None:
    assert passages.answer(question) is None


def test_a_product_answers_for_itself_only(passages: Passages) -> None:
    found = passages.answer("do the quaker oats contain gluten allergens", "OATS")
    assert found is not None
    assert "gluten" in found.passage.text
    assert passages.answer("do the quaker oats contain gluten", "OTHER") is None
    shops = passages.answer("do the quaker oats contain gluten")
    assert shops is None


def test_a_passage_that_was_taken_back_is_not_quoted(passages: Passages) -> None:
    passages.build(faq_passages(FAQS[1:]))
    found = passages.answer("how do i return damaged goods")
    assert found is None or "48 hours" not in found.passage.text


SHUT = (
    "When are you shut?",
    "On Mondays, and on market holidays.",
    ("hours", "also:Is the counter closed on some day?"),
)
SHUT_HINDI = (
    "Kab band rehte ho?",
    "Somvaar ko aur mandi ki chhutti par.",
    ("lang:hi-Latn", "of:When are you shut?"),
)
SHUT_DEVANAGARI = ("कब बंद रहते हो?", "सोमवार को और मंडी की छुट्टी पर।", ("lang:hi-Deva", "of:When are you shut?"))


def test_a_passage_has_several_questions_and_is_told_in_each_language(passages: Passages) -> None:
    passages.write([*FAQS, SHUT, SHUT_HINDI, SHUT_DEVANAGARI])
    other = passages.answer("is your counter closed on any day")
    assert other is not None
    assert other.passage.title == "When are you shut?"
    hindi = passages.answer("when you shut stay", typed="kab band rehte ho aap")
    assert hindi is not None
    assert hindi.passage.in_("hi-Latn").startswith("Somvaar")
    assert hindi.passage.in_("hi-Deva").startswith("सोमवार")
    assert hindi.passage.in_("en").startswith("On Mondays")


def test_another_question_that_was_taken_back_finds_nothing(passages: Passages) -> None:
    passages.write([*FAQS, SHUT])
    passages.write([*FAQS])
    assert passages.answer("is your counter closed on any day") is None
