"""How and when money comes back: of the claim that is open, else by the ways of the order."""

from dataclasses import replace

import pytest

import bot.actions.carting
import bot.actions.checking_out
import bot.actions.delivering
import bot.actions.following
import bot.actions.ordering
import bot.actions.people
import bot.actions.returning
import bot.actions.talk  # noqa: F401  # they register their actions
from bot.dialogue.turn import Tools
from bot.reading.reader import Reader
from shop.claims.claim import ClaimRules
from shop.claims.service import Claims
from tests.bot.actions.past_orders import with_past
from tests.bot.actions.speaking import Says, cart, words

pytestmark = pytest.mark.slow  # the reader may have to be fitted first


@pytest.fixture
def shop(tools: Tools, reader: Reader) -> Tools:
    shop = with_past(tools, reader)
    return replace(shop, extras={**shop.extras, "claim_rules": ClaimRules(at_once_claims=0)})


def claimed(shop: Tools, says: Says) -> str:
    says("3 salt missing in order D-500002")
    says("money back in cash please")
    (claim,) = Claims(shop.db).of_customer("c0")
    return claim.id


@pytest.mark.parametrize(
    "said",
    ["in what way does my money reach me, i had given cash", "paisa kis tarah aur kab milega", "when?"],
)
def test_with_a_claim_open_it_is_about_that_claim(shop: Tools, says: Says, said: str) -> None:
    number = claimed(shop, says)
    told = words(says(said))
    assert number in told and "Rs 81.30" in told
    assert "cash on delivery" not in told.lower()


def test_what_comes_later_is_not_taken_for_the_claim(shop: Tools, says: Says) -> None:
    number = claimed(shop, says)
    says("where is order D-500003")
    assert number not in words(says("how many days?"))


def test_without_one_it_is_told_by_which_way_money_goes_back(shop: Tools, says: Says) -> None:
    told = words(says("how will a refund reach me, i paid in cash"))
    assert "D-500002" in told and "Cash" in told
    assert not cart(shop)
