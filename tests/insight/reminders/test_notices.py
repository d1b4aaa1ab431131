"""Reminders: what they say."""

from insight.learning.model import Model
from insight.recommending.recommend import Recommender
from insight.reminders.notices import reminder, reminder_words
from tests.insight.shops import NOW, Memory, Shelf


def test_a_reminder_names_what_is_due_with_reasons(model: Model) -> None:
    due = Recommender(model, Shelf(), Memory()).due("C004", NOW)
    words = reminder_words(due, "en")
    assert all(f"{one.quantity} x {one.product.title}" in words for one in due)
    assert "about every" in words
    assert "STOP" in words
    assert "khatam" in reminder_words(due, "hi")
    assert reminder_words(due, "hi-Deva").startswith("शायद यह ख़त्म होने वाला है:")
    said = reminder(due, "hi-Deva")
    assert said is not None
    assert [option.title for option in said.options] == ["सब डाल दें", "बास्केट दिखाएँ"]


def test_one_thing_alone_is_no_reason_to_write(model: Model) -> None:
    due = Recommender(model, Shelf(), Memory()).due("C004", NOW)
    assert reminder_words(due[:1], "en") == ""
    assert reminder_words((), "en") == ""
