"""An address is taken without what was said beside it."""

from dataclasses import replace

import pytest

from bot.dialogue.address_said import parted_address
from bot.dialogue.turn import Tools, Turn
from bot.reading.reader import Reader
from tests.storage.shop_for_tests import NOW

pytestmark = pytest.mark.slow  # the reader may have to be fitted first


@pytest.mark.parametrize(
    ("said", "address", "beside"),
    [
        (
            "flat 4, 12 Karve Road, Pune 411038. can i pay cash on delivery?",
            "flat 4, 12 Karve Road, Pune 411038.",
            ["payment_methods"],
        ),
        ("12 MG Road, Pune 411001", "12 MG Road, Pune 411001", []),
        (
            "Shop 3\nGandhi Chowk, Nashik 422001\ndelivery charge kitna hai?",
            "Shop 3 Gandhi Chowk, Nashik 422001",
            ["delivery_options"],
        ),
        ("is delivery free?", "is delivery free?", []),  # no address at all stays as it was said
    ],
)
def test_an_address_and_what_is_beside_it(
    tools: Tools,
    reader: Reader,
    said: str,
    address: str,
    beside: list[str],
) -> None:
    turn = Turn("t", "w_1", "c0", "web", "en", "", said, "inform", 0.9, {}, {}, NOW, said=said)
    found, asked = parted_address(turn, replace(tools, extras={"reader": reader}), said)
    assert found == address
    assert [act for act, _ in asked] == beside
