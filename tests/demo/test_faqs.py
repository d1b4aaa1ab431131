"""The demo's FAQs answer what retailers ask."""

import pytest

from demo.faqs import faqs


def test_there_are_enough_and_each_is_whole() -> None:
    found = faqs()
    assert len(found) >= 60
    assert len({faq.question.lower() for faq in found}) == len(found)
    for faq in found:
        assert faq.question.endswith("?")
        assert 40 < len(faq.answer) < 600
        assert faq.tags


SUBJECTS = "delivery return refund payment credit invoice moq damaged cancellation account tracking sellers"


@pytest.mark.parametrize("tag", SUBJECTS.split())
def test_every_subject_is_there(tag: str) -> None:
    assert any(tag in faq.tags for faq in faqs())
