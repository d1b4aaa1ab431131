"""Alerts by talking: set for what is named or spoken of, listed, paused, ended."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.setup.rasa_model import ENCODERS
from bot.dialogue.turn import Tools
from bot.reading.reader import Reader
from retrieval.encoder import Encoder
from retrieval.engine import Search
from shop.alerts.service import Alerts
from shop.catalogue.product import Product
from shop.money import Money
from tests.bot.actions.speaking import Says, titles, with_goods, words

GHEE = Product("GHEE-1", "Gowardhan Cow Ghee 1 L", Money(60_000), brand="Gowardhan", pack="1 L", stock=20)
PASTE = Product("PASTE-1", "Dabur Red Toothpaste 200 g", Money(11_000), brand="Dabur", pack="200 g", stock=0)
SACK = Product("RICE-25", "Loose Kolam Rice 25 kg", Money(125_000), pack="25 kg", stock=9)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.open(ENCODERS)


@pytest.fixture
def shop(tools: Tools, reader: Reader, encoder: Encoder, tmp_path: Path) -> Iterator[Tools]:
    with_reader = with_goods(tools, reader, GHEE, PASTE, SACK)
    search = Search.open(tmp_path / "index", encoder)
    search.build(tools.catalogue.all())
    yield replace(with_reader, search=search)
    search.close()


def waits_for(shop: Tools) -> list[tuple[str, str, int]]:
    found = [one.alert for one in Alerts(shop.db).of("c0")]
    return [(one.kind, one.sku or one.brand, one.price.minor if one.price else 0) for one in found]


@pytest.mark.parametrize(
    ("said", "alert"),
    [
        ("tell me when dabur red toothpaste is back", ("back", "PASTE-1", 0)),
        ("dabur red toothpaste aaye to batana", ("back", "PASTE-1", 0)),
        ("notify me when gowardhan cow ghee drops below 550", ("price", "GHEE-1", 55_000)),
        ("alert me when kolam rice goes below 45 per kg", ("price", "RICE-25", 112_500)),
        ("kolam rice ka rate 48 se kam ho to batana", ("price", "RICE-25", 120_000)),
        ("gowardhan ki nayi cheez aaye to batana", ("brand", "Gowardhan", 0)),
    ],
)
def test_what_is_waited_for_is_read(shop: Tools, says: Says, said: str, alert: tuple[str, str, int]) -> None:
    says(said)
    assert waits_for(shop) == [alert]


def test_what_is_there_already_is_shown_and_a_lower_price_offered(shop: Tools, says: Says) -> None:
    answer = says("tell me when gowardhan cow ghee is back in stock")
    assert "in stock now" in words(answer)
    assert waits_for(shop) == []
    says("let me know when it gets cheaper")
    assert waits_for(shop) == [("price", "GHEE-1", 59_900)]


def test_a_price_above_todays_is_answered_with_todays(shop: Tools, says: Says) -> None:
    answer = says("alert me when gowardhan cow ghee goes below 700")
    assert "costs Rs 600 now" in words(answer)
    assert waits_for(shop) == []


def test_they_are_listed_ended_by_name_and_paused(shop: Tools, says: Says) -> None:
    assert "No alert is set" in words(says("show my alerts"))
    says("tell me when dabur red toothpaste is back")
    says("notify me when gowardhan cow ghee drops below 550")
    listed = words(says("show my alerts"))
    assert "Dabur Red Toothpaste 200 g: when it is back" in listed
    assert "Gowardhan Cow Ghee 1 L: at Rs 550 or less (now Rs 600)" in listed
    assert "Paused: 2" in words(says("pause all alerts"))
    assert "paused" in words(says("show my alerts"))
    assert "On again: 2" in words(says("resume my alerts"))
    assert "Dabur Red Toothpaste" in words(says("stop the toothpaste alert"))
    assert waits_for(shop) == [("price", "GHEE-1", 55_000)]
    assert "There is no alert on toothpaste" in words(says("stop the toothpaste alert"))


def test_stopping_everything_pauses_them_and_loses_none(shop: Tools, says: Says) -> None:
    says("tell me when dabur red toothpaste is back")
    answer = says("stop all alerts")
    assert "Resume all" in titles(answer)
    assert len(Alerts(shop.db).of("c0")) == 1


def test_what_is_sold_out_offers_to_tell_when_it_is_back(says: Says) -> None:
    assert "Tell me when it is back" in titles(says("is dabur red toothpaste in stock?"))
