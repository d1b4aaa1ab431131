"""Goods that did not come as bought are claimed by talking: shown first, made with one yes, once."""

from dataclasses import replace
from datetime import timedelta

import pytest

import bot.actions.carting
import bot.actions.checking_out
import bot.actions.delivering
import bot.actions.following
import bot.actions.looking
import bot.actions.ordering
import bot.actions.people
import bot.actions.returning
import bot.actions.talk  # noqa: F401  # they register their actions
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn
from bot.reading.reader import Reader
from chat.payloads import command_of
from chat.tables import conversations
from desk.service.handover import Desk
from shop.claims.claim import ClaimRules
from shop.claims.photos import PHOTOS_SENT
from shop.claims.service import Claims
from shop.claims.taps import ClaimGoods, items_as_text
from shop.history.service import RecordWrites
from shop.orders.service.orders import Orders
from storage.database import stamp
from tests.bot.actions.past_orders import line, with_past
from tests.bot.actions.speaking import Says, cart, titles, words
from tests.storage.shop_for_tests import NOW

pytestmark = pytest.mark.slow  # the reader may have to be fitted first

BY_HAND = ClaimRules(at_once_claims=0)
SALT, TEA = "x Tata Salt 1 kg", "x Red Label Tea 250 g"


@pytest.fixture
def shop(tools: Tools, reader: Reader) -> Tools:
    """c0's order of the 17th came four days ago; of claims a person decides."""
    shop = with_past(tools, reader)
    return replace(shop, extras={**shop.extras, "claim_rules": BY_HAND})


def call(shop: Tools) -> None:
    """c0 waits for a person in w_1."""
    with shop.db.write() as tx:
        here = {"id": "w_1", "customer_id": "c0", "channel": "web", "address": "w_1", "state": "bot"}
        times = {"created_at": stamp(NOW), "last_at": stamp(NOW)}
        tx.execute(conversations.insert().values(**here, **times, dialogue={}))
    Desk(shop.db).ask("w_1", "asked", NOW)


def tapped(shop: Tools, answer: Answer, title: str, **more: object) -> Answer:
    option = next(o for r in answer.replies for o in r.options if title in o.title and o.command)
    assert option.command is not None
    given = {name: [value] for name, value in {**option.command.entities, **more}.items()}
    turn = Turn(f"tap {title}", "w_1", "c0", "web", "en", "", "", option.command.intent, 1.0, given, {},
                NOW + timedelta(minutes=9))  # fmt: skip
    return ACTIONS[f"action_{option.command.intent}"](turn, shop)


@pytest.mark.parametrize(
    ("said", "goods", "kind"),
    [
        ("3 salt missing in order D-500002", f"3 {SALT}", "missing"),
        ("salt 3 packet kam aaye", f"3 {SALT}", "kam aaya"),
        ("4 me se 2 tea toote the", f"2 {TEA}", "toota"),
        ("2 out of 6 salt were broken", f"2 {SALT}", "damaged"),
        ("1 red label tea leak tha", f"1 {TEA}", "toota"),
        ("all 4 red label tea are expired", f"4 {TEA}", "past its date"),
        ("1 red label tea nahi aayi", f"1 {TEA}", "nahi mila"),
        ("wrong tea came in my last order, all 4", f"4 {TEA}", "wrong item"),
    ],
)
def test_it_is_shown_as_it_will_be_before_it_is_made(
    shop: Tools, says: Says, said: str, goods: str, kind: str
) -> None:
    asked = says(said)
    assert goods in words(asked)
    assert kind in words(asked)
    assert "D-500002" in words(asked)
    assert any("Rs" in title for title in titles(asked))
    assert not cart(shop)
    assert Claims(shop.db).of_customer("c0") == []


def test_a_yes_makes_it_and_it_has_a_number_and_a_day(shop: Tools, says: Says) -> None:
    made = tapped(shop, says("3 salt missing in order D-500002"), "back in cash")
    (claim,) = Claims(shop.db).of_customer("c0")
    assert (claim.kind, claim.pieces, claim.wish, claim.state) == ("missing", {"SALT-1": 3}, "refund", "open")
    assert claim.words == "3 salt missing in order D-500002"
    assert claim.id in words(made)
    assert "You get an answer by" in words(made)
    assert claim.id in words(says("claim ka kya hua"))
    shown = says("order D-500002 status")
    assert claim.id in words(shown)


def test_a_small_one_is_settled_at_once(shop: Tools, says: Says) -> None:
    quick = replace(shop, extras={**shop.extras, "claim_rules": ClaimRules()})
    asked = says("1 salt missing in order D-500002")
    done = tapped(quick, asked, "back in cash")
    assert "is settled: Rs 27.10 goes back to you" in words(done)
    refunds = [p.amount.minor for p in Orders(shop.db).view("D-500002").order.payments if p.kind == "refund"]
    assert refunds == [2710]


def test_how_many_is_asked_where_it_is_not_said(shop: Tools, says: Says) -> None:
    asked = says("salt of order D-500002 came damaged")
    assert "How many of the 6 x Tata Salt" in words(asked)
    assert f"2 {SALT}" in words(says("2"))


def test_which_goods_is_asked_and_the_count_is_kept(shop: Tools, says: Says) -> None:
    asked = says("2 packets were missing in order D-500002")
    assert "Which of the goods" in words(asked)
    assert f"2 {TEA}" in words(tapped(shop, asked, "Red Label"))


@pytest.mark.parametrize(
    "said",
    ["3 packet kam aaye", "wrong item came", "expired maal diya", "10 me se 2 toote the", "galat maal aaya",
     "my last order had broken items", "delivery me ek cheez missing hai", "mera saman toota hua aaya",
     "wrong item came in my last order"],
)  # fmt: skip
def test_words_without_goods_ask_which(shop: Tools, says: Says, said: str) -> None:
    asked = says(said)
    assert [o.command.intent for r in asked.replies for o in r.options if o.command] == ["complaint"] * 3
    assert {f"6 {SALT}", f"4 {TEA}"} <= set(titles(asked))


@pytest.mark.parametrize(
    ("said", "few"),
    [("9 tata salt leaked in order D-500002", f"6 {SALT}"), ("5 of my red label tea came torn", f"4 {TEA}")],
)
def test_more_than_came_is_said_plainly_and_is_about_what_came(
    shop: Tools, says: Says, said: str, few: str
) -> None:
    asked = says(said)
    assert "had only" in words(asked)
    assert few in words(asked)
    assert any("back in cash" in title for title in titles(asked))


@pytest.mark.parametrize(
    ("said", "goods"),
    [
        ("the red label", f"2 {TEA}"),
        ("salt, 5 out of 6", f"5 {SALT}"),
        ("red label 3 and the salt, all 6", f"6 {SALT}"),
        ("sab red label, aur salt 3", f"4 {TEA}"),
    ],
)
def test_which_goods_is_answered_in_words(shop: Tools, says: Says, said: str, goods: str) -> None:
    says("2 packets were missing in order D-500002")
    asked = says(said)
    assert goods in words(asked)
    assert any("back in cash" in title or "wapas nakad" in title for title in titles(asked))
    assert not cart(shop)


@pytest.mark.parametrize(
    ("said", "wish"), [("no new pieces, money only", "refund"), ("send new ones, no money", "replacement")]
)
def test_what_is_wanted_is_answered_in_words(shop: Tools, says: Says, said: str, wish: str) -> None:
    says("3 salt missing in order D-500002")
    says(said)
    assert Claims(shop.db).of_customer("c0")[0].wish == wish


def test_what_never_came_is_claimed_though_it_is_listed_like_an_order(shop: Tools, says: Says) -> None:
    asked = says("these two never came with my delivery. 2 tata salt 1kg, 1 red label tea")
    assert f"2 {SALT}" in words(asked) and f"1 {TEA}" in words(asked)
    assert any(o.command.intent == "complaint" for r in asked.replies for o in r.options if o.command)
    assert not cart(shop)


def test_an_order_that_is_too_old_is_said_so_before_its_goods_are_asked(shop: Tools, says: Says) -> None:
    RecordWrites(shop.db).orders(
        [line("D-500000", 2, "SALT-1", 4, 2600), line("D-500000", 2, "TEA-R", 1, 13900)]
    )
    late = says("2 packets were torn in order D-500000")
    assert "within 7 days" in words(late)
    assert "Which of the goods" not in words(late)


def test_more_than_came_goes_back_as_no_more_either(shop: Tools, says: Says) -> None:
    told = words(says("take back 9 red label tea of order D-500002, they are damaged"))
    assert "has only 4 x Red Label Tea" in told


def test_no_makes_none(shop: Tools, says: Says) -> None:
    asked = says("3 salt missing in order D-500002")
    assert "no claim is made" in words(tapped(shop, asked, titles(asked)[-1]))
    assert Claims(shop.db).of_customer("c0") == []


@pytest.mark.parametrize(
    ("said", "goods"),
    [
        ("2 red label tea were torn, i want a refund or a replacement", f"2 {TEA}"),
        ("please exchange 3 tata salt of my last order, they came wet", f"3 {SALT}"),
        ("return 2 red label tea of order D-500002, they are damaged", f"2 {TEA}"),
    ],
)
def test_faulty_goods_are_claimed_whatever_it_is_called(
    shop: Tools, says: Says, said: str, goods: str
) -> None:
    asked = says(said)
    assert goods in words(asked)
    assert any("back in cash" in title for title in titles(asked))
    assert not any("more in all" in title for title in titles(asked))


def test_a_claim_is_made_while_a_colleague_is_called(shop: Tools, says: Says) -> None:
    call(shop)
    asked = says("3 salt of order D-500002 came wet, replace them or give the money")
    assert f"3 {SALT}" in words(asked)
    assert "Your call to a colleague stays open" in words(asked)
    assert any("back in cash" in title for title in titles(asked))


def test_what_is_too_late_is_kept_for_who_is_called_and_exchanged_for_nothing(
    shop: Tools, says: Says
) -> None:
    call(shop)
    late = says("2 salt of order D-500001 came torn, i want a replacement")
    assert "within 7 days" in words(late)
    assert "Kept for my colleague" in words(late)
    again = says("i want those 2 exchanged")
    assert "Kept for my colleague" in words(again)
    assert "For what shall I exchange" not in words(again)


def test_what_is_too_late_for_a_claim_may_still_be_returned(shop: Tools, says: Says) -> None:
    asked = says("return 2 salt of order D-500001, they came torn")
    assert "within 7 days" not in words(asked)
    assert any("refund to" in title for title in titles(asked))


def test_a_question_about_an_order_claims_nothing(shop: Tools, says: Says) -> None:
    says("order D-500002 status")
    answer = says("maine radd nahi kiya. usse pehle wala kab mila tha")
    assert not any(o.command.intent == "complaint" for r in answer.replies for o in r.options if o.command)


def test_the_goods_named_tell_which_order_where_the_last_has_them_not(shop: Tools, says: Says) -> None:
    RecordWrites(shop.db).orders([line("D-500004", 20, "TEA-B", 1, 26500)])
    asked = says("2 tata salt of my last order came torn, refund or replacement please")
    assert f"2 {SALT}" in words(asked)
    assert "D-500002" in words(asked)


def test_an_order_that_is_over_is_ordered_anew_without_what_is_refused(shop: Tools, says: Says) -> None:
    says("order D-500002 status")
    asked = says("send this order again please, but no tata salt")
    assert "Red Label Tea" in words(asked)
    assert "cancel" not in words(asked).lower()
    assert any(o.command.intent == "repeat_order" for r in asked.replies for o in r.options if o.command)


def test_who_says_not_to_cancel_reads_nothing_of_cancelling(shop: Tools, says: Says) -> None:
    says("order D-500002 status")
    told = words(says("do not cancel it, i want the same goods once more"))
    assert "can't be cancelled" not in told


def test_what_is_to_be_taken_back_stays_a_return(shop: Tools, says: Says) -> None:
    asked = says("take back 2 red label tea of order D-500002, they are damaged")
    assert "Yes, refund to" in titles(asked)[0]
    more = says("and the salt was torn, all 6")  # of that return
    assert "Yes, refund to" in titles(more)[0]


def test_photos_sent_before_come_along(shop: Tools, says: Says) -> None:
    shop.contexts.save("c0", PHOTOS_SENT, ("kept:a", "telegram:b"), NOW)
    asked = says("1 red label tea of order D-500002 leaked")
    assert "I have your photo" in words(asked)
    tapped(shop, asked, "back in cash")
    assert Claims(shop.db).of_customer("c0")[0].photos == ("kept:a", "telegram:b")
    assert shop.contexts.get("c0", PHOTOS_SENT, NOW) is None


def test_the_same_pieces_are_not_claimed_twice(shop: Tools, says: Says) -> None:
    tapped(shop, says("all 6 salt missing in order D-500002"), "back in cash")
    again = says("1 salt missing in order D-500002")
    assert "only 0 are not claimed" in words(again)
    assert any("person" in title.lower() for title in titles(again))


def test_what_came_long_ago_is_said_to_be_too_late_with_a_person(shop: Tools, says: Says) -> None:
    late = says("2 salt missing in order D-500001")
    assert "within 7 days" in words(late)
    assert any("person" in title.lower() for title in titles(late))


def test_what_is_not_there_yet_is_said(shop: Tools, says: Says) -> None:
    assert "not delivered yet" in words(says("1 tea broken in order D-500003"))


@pytest.mark.parametrize(("count", "told"), [(0, "one or more"), (10_000, "had 6 of"), (-3, "one or more")])
def test_counts_that_make_no_sense_are_refused(shop: Tools, says: Says, count: int, told: str) -> None:
    asked = says("salt of order D-500002 came damaged")
    wrong = ClaimGoods("damaged", "D-500002", items_as_text({"SALT-1": count}), "refund", "cash", "x")
    given = {"text": [command_of(wrong).entities["text"]], "quantity": [count]}
    turn = Turn(
        "t", "w_1", "c0", "web", "en", "", "", "complaint", 1.0, given, {}, NOW + timedelta(minutes=9)
    )
    assert "How many" in words(asked)
    assert told in words(ACTIONS["action_complaint"](turn, shop))
    assert Claims(shop.db).of_customer("c0") == []


def test_somebody_elses_order_and_claim_are_not_there(shop: Tools, says: Says) -> None:
    assert "no order d-999999" in words(says("2 salt missing in order D-999999")).lower()
    tapped(shop, says("3 salt missing in order D-500002"), "back in cash")
    (claim,) = Claims(shop.db).of_customer("c0")
    assert "no claim CL-222222 of yours" in words(says("where is my claim CL-222222"))
    assert claim.id in words(says(f"where is my claim {claim.id}"))


def test_a_claim_is_taken_back_after_a_yes(shop: Tools, says: Says) -> None:
    tapped(shop, says("3 salt missing in order D-500002"), "back in cash")
    asked = says("withdraw my claim")
    assert Claims(shop.db).of_customer("c0")[0].state == "open"
    assert "is withdrawn" in words(tapped(shop, asked, "Yes, withdraw"))
    assert Claims(shop.db).of_customer("c0")[0].state == "withdrawn"
    assert "No claim of yours is open" in words(says("withdraw my claim"))


@pytest.mark.parametrize(
    "said",
    ["what if something comes damaged", "salt kam karo", "add 2 tata salt", "bahut kharab service hai aapki"],
)  # fmt: skip
def test_other_things_are_no_claim(shop: Tools, says: Says, said: str) -> None:
    answer = says(said)
    assert "claim" not in words(answer).lower()
    assert not any("back in cash" in title for title in titles(answer))
