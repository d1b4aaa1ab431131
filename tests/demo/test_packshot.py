"""A pack shot is a clean picture of any product, whatever its words."""

from xml.dom.minidom import parseString

import pytest

from demo.packshot import packshot
from demo.products import products
from demo.shapes import BY_CONTAINER
from shop.catalogue.product import Product
from shop.money import Money


def words_in(picture: str) -> list[str]:
    return [text.firstChild.data for text in parseString(picture).getElementsByTagName("text")]  # noqa: S318  # ours


def test_every_product_of_the_demo_has_its_picture() -> None:
    drawn = set()
    for product in products(7):
        picture = packshot(product)
        said = words_in(picture)
        assert said[0] == (product.brand or "Loose")
        assert said[-1] == product.pack
        drawn.add(product.attributes["container"])
    assert drawn == set(BY_CONTAINER)


def test_the_name_is_whole() -> None:
    product = Product("S", "Tata Salt Lite 1 kg", Money(4000), brand="Tata", pack="1 kg")
    assert words_in(packshot(product)) == ["Tata", "Salt Lite", "1 kg"]


@pytest.mark.parametrize(
    "product",
    [
        Product("S", "x", Money(100)),
        Product("S", '<script>alert(1)</script> & "Sons" ]]>', Money(100), brand="<b>", pack="&"),
        Product("S", "A" * 300, Money(100), brand="B" * 100, pack="9" * 80),
        Product("S", "Tata", Money(100), brand="Tata", pack="Tata"),
        Product("S", "चीनी 1 kg", Money(100), brand="", pack="1 kg"),
    ],
)
def test_any_words_make_a_picture_that_runs_nothing(product: Product) -> None:
    picture = packshot(product)
    parseString(picture)  # noqa: S318  # ours
    assert "<script" not in picture
    assert "style=" not in picture


def test_a_case_is_drawn_as_a_carton() -> None:
    piece = Product("S", "Tata Salt 1 kg", Money(100), brand="Tata", pack="1 kg")
    case = Product(
        "S", "Tata Salt 1 kg x 25", Money(100), brand="Tata", pack="1 kg x 25", attributes={"pieces": "25"}
    )
    assert "#cfa36d" in packshot(case)
    assert "#cfa36d" not in packshot(piece)
