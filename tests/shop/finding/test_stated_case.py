"""What a full case holds, as an attribute or the description states it."""

from dataclasses import replace

import pytest

from shop.catalogue.product import Product
from shop.finding.stated_case import says_case, stated_case
from shop.money import Money

SOAP = Product("SOAP", "Amber Soap 100 g", Money(3200), pack="100 g", stock=500)


@pytest.mark.parametrize(
    ("attributes", "holds"),
    [
        ({"pieces_per_case": "96"}, 96),
        ({"Pieces per case": " 96 pcs "}, 96),
        ({"Units Per Carton": "24 units"}, 24),
        ({"Case pack": "12"}, 12),
        ({"CASE SIZE": "40 x 30 x 20 cm"}, 0),
        ({"Case size": "40 x 30 x 20 cm", "Case qty": "48"}, 48),
        ({"case": "96"}, 0),
        ({"pieces_per_case": "1"}, 0),
        ({"pieces_per_case": ""}, 0),
        ({}, 0),
    ],
)
def test_it_is_an_attribute_under_a_usual_name(attributes: dict[str, str], holds: int) -> None:
    assert stated_case(replace(SOAP, attributes=attributes)) == holds


def test_the_description_may_state_it_and_the_attribute_goes_first() -> None:
    told = replace(SOAP, description="Keep dry. One full case is 72 pieces. Best before 24 months.")
    assert stated_case(told) == 72
    assert stated_case(replace(told, attributes={"pieces_per_case": "96"})) == 96


def test_a_case_itself_holds_no_cases() -> None:
    case = replace(SOAP, title="Amber Soap 100 g x 24", pack="100 g x 24", attributes={"Case pack": "24"})
    assert stated_case(case) == 0


def test_what_else_is_said_of_a_product_says_nothing_of_its_case() -> None:
    assert not any(map(says_case, ("pieces", "unit", "container", "case colour", "size")))
