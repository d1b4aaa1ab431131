"""How products are spoken of: details and comparison, in both languages."""

from bot.words.comparing import compare
from bot.words.finding import given_up, told
from bot.words.products import details
from shop.finding.asking import FREE, RANGE, Ask
from shop.finding.constraints import Constraints
from tests.shop.finding.test_comparing import LARGE, SMALL, days


def test_a_comparison_has_all_columns_and_says_what_differs() -> None:
    table = compare([SMALL, LARGE], {"S1": "Sharma", "S2": "Gupta"}, days, "en")
    rows = dict(table.rows)
    assert rows["Unit price"] == ("Rs 29.20 per kg", "Rs 27.35 per kg")
    assert rows["Seller"] == ("Sharma", "Gupta")
    assert rows["Delivery"] == ("tomorrow", "in 3 days")
    assert rows["Container"] == ("pouch", "pouch")
    assert "Tata Salt 1 kg costs least per kg: Rs 27.35, Rs 1.85 (6%) less" in table.sentence
    assert "Tata Salt 500 g is rated best" in table.sentence
    assert "Tata Salt 1 kg is out of stock" in table.sentence
    assert "Container: pouch (all)" in table.spoken()


def test_details_are_in_one_format() -> None:
    said = details(LARGE, "Gupta", 3, "en")
    assert said.splitlines()[0] == "Tata Salt 1 kg"
    assert "Price: Rs 27.35, Rs 27.35 per kg" in said
    assert "Buying more: from 10: Rs 26" in said
    assert "Stock: out of stock" in said
    assert "Seller: Gupta, delivers in 3 days" in said


def test_details_and_comparison_in_hindi() -> None:
    said = details(LARGE, "Gupta", 3, "hi-Latn")
    assert "Daam: Rs 27.35" in said
    assert "Zyada lene par: 10 se: Rs 26" in said
    assert "Stock: abhi stock khatam hai" in said
    assert "Seller: Gupta, delivery 3 din me" in said
    table = compare([SMALL, LARGE], {"S1": "Sharma", "S2": "Gupta"}, days, "hi-Latn")
    assert dict(table.rows)["Delivery"] == ("kal", "3 din me")
    assert (
        "kg ke hisaab se Tata Salt 1 kg sabse sasta hai: Rs 27.35, sabse mehnge se Rs 1.85 (6%) kam"
        in table.sentence
    )
    assert "Tata Salt 1 kg ka stock khatam hai" in table.sentence
    assert "Container: pouch (sab)" in table.spoken()


def test_says_what_was_given_up_and_what_makes_no_sense() -> None:
    wanted = Constraints(price_min=1000, price_max=1000, brands=("Tata",), in_stock=True)
    names = ["price_min", "price_max", "brands"]
    assert "Without “at Rs 10” and “only Tata” I found" in given_up(names, wanted, "en")
    assert "“Rs 10 wala” aur “sirf Tata” chhod kar" in given_up(names, wanted, "hi")
    assert "“Rs 10 वाला” और “सिर्फ़ Tata” छोड़कर" in given_up(names, wanted, "hi-Deva")
    both_ends = Ask("", Constraints(price_min=50000, price_max=10000))
    assert "more than Rs 500 and less than Rs 100" in told(RANGE, both_ends, "en")
    assert "Rs 500 se zyada aur Rs 100 se kam" in told(RANGE, both_ends, "hi")
    assert told(FREE, Ask(""), "hi").endswith("?")
