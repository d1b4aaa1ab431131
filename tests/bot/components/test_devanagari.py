"""The scripts of India in Latin letters, as people type them."""

import pytest

from bot.components.devanagari import latin


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("मुझे 5 किलो चीनी", "mujhe 5 kilo chini"),
        ("ગોપાલના ગાંઠિયા ૨૫૦ ગ્રામ", "gopalna ganthiya 250 gram"),
        ("সরষের তেল ১ লিটার", "sarsher tel 1 litar"),
        ("இட்லி அரிசி 25 கிலோ", "itli arichi 25 kilo"),
        ("పప్పు 1 కిలో", "pappu 1 kilo"),
        ("ಅಕ್ಕಿ 5", "akki 5"),
        ("maggi 70g", "maggi 70g"),
    ],
)
def test_as_it_is_typed(written: str, typed: str) -> None:
    assert latin(written) == typed
