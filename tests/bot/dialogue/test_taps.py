"""What taps mean: those that are offered today, and those that were stored before."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.dialogue.taps import tap_of
from chat.payloads import command_of
from chat.reply import Command
from desk.taps import ScoreHelp
from shop.checkout.taps import ChooseDelivery, DecideCheckout, OpenPage, PlaceCart, UseAddress
from shop.orders.taps import ProveOrder, RepeatOrder
from shop.reviews.taps import GiveStars


@pytest.mark.parametrize(
    "meant",
    [
        PlaceCart("cash", "standard", 51600),
        OpenPage("standard", 51600),
        ChooseDelivery("express"),
        DecideCheckout("k1", yes=True),
        DecideCheckout("k1", yes=False),
        UseAddress("12 M|G Road & more, पुणे 411001?"),
        UseAddress("12 MG Road, Pune 411001", "D1"),
        RepeatOrder("D1", "but double the rice"),
        ProveOrder("D1"),
        ProveOrder(),
        GiveStars("SALT-1", 5),
        ScoreHelp(3, 4),
    ],
)
def test_a_tap_means_what_was_offered(meant: object) -> None:
    assert tap_of(command_of(meant)) == meant


@pytest.mark.parametrize(
    ("intent", "entities", "meant"),
    [
        ("checkout", {"text": "place|cash|standard|51600"}, PlaceCart("cash", "standard", 51600)),
        ("checkout", {"text": "online|standard|51600"}, OpenPage("standard", 51600)),
        ("checkout", {"text": "way|express"}, ChooseDelivery("express")),
        ("checkout", {"text": "approve|k1"}, DecideCheckout("k1", yes=True)),
        ("checkout", {"text": "refuse|k1"}, DecideCheckout("k1", yes=False)),
        ("change_address", {"text": "yes|12 M|G Road, Pune 411001"}, UseAddress("12 M|G Road, Pune 411001")),
        ("change_address", {"text": "yes|12 MG Road", "order": "D1"}, UseAddress("12 MG Road", "D1")),
        ("repeat_order", {"text": "yes|same again", "order": "D1"}, RepeatOrder("D1", "same again")),
        ("intake.order", {"order": "D1"}, ProveOrder("D1")),
        ("give_review", {"text": "csat:3:4"}, ScoreHelp(3, 4)),
        ("give_review", {"text": "stars:5", "sku": "SALT-1"}, GiveStars("SALT-1", 5)),
    ],
)
def test_a_tap_that_was_stored_before_still_works(
    intent: str, entities: Mapping[str, Any], meant: object
) -> None:
    assert tap_of(Command(intent, entities)) == meant


@pytest.mark.parametrize(
    ("intent", "entities"),
    [
        ("checkout", {}),
        ("checkout", {"text": "no"}),
        ("checkout", {"text": "place|cash"}),
        ("checkout", {"text": "place|cash|standard|"}),
        ("checkout", {"text": "place|cash|standard|a lot"}),
        ("checkout", {"text": "checkout.place?method=cash"}),
        ("checkout", {"text": "desk.score?asked=3&score=4"}),
        ("view_cart", {"text": "place|cash|standard|51600"}),
        ("change_address", {"text": "yes 12 MG Road"}),
        ("give_review", {"text": "csat:3"}),
        ("give_review", {"text": "stars:5"}),
        ("give_review", {"text": ["stars:5"]}),
    ],
)
def test_what_no_option_carries_means_nothing(intent: str, entities: Mapping[str, Any]) -> None:
    assert tap_of(Command(intent, entities)) is None
