"""When goods leave and what it costs, by what the shop has set and by its clock."""

from datetime import UTC, date, datetime, time

import pytest

from demo.delivery import RATES
from shop.delivery.ways import AGREED, Rate, Ways, chosen, parts, spoken_parts
from shop.errors import NotAllowed
from shop.money import Money

DEMO = Ways(RATES)
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "minute", "day"),
    [
        (9, 29, 23),  # 14:59 in India: leaves on that Monday
        (9, 30, 24),  # 15:00 there
        (18, 31, 24),  # already Tuesday there, before its cut-off
    ],
)
def test_the_cut_off_is_by_the_clock_of_the_shop(hour: int, minute: int, day: int) -> None:
    found = DEMO.to("411001", Money(10_000), datetime(2026, 11, 23, hour, minute, tzinfo=UTC))
    assert {way.id: way.comes for way in found}["pickup"] == date(2026, 11, day)


@pytest.mark.parametrize(
    ("postcode", "ways"),
    [
        ("411014", [("pickup", 0, 23), ("standard", 4_000, 24), ("express", 9_000, 23)]),
        ("400001", [("standard", 8_000, 26), ("express", 18_000, 24)]),
        ("560001", [("standard", 15_000, 30)]),  # the sixth day is a Sunday
        ("", [("standard", 15_000, 30)]),
    ],
)
def test_the_demo_delivers_from_pune(postcode: str, ways: list[tuple[str, int, int]]) -> None:
    found = DEMO.to(postcode, Money(10_000), MONDAY)
    assert [(way.id, way.cost.minor, way.comes and way.comes.day) for way in found] == ways
    large = DEMO.to(postcode, Money(500_000), MONDAY)
    assert {way.id: way.cost.minor for way in large}["standard"] == 0


def test_what_is_not_set_is_not_promised() -> None:
    (way,) = Ways().to("411001", Money(10_000), MONDAY, [2])
    assert (way.id, way.cost, way.comes) == (AGREED, Money(0), None)
    assert parts(Ways(), AGREED, "411001", MONDAY, {"Spice House": 1, "Grain Mill": 2}) == ()
    assert Ways().usual_postcode() == ""


def test_where_the_shop_does_not_go_is_said() -> None:
    town = Ways(RATES[:1])
    assert town.to("560001", Money(10_000), MONDAY) == ()
    with pytest.raises(NotAllowed, match="does not deliver to 560001"):
        chosen((), "standard", "560001")


def test_another_country_has_its_own_clock_and_days() -> None:
    rate = Rate("all", ("*",), "post", "Post", 500, 1, None, time(12, 0), "America/New_York", (5, 6))
    (way,) = Ways((rate,)).to("10001", Money(1_000, "USD"), datetime(2026, 11, 27, 16, 59, tzinfo=UTC))
    assert (way.cost, way.comes) == (Money(500, "USD"), date(2026, 11, 30))  # Friday, 11:59 there: Monday


def test_when_it_comes_is_said_in_the_buyers_language() -> None:
    (agreed,) = Ways().to("411001", Money(10_000), MONDAY)
    pickup = next(way for way in DEMO.to("411001", Money(10_000), MONDAY) if way.id == "pickup")
    assert pickup.spoken("en").endswith(": free, Monday 23 November")
    assert pickup.spoken("hi-Latn").endswith(": free, Somvaar 23 November")
    assert pickup.spoken("hi-Deva").endswith(": मुफ़्त, सोमवार 23 नवंबर")
    assert agreed.spoken("en") == "the shop tells you when, and what it costs; the total is without it"
    assert (agreed.called("en"), agreed.called("hi-Deva")) == ("Delivery", "डिलीवरी")


def test_why_it_comes_in_parts_is_said_in_the_buyers_language() -> None:
    one, other = ("Spice House", date(2026, 11, 23)), ("Grain Mill", date(2026, 11, 24))
    assert spoken_parts([one], "en") == ""
    assert spoken_parts([one, other], "en") == (
        "It comes in parts, for each seller sends their own goods: "
        "Monday 23 November from Spice House; Tuesday 24 November from Grain Mill."
    )
    same_day = spoken_parts([one, ("Grain Mill", one[1])], "hi-Latn")
    assert same_day == "2 seller apna apna saman bhejenge, sab Somvaar 23 November ko aayega."
    assert "मंगलवार 24 नवंबर को Grain Mill से" in spoken_parts([one, other], "hi-Deva")


@pytest.mark.parametrize(("weekday", "comes"), [(0, True), (5, True), (6, False)])
def test_on_which_days_of_the_week_something_comes(weekday: int, comes: bool) -> None:
    assert DEMO.comes_on("411014", weekday) is comes


def test_nothing_comes_where_the_shop_does_not_go() -> None:
    assert not Ways(()).comes_on("411014", 0)
