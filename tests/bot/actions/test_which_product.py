"""Every question about a product finds it the same way: named, pointed at, by its size, or spoken of."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

import bot.actions.asking_about
import bot.actions.bargaining
import bot.actions.looking  # noqa: F401  # they register their actions
from bot.actions import finding
from bot.actions.asking_about import asked_of_another
from bot.actions.open_quote import quote_gone_on
from bot.dialogue.spoken_of import note_page, spoken_of
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn, say
from bot.reading.reader import Reading
from chat.reply import text
from shop.catalogue.product import Tier
from shop.catalogue.service import CatalogueWrites
from shop.finding.remembered import LAST_SHOWN, TOUCHED
from shop.money import Money
from tests.bot.told import Told, reading
from tests.storage.shop_for_tests import NOW, SALT, TEA, TEA_BIG

Say = Callable[..., Answer]
PAGE = f"sku:{TEA.sku}"
BIG, SMALL = TEA_BIG.title, TEA.title


@pytest.fixture
def shop(tools: Tools) -> Tools:
    """The tea costs less from five and from twenty on."""
    tiers = (Tier(5, Money(13500)), Tier(20, Money(13000)))
    stated = {**TEA.attributes, "gst": "5%"}
    salt = replace(SALT, attributes={"gst": "18%"})
    CatalogueWrites(tools.db).products([replace(TEA, tiers=tiers, attributes=stated), salt])
    return tools


def turn_of(read: Reading, minute: int, page: str = "") -> Turn:
    intent = max(read.acts, key=lambda act: read.acts[act])
    now = NOW + timedelta(minutes=minute)
    return Turn(
        f"t{minute}", "w_1", "c0", "web", "en", page, read.text, intent, 0.9, {}, {}, now, said=read.text
    )


def knowing(tools: Tools, read: Reading) -> Tools:
    return replace(tools, extras={**tools.extras, "reader": Told(read)})


@pytest.fixture
def told(shop: Tools) -> Say:
    """What is answered to this, read so, on this page."""
    number = 0

    def in_words(read: Reading, page: str = "") -> str:
        nonlocal number
        number += 1
        turn = turn_of(read, number, page)
        answer = ACTIONS[f"action_{turn.intent}"](turn, knowing(shop, read))
        return "\n".join(reply.text for reply in answer.replies)

    return in_words  # type: ignore[return-value]


def spoken(tools: Tools, minute: int, page: str = "") -> list[str]:
    return [product.sku for product in spoken_of(turn_of(reading("x", "faq"), minute, page), tools)]


def test_a_page_is_spoken_of_until_something_else_is_shown(tools: Tools) -> None:
    assert spoken(tools, 1) == []
    assert spoken(tools, 1, PAGE) == [TEA.sku]
    note_page(turn_of(reading("x", "faq"), 1, PAGE), tools)
    tools.contexts.save("c0", LAST_SHOWN, (SALT.sku,), NOW + timedelta(minutes=2))
    assert spoken(tools, 3, PAGE) == [SALT.sku]
    assert spoken(tools, 4, f"sku:{TEA_BIG.sku}") == [TEA_BIG.sku]  # they went on to another page


def test_what_was_put_in_last_is_spoken_of(tools: Tools) -> None:
    tools.contexts.save("c0", LAST_SHOWN, (SALT.sku, TEA.sku), NOW)
    assert spoken(tools, 1) == [SALT.sku, TEA.sku]  # to be asked about
    tools.contexts.save("c0", TOUCHED, TEA.sku, NOW + timedelta(minutes=2))
    assert spoken(tools, 3) == [TEA.sku]


def test_by_the_piece_and_by_the_case_is_one_thing(tools: Tools) -> None:
    case = replace(TEA, sku="CASE", title=f"{TEA.title} x 12")
    CatalogueWrites(tools.db).products([case])
    tools.contexts.save("c0", LAST_SHOWN, ("CASE", TEA.sku), NOW)
    assert spoken(tools, 1) == [TEA.sku]


def test_a_price_without_a_name_is_of_the_page(told: Say) -> None:
    said = told(reading("what would 5 of those cost", "ask_price", "A:5", "R:those"), PAGE)
    assert "5 of them: Rs 135 each, Rs 675 in all" in said


def test_several_counts_are_each_told_with_their_sum(told: Say) -> None:
    said = told(reading("rate for 5 and for 20", "ask_price", "A:5", "A:20"), PAGE)
    assert "5 of them: Rs 135 each" in said
    assert "20 of them: Rs 130 each, Rs 2,600 in all" in said


def test_words_that_name_nothing_sold_are_about_what_is_spoken_of(told: Say) -> None:
    assert SMALL in told(reading("is the lid there", "check_stock", "G:lid"), PAGE)


def test_a_size_alone_is_another_size_of_it(shop: Tools, told: Say) -> None:
    shop.contexts.save("c0", LAST_SHOWN, (TEA.sku,), NOW)
    assert BIG in told(reading("and the 500 g one how much", "ask_price", "S:500 g"))


def test_a_question_of_what_is_stated_is_no_question_of_price(told: Say) -> None:
    said = told(reading("how much gst is on it", "ask_price", "R:it", ask_attribute=0.3), PAGE)
    assert said == f"GST on {SMALL} is 5%, and the price includes it."


def test_a_question_goes_on_with_other_goods(shop: Tools, told: Say) -> None:
    told(reading("gst of it", "ask_attribute", "R:it"), PAGE)
    shop.contexts.save("c0", LAST_SHOWN, (TEA.sku,), NOW + timedelta(minutes=1))
    # ... of what is in view by its name; what says more than a name asks for something of its own
    more = reading("show me tea", "search_product", "G:tea")
    assert asked_of_another(turn_of(more, 2), knowing(shop, more)) is None
    on = reading("and of the tea?", "search_product", "G:tea")
    answer = asked_of_another(turn_of(on, 2), knowing(shop, on))
    assert answer is not None
    assert "GST on" in answer.replies[0].text


def test_two_sizes_of_one_thing_are_compared_and_are_then_in_view(shop: Tools, told: Say) -> None:
    words = "red label tea 250 g or the 500 g, which is cheaper"
    said = told(reading(words, "compare_products", "G:red label tea", "S:250 g", "S:500 g"))
    assert f"1. {SMALL}\n2. {BIG}" in said
    assert spoken(shop, 2) == [TEA.sku, TEA_BIG.sku]


def test_one_more_is_compared_with_what_is_in_view(shop: Tools, told: Say) -> None:
    shop.contexts.save("c0", LAST_SHOWN, (SALT.sku,), NOW)
    words = "red label tea 250 g, dearer than that?"
    said = told(reading(words, "compare_products", "G:red label tea", "S:250 g", "R:that"))
    assert f"1. {SALT.title}\n2. {SMALL}" in said


@pytest.mark.parametrize(
    ("last", "once"), [(("refine_search", "under 160"), True), (("search_product", "tea dikhao"), False)]
)
def test_conditions_in_sentences_of_their_own_are_one_search(
    shop: Tools, monkeypatch: pytest.MonkeyPatch, last: tuple[str, str], once: bool
) -> None:
    monkeypatch.setattr(finding, "search_product", lambda turn, tools: say(text(turn.text)))
    read = reading(f"salt 1 kg. {last[1]}", "search_product", "G:salt", "S:1 kg")
    turn = replace(turn_of(read, 1), wishes=(("search_product", "salt 1 kg"), last))
    parts = Told(read, reading("tea dikhao", "search_product", "G:tea"))
    answer = finding.searched_at_once(turn, replace(shop, extras={"reader": parts}))
    assert (answer is not None) is once


def test_a_wish_for_a_price_is_taken_from_one_message(told: Say) -> None:
    words = "20 packet chahiye 120 me, pune 411006, 5 december tak"
    said = told(reading(words, "request_quote", "A:20 packet", "P:120", "L:pune", "Z:411006", "G:tak"), PAGE)
    assert f"Rs 120 each on 20 x {SMALL}" in said


def test_its_own_price_is_no_count(told: Say) -> None:
    assert "How many" in told(reading("140 ka hai, kam karo", "request_quote"), PAGE)


def nothing_else(words: str) -> Answer:
    raise AssertionError(f"done by itself: {words}")


def test_a_wish_that_waits_is_changed_by_the_number_that_is_meant(shop: Tools, told: Say) -> None:
    told(reading("20 of it at 120", "request_quote", "A:20", "R:it", "P:120"), PAGE)
    read = reading("120 nahi 125 kar do", "update_cart", "A:120", "A:125")
    answer = quote_gone_on(turn_of(read, 2, PAGE), knowing(shop, read), nothing_else)
    assert answer is not None
    assert f"Rs 125 each on 20 x {SMALL}" in answer.replies[0].text
    asks = reading("what is the rate of 10", "ask_price", "A:10")
    assert (
        quote_gone_on(turn_of(asks, 3, PAGE), knowing(shop, asks), nothing_else) is None
    )  # a question changes nothing


def test_my_quotes_are_told_where_nothing_is_wished_for_anew(shop: Tools, told: Say) -> None:
    told(reading("20 of it at 120", "request_quote", "A:20", "R:it", "P:120"), PAGE)
    sent = turn_of(reading("yes", "request_quote"), 2)
    agreed = {"sku": [TEA.sku], "quantity": [20], "price": [12000], "text": ["yes"]}
    ACTIONS["action_request_quote"](replace(sent, entities=agreed), shop)
    assert f"20 x {SMALL}, asked for Rs 120" in told(reading("what came of my wishes", "request_quote"))


def test_what_nobody_rated_has_no_reviews(told: Say) -> None:
    assert "no reviews" in told(reading("any reviews of it", "ask_attribute", "R:it"), PAGE)
