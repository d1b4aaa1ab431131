"""What a message is taken for before an action is chosen."""

from dataclasses import replace

import pytest

from bot.dialogue.turn import Tools, Turn
from bot.reading.reader import Reader
from bot.routing.intents import read_message
from shop.finding.remembered import LAST_SHOWN
from tests.storage.shop_for_tests import NOW

pytestmark = pytest.mark.slow  # the reader may have to be fitted first


@pytest.mark.parametrize(
    "said", ["fine. when will it be delivered??", "what is delivery charge and minimum order?"]
)
def test_wishes_of_their_own_are_told_apart_from_what_names_nothing(
    tools: Tools, reader: Reader, said: str
) -> None:
    shop = replace(tools, extras={**tools.extras, "reader": reader})
    turn = Turn("t", "w_1", "c0", "web", "en", "", said, "", 0.0, {}, {}, NOW, said=said)
    wishes = [wish["intent"] for wish in read_message(turn, shop)["wishes"]]
    assert "inform" not in wishes
    assert set(wishes) <= {"delivery_options", "track_order", "faq"}


@pytest.mark.parametrize(
    "said", ["3 kg salt and 2 tea, what would that cost", "10 salt aur 5 tea ka rate batao"]
)
def test_what_all_costs_orders_nothing(tools: Tools, reader: Reader, said: str) -> None:
    shop = replace(tools, extras={**tools.extras, "reader": reader})
    turn = Turn("t", "w_1", "c0", "web", "en", "", said, "", 0.0, {}, {}, NOW, said=said)
    assert read_message(turn, shop)["wishes"] == []


def test_what_was_shown_and_is_asked_back_is_no_wish(tools: Tools, reader: Reader) -> None:
    shop = replace(tools, extras={**tools.extras, "reader": reader})
    shown = next(p.sku for p in tools.catalogue.all() if "tea" in p.title.lower())
    said = "tea? i was talking of salt. show me tata salt 1kg"
    turn = Turn("t", "w_1", "c0", "web", "en", "", said, "", 0.0, {}, {}, NOW, said=said)
    shop.contexts.save("c0", LAST_SHOWN, (shown,), NOW)
    assert not any("tea" in wish["text"] for wish in read_message(turn, shop)["wishes"])
