"""What is wrong with goods, of how many, and whether they go back."""

import pytest

from bot.dialogue.claim_said import (
    asks_of_claims,
    claim_number,
    count_said,
    goes_back,
    kind_said,
    numbers_said,
    takes_back,
)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("3 packet kam aaye", "short"),
        ("I got 4 packets less", "short"),
        ("only 3 salt came, i ordered 6", "short"),
        ("oil leak ho gaya tha", "damaged"),
        ("packet phata hua tha", "damaged"),
        ("10 me se 2 toote the", "damaged"),
        ("salt kharab nikla", "damaged"),
        ("wrong item came", "wrong"),
        ("galat maal aaya", "wrong"),
        ("salt ki jagah sugar aa gaya, chini aayi", "wrong"),
        ("expired maal diya", "expired"),
        ("salt ki date nikal chuki hai", "expired"),
        ("salt missing", "missing"),
        ("tea nahi aayi", "missing"),
        ("i never got the salt", "missing"),
        ("salt kam karo", None),
        ("5 kam kar do", None),
        ("kam daam wala salt", None),
        ("add 2 tea", None),
        ("tea nahi chahiye", None),
        ("maine radd nahi karwaya. usse pehle ka kab mila?", None),
    ],
)
def test_what_is_wrong(said: str, kind: str | None) -> None:
    assert kind_said(said) == kind


@pytest.mark.parametrize(
    ("said", "count", "numbers"),
    [
        ("10 me se 2 toote the", 2, [10, 2]),
        ("10 packet mein se 3 leak", 3, [10, 3]),
        ("2 out of 10 salt were broken", 2, [2, 10]),
        ("2 of the 10 were broken", 2, [2, 10]),
        ("3 packet kam aaye", None, [3]),
        ("order 500002123 me 3 kam", None, [3]),
        ("oil leak ho gaya", None, []),
    ],
)
def test_of_how_many(said: str, count: int | None, numbers: list[int]) -> None:
    assert (count_said(said), numbers_said(said)) == (count, numbers)


@pytest.mark.parametrize(
    "said",
    ["the tea came broken, take it back", "salt kharab hai wapas le lo", "please arrange pickup, it is wet"],
)
def test_what_is_to_be_taken_back_is_a_return(said: str) -> None:
    assert goes_back(said)


@pytest.mark.parametrize(
    "said",
    ["salt toota hua aaya", "oil leak ho gaya tha", "3 packet kam aaye, paise do", "galat aaya, badal do",
     "two jars were cracked, refund or replacement", "phata hua hai, paise vapas karo"],
)  # fmt: skip
def test_what_is_only_told_does_not_go_back(said: str) -> None:
    assert not goes_back(said)


@pytest.mark.parametrize(
    ("said", "asks", "back"),
    [
        ("my claims", True, False),
        ("claim ka kya hua", True, False),
        ("where is my claim CL-ABC234", True, False),
        ("cl-abc234 status", True, False),
        ("withdraw claim", True, True),
        ("cancel my claim", True, True),
        ("claim wapas le lo", True, True),
        ("i want to claim for broken salt", False, False),
        ("my orders", False, False),
    ],
)
def test_claims_are_asked_of_and_taken_back(said: str, asks: bool, back: bool) -> None:
    assert (asks_of_claims(said), takes_back(said)) == (asks, back)


def test_a_claim_has_a_number_that_is_found() -> None:
    assert claim_number("kya hua cl-7k2m9p ka") == "CL-7K2M9P"
    assert claim_number("CL 7K2M9P") == "CL-7K2M9P"
    assert claim_number("close it") == ""
