"""What is written as a picture, in words."""

import pytest

from chat.emoji import in_words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("👍", "ok"),
        ("👋", "hello"),
        ("🍚", "rice"),
        ("🥛?", "milk"),
        ("🍞🧈", "bread butter"),
        ("😀", ""),
        ("🤷", ""),
        ("...", ""),
        ("2 maggi 👍", "2 maggi 👍"),
    ],
)
def test_pictures_alone_are_said(written: str, said: str) -> None:
    assert in_words(written) == said
