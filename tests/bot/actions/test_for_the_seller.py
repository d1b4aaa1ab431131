"""Who sells what is told by the shop, and no seller is asked; nor for the price, the tax or a scheme."""

import pytest

import bot.actions.bargaining
import bot.actions.faq
import bot.actions.looking
import bot.actions.people
import bot.actions.recommending
import bot.actions.talk  # noqa: F401  # they register their actions
from bot.dialogue.turn import Tools
from bot.reading.reader import Reader
from chat.tables import conversations
from shop.sellers.service.questions import Questions
from storage.database import stamp
from tests.bot.actions.speaking import Says, with_goods, words
from tests.storage.shop_for_tests import NOW

pytestmark = pytest.mark.slow  # the reader may have to be fitted first


@pytest.fixture
def shop(tools: Tools, reader: Reader) -> Tools:
    with tools.db.write() as tx:
        here = {"id": "w_1", "customer_id": "c0", "channel": "web", "address": "w_1", "state": "bot"}
        times = {"created_at": stamp(NOW), "last_at": stamp(NOW)}
        tx.execute(conversations.insert().values(**here, **times, dialogue={}))
    return with_goods(tools, reader)


@pytest.mark.parametrize(
    "said",
    [
        "which vendor sells tata salt 1kg?",
        "tata salt 1kg kaun bechta hai",
        "supplier of the tata salt 1kg pls",
    ],
)
def test_who_sells_it_goes_to_no_seller(shop: Tools, says: Says, said: str) -> None:
    told = words(says(said))
    assert "passed" not in told
    assert "Which product" not in told
    assert not Questions(shop.db).waiting_of("c0")


def test_what_only_the_seller_knows_is_passed_on(shop: Tools, says: Says) -> None:
    says("ask the seller of tata salt 1kg if the sacks are stitched")
    assert [one.sku for one in Questions(shop.db).waiting_of("c0")] == ["SALT-1"]
