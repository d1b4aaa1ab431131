"""One question about a product: a sentence of what the shop states, or that it states nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.actions.asking_about import asked_of_goods
from bot.actions.searching import remember_search
from bot.actions.stated_facts import topic_of
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn
from bot.reading.reader import Reader
from shop.catalogue.service import CatalogueWrites
from shop.finding.remembered import LAST_SHOWN
from shop.finding.state import SearchState
from shop.money import Money
from tests.storage.shop_for_tests import NOW, SALT, TEA

pytestmark = pytest.mark.slow  # the reader may have to be fitted first

STATED = {"shelf_life_days": "365", "veg": "veg", "gst": "5%", "hsn": "0902", "container": "box"}


@pytest.fixture
def looking(tools: Tools, reader: Reader) -> Tools:
    """The tea is looked at; of the salt nothing is stated."""
    tea = replace(TEA, attributes=STATED, mrp=Money(16000), pack="250 g x 12", brand="Red Label", rating=4.2)
    CatalogueWrites(tools.db).products([tea])
    with_reader = replace(tools, extras={**tools.extras, "reader": reader})
    remember_search(asks("", with_reader), with_reader, SearchState(shown=(TEA.sku,)).looking_at(TEA.sku))
    return with_reader


def asks(said: str, _tools: Tools, **entities: str) -> Turn:
    given = {name: [value] for name, value in entities.items()}
    return Turn(said, "w_1", "c0", "web", "en", "", said, "ask_attribute", 0.9, given, {}, NOW)


def answer(said: str, tools: Tools, **entities: str) -> Answer:
    return ACTIONS["action_ask_attribute"](asks(said, tools, **entities), tools)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("how long does it keep", "keeps for 365 days"),
        ("is it veg?", "marked as veg"),
        ("gst kitna hai", "GST on Red Label Tea 250 g is 5%"),
        ("hsn code?", "0902"),
        ("how many pieces in a case", "holds 12 pieces"),
        ("mrp kya hai", "MRP of Red Label Tea 250 g is Rs 160"),
        ("kitna margin milega", "you keep Rs 20 a piece (12 %)"),
        ("kis company ka hai", "is by Red Label"),
        ("any good? rating?", "4.2 of 5"),
    ],
)
def test_what_is_stated_is_told_in_a_sentence(looking: Tools, said: str, told: str) -> None:
    (reply,) = answer(said, looking).replies
    assert told in reply.text
    assert "\n" not in reply.text


def test_what_is_not_stated_is_offered_to_the_seller(looking: Tools) -> None:
    (reply,) = answer("does it contain nuts?", looking).replies
    assert reply.text.startswith(
        "The shop has not stated that of Red Label Tea 250 g. Shall I ask the seller?"
    )
    (option,) = reply.options
    assert option.command is not None
    assert option.command.entities == {"sku": TEA.sku, "text": "does it contain nuts?"}


def test_a_tap_says_which_product_and_keeps_the_question(looking: Tools) -> None:
    (reply,) = answer("", looking, sku=SALT.sku, text="is it veg?").replies
    assert "has not stated that of Tata Salt 1 kg" in reply.text


def test_nothing_in_view_and_nothing_named_is_asked_back(tools: Tools, reader: Reader) -> None:
    (reply,) = answer("is it veg?", replace(tools, extras={"reader": reader})).replies
    assert reply.text.startswith("Of which product?")


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("kitne din chalta hai, shelf life?", "shelf_life"),
        ("isme kya kya hai", ""),
        ("ingredients please", "ingredients"),
        ("ek peti me kitne piece", "pieces"),
        ("who sells this", "seller"),
    ],
)
def test_topics_are_known_by_how_words_sound(said: str, topic: str) -> None:
    assert topic_of(said) == topic


def test_a_mark_for_veg_answers_no_question_of_milk_or_honey(looking: Tools) -> None:
    (reply,) = answer("is it vegan?", looking).replies
    assert "can't say for sure that it is vegan" in reply.text
    assert [o.command.intent for o in reply.options if o.command] == ["ask_seller"]


def test_what_is_asked_in_one_breath_is_answered_one_by_one(looking: Tools) -> None:
    (reply,) = answer("is it veg? and what are the shelf life and the gst?", looking).replies
    assert [line.split(" ")[0] for line in reply.text.split("\n")] == ["Red", "Red", "GST"]


def test_what_is_not_stated_of_several_things_asked_is_said_too(looking: Tools) -> None:
    (reply,) = answer("hsn and fssai number?", looking).replies
    assert "0902" in reply.text
    assert "The rest of what you ask is not stated. Shall I ask the seller?" in reply.text


def test_what_its_own_name_says_is_a_yes(looking: Tools) -> None:
    (reply,) = answer("is it tea?", looking).replies
    assert reply.text == "Yes: it is Red Label Tea 250 g, as its name says."


def test_of_several_that_are_shown_each_is_told(looking: Tools) -> None:
    other = replace(TEA, sku="T-2", title="Green Tea 100 g", attributes={**STATED, "shelf_life_days": "90"})
    CatalogueWrites(looking.db).products([other])
    looking.contexts.save("c0", LAST_SHOWN, (TEA.sku, "T-2"), NOW + timedelta(seconds=1))
    (reply,) = answer("how long does it keep?", looking).replies
    assert reply.text.split("\n") == [
        "Red Label Tea 250 g keeps for 365 days from packing.",
        "Green Tea 100 g keeps for 90 days from packing.",
    ]
    (same,) = answer("hsn code?", looking).replies
    assert same.text == "The HSN code of each of these is 0902."


@pytest.mark.parametrize("intent", ["search_product", "track_order", "nlu_fallback"])
def test_what_only_goods_have_is_asked_of_them_however_it_was_read(looking: Tools, intent: str) -> None:
    told = asked_of_goods(replace(asks("and the packing date?", looking), intent=intent), looking)
    assert told is not None
    assert "keeps for 365 days from packing" in told.replies[0].text


def test_what_people_look_for_is_no_question_of_what_is_in_view(looking: Tools) -> None:
    assert (
        asked_of_goods(replace(asks("any without palm oil", looking), intent="search_product"), looking)
        is None
    )
