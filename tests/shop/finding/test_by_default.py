"""Which of several kinds is taken where none was said, and which are offered first."""

from fractions import Fraction

import pytest

from shop.catalogue.product import Product
from shop.finding.by_default import usual_first, usual_one
from shop.finding.matching import Candidate, Match
from shop.money import Money


def noodles(kind: str, brand: str = "Amber", stock: int = 500) -> Product:
    title = f"{brand} {kind} Noodles 70 g"
    return Product(f"N-{kind}", title, Money(1400), brand=brand, pack="70 g", stock=stock)


def candidate(product: Product, score: float = 0.8, *, sized: bool = True, odd: bool = False) -> Candidate:
    return Candidate(product, Fraction(20), score, named=True, sized=sized, odd=odd)


MASALA, OATS, ATTA = noodles("Masala"), noodles("Oats"), noodles("Atta")
ASKED = Match("20 amber noodles 70 g", asked=tuple(map(candidate, (OATS, ATTA, MASALA))))
SHOPS = {"N-Masala": 30, "N-Oats": 9, "N-Atta": 4}


def test_the_kind_that_most_shops_buy_is_taken_and_the_others_are_named() -> None:
    found = usual_one(ASKED, SHOPS)
    assert found.usual
    assert found.sure and found.sure.product == MASALA
    assert [c.product for c in found.behind] == [OATS, ATTA]


@pytest.mark.parametrize(
    "shops",
    [
        {},  # nobody has ordered yet
        {"N-Masala": 2, "N-Oats": 1},  # too few to say what is usual
        {"N-Masala": 30, "N-Oats": 25},  # two kinds that are bought about alike
    ],
)
def test_it_is_asked_where_none_is_clearly_the_usual_one(shops: dict[str, int]) -> None:
    assert usual_one(ASKED, shops) == ASKED


def test_it_is_asked_where_brand_or_size_was_left_open() -> None:
    other_brand = noodles("Masala", "Birch")
    brands = Match("20 noodles 70 g", asked=(candidate(OATS), candidate(other_brand)))
    assert usual_one(brands, {"N-Masala": 30}) == brands
    sizes = Match("20 amber noodles", asked=tuple(candidate(p, sized=False) for p in (OATS, MASALA)))
    assert usual_one(sizes, SHOPS) == sizes


def test_what_is_sold_out_or_a_case_is_not_taken_unasked() -> None:
    gone = noodles("Masala", stock=3)
    scarce = Match("20 amber noodles 70 g", asked=(candidate(OATS), candidate(gone)))
    assert usual_one(scarce, SHOPS) == scarce
    cased = Match("20 amber noodles 70 g", asked=(candidate(OATS), candidate(MASALA, odd=True)))
    assert usual_one(cased, SHOPS) == cased


def test_what_is_bought_widely_is_offered_first_among_what_fits_alike() -> None:
    ranked = usual_first(ASKED, SHOPS)
    assert [c.product for c in ranked.asked] == [MASALA, OATS, ATTA]
    worse = Match("amber noodles", asked=(candidate(OATS, 0.9), candidate(MASALA, 0.5)))
    assert usual_first(worse, SHOPS) == worse


def test_a_few_more_shops_change_no_order() -> None:
    assert usual_first(ASKED, {"N-Masala": 7, "N-Atta": 5}) == ASKED
