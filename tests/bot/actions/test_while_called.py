"""While a colleague is waited for, what the assistant can answer is answered, and the call is kept."""

import pytest

import bot.actions.carting
import bot.actions.checking_out
import bot.actions.following
import bot.actions.looking
import bot.actions.people
import bot.actions.talk  # noqa: F401  # they register their actions
from bot.actions.while_called import call_told
from bot.dialogue.turn import Tools, Turn
from bot.reading.reader import Reader
from chat.service.inbox import Turns
from chat.tables import conversations
from desk.service.calling import call_of
from desk.service.handover import Desk
from shop.history.service import RecordWrites
from storage.database import stamp
from tests.bot.actions.past_orders import line
from tests.bot.actions.speaking import Says, cart, with_goods, words
from tests.storage.shop_for_tests import NOW

pytestmark = pytest.mark.slow  # the reader may have to be fitted first
OPEN = "Your call to a colleague stays open"


@pytest.fixture
def shop(tools: Tools, reader: Reader) -> Tools:
    """The shop where c0 waits for a person in w_1."""
    with tools.db.write() as tx:
        here = {"id": "w_1", "customer_id": "c0", "channel": "web", "address": "w_1", "state": "bot"}
        times = {"created_at": stamp(NOW), "last_at": stamp(NOW)}
        tx.execute(conversations.insert().values(**here, **times, dialogue={}))
    Desk(tools.db).ask("w_1", "payment", NOW)
    return with_goods(tools, reader)


def waits(shop: Tools) -> bool:
    return Turns(shop.db).conversation("w_1").state == "waiting"


@pytest.mark.parametrize("said", ["can i pay cash on delivery?", "kya cash on delivery chalega"])
def test_a_question_is_answered_and_the_call_stays(shop: Tools, says: Says, said: str) -> None:
    told = words(says(said))
    assert "cash on delivery" in told.lower()
    assert OPEN in told or "bulaya hua hai" in told
    assert waits(shop)


def test_goods_are_put_in_and_the_call_stays(shop: Tools, says: Says) -> None:
    assert OPEN in words(says("meanwhile add 5 tata salt 1kg"))
    assert cart(shop) == {"SALT-1": 5}
    assert waits(shop)


@pytest.mark.parametrize(
    "said",
    ["the money was deducted two times, my bank shows both", "is someone coming for my complaint?",
     "the boxes were torn when they came", "it is for my hotel"],
)  # fmt: skip
def test_what_is_for_the_colleague_is_kept_and_told_when_they_come(
    shop: Tools, says: Says, said: str
) -> None:
    told = words(says(said))
    assert told.startswith("Kept for my colleague")
    assert OPEN in told
    assert waits(shop)


def test_once_the_call_has_ended_it_is_told_and_another_offered(shop: Tools, says: Says) -> None:
    Desk(shop.db).back("w_1", NOW)
    assert call_of(shop.db, "w_1").ended
    turn = Turn("t", "w_1", "c0", "web", "en", "", "is my refund coming", "refund_status", 0.9, {}, {}, NOW)
    told = words(call_told(turn, shop, "No refund of yours is open."))
    assert told.startswith("No refund of yours is open. No colleague is called now: that call ended.")
    says("yes")
    assert waits(shop)


def test_who_asks_about_an_ended_call_is_not_left_without_one(shop: Tools, says: Says) -> None:
    Desk(shop.db).back("w_1", NOW)
    told = words(says("has somebody seen my complaint yet"))
    assert "that call ended" in told or waits(shop)


@pytest.mark.parametrize("said", ["how much longer?", "koi aaya kya? kitna time aur", "is anyone there?"])
def test_who_waits_is_told_that_nobody_is_there_yet(shop: Tools, says: Says, said: str) -> None:
    told = words(says(said))
    assert "No colleague is here yet" in told or "koi saathi nahi aaya" in told
    assert waits(shop)


def test_an_order_is_cancelled_while_a_colleague_is_waited_for(shop: Tools, says: Says) -> None:
    told = words(says("cancel my order please"))
    assert "Kept for my colleague" not in told
    assert waits(shop)


@pytest.mark.parametrize("said", ["ok good. checkout please", "add 2 tata salt 1kg", "cart dikhao"])
def test_what_the_assistant_can_do_is_done(shop: Tools, says: Says, said: str) -> None:
    says("add 5 tata salt 1kg")
    told = words(says(said))
    assert "Kept for my colleague" not in told
    assert "rakh liya" not in told
    assert waits(shop)


@pytest.mark.parametrize("said", ["zebra moon purple yesterday", "so many clouds over our street today"])
def test_what_is_not_understood_is_kept_in_one_line(shop: Tools, says: Says, said: str) -> None:
    answer = says(said)
    assert words(answer).startswith("Kept for my colleague")
    assert len(answer.replies) == 1


@pytest.mark.parametrize("said", ["i need no agent now, show my cart", "insaan nahi chahiye, cart dikhao"])
def test_who_wants_nobody_after_all_ends_the_call_and_is_served(shop: Tools, says: Says, said: str) -> None:
    says("add 5 tata salt 1kg")
    told = words(says(said))
    assert "Tata Salt" in told
    assert not waits(shop)


def test_an_insult_beside_a_wish_calls_nobody(shop: Tools, says: Says) -> None:
    Desk(shop.db).back("w_1", NOW)
    answer = says("add 5 tata salt 1kg. stupid machine")
    assert cart(shop) == {"SALT-1": 5}
    assert "sorry" in words(answer)
    assert any(o.command.intent == "human_agent" for r in answer.replies for o in r.options if o.command)
    assert not waits(shop)


def calls_anew(shop: Tools, says: Says) -> None:
    Desk(shop.db).back("w_1", NOW)
    says("let me talk to a person please")
    assert waits(shop)


@pytest.mark.parametrize(
    "said",
    [
        "3 tata salt 1kg and 2 red label tea were torn, i paid for all of it, send it or give the money",
        "2 salt packets burst, who pays for them",
        "this is Meena of Meena Stores, the driver was rude with my son this morning and just left",
    ],
)
def test_what_comes_first_is_left_for_the_colleague(shop: Tools, says: Says, said: str) -> None:
    calls_anew(shop, says)
    assert words(says(said)).startswith("Kept for my colleague")
    assert not cart(shop)


@pytest.mark.parametrize("said", ["add 5 tata salt 1kg", "5 tata salt 1kg, 2 red label tea 250g"])
def test_a_clear_wish_that_comes_first_is_served(shop: Tools, says: Says, said: str) -> None:
    calls_anew(shop, says)
    says(said)
    assert cart(shop)["SALT-1"] == 5


def test_what_they_ask_of_their_own_orders_is_told(shop: Tools, says: Says) -> None:
    RecordWrites(shop.db).orders([line("D-500002", 17, "SALT-1", 6, 2710)])
    calls_anew(shop, says)
    told = words(says("which number and amount has my last order? they will want to know"))
    assert "D-500002" in told and "Rs 162.60" in told
    assert OPEN in told
    assert waits(shop)
