"""The language that a message is answered in."""

import pytest

from bot.dialogue.language import written_in


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("मेरा ऑर्डर कहाँ है", "hi-Deva"),
        ("mera order kahan hai", "hi-Latn"),
        ("where is my order", "en"),
        ("where is order d7kab9hai", "en"),  # the letters of a number say nothing
        ("please make D4A0YTA6E cash on delivery", "en"),
        ("ગાંઠિયા 10 પેકેટ આપો", "en"),
        ("maggi 70g", ""),
    ],
)
def test_what_a_message_shows(said: str, language: str) -> None:
    assert written_in(said) == language
