"""What comes first among goods that fit a short wish alike."""

from dataclasses import dataclass

from shop.finding.selling import what_sells_first


@dataclass(frozen=True)
class Hit:
    sku: str
    score: float
    cover: float = 1.0


HITS = [Hit("NEEM", 2.0), Hit("ROSE", 1.98), Hit("RED", 1.9), Hit("GLYCERINE", 1.8), Hit("DISH", 1.7, 0.6)]
KINDS = {"NEEM": "Bath Soap", "ROSE": "Bath Soap", "RED": "Bath Soap", "GLYCERINE": "Soap & Body Wash"}
SHOPS = {"RED": 55, "DISH": 300}


def first(words: str, hits: list[Hit] = HITS) -> list[str]:
    return [
        h.sku for h in what_sells_first(hits, words, KINDS, lambda skus: {s: SHOPS.get(s, 0) for s in skus})
    ]


def test_what_most_shops_buy_comes_first() -> None:
    assert first("bathing soap")[0] == "RED"


def test_what_stands_under_a_kind_of_that_very_name_comes_before_its_like() -> None:
    order = first("soap")
    assert order.index("GLYCERINE") < order.index("NEEM")


def test_what_fits_by_less_stays_behind_however_well_it_sells() -> None:
    assert first("soap")[-1] == "DISH"


def test_a_long_wish_or_a_guess_keeps_its_order() -> None:
    order = [h.sku for h in HITS]
    assert first("soap for dry skin in winter") == order
    guesses = [Hit(h.sku, h.score, 0.5) for h in HITS]
    assert first("soap", guesses) == order


def test_a_few_that_fit_are_not_reordered() -> None:
    assert first("soap", HITS[:3]) == ["NEEM", "ROSE", "RED"]
