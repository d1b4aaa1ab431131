"""One rule says of every card whether its goods are in stock."""

import pytest

from shop.catalogue.product import UNCOUNTED, Product
from shop.money import Money
from shop.replies import card, product_card


@pytest.mark.parametrize(
    ("stock", "moq", "quantity", "there"),
    [
        (0, 1, 1, False),
        (1, 1, 1, True),
        (5, 6, 1, False),  # the least that can be bought is not there
        (6, 6, 1, True),
        (6, 1, 7, False),  # nor is what is suggested
        (7, 1, 7, True),
        (UNCOUNTED, 12, 24, True),
    ],
)
def test_goods_are_in_stock_where_what_is_asked_for_is_there(
    stock: int, moq: int, quantity: int, there: bool
) -> None:
    salt = Product("A1", "Salt 1 kg", Money(2800), stock=stock, moq=moq)
    assert product_card(salt, salt.title, "", quantity=quantity).in_stock is there
    assert card(salt, "en").in_stock is (stock >= moq)


def test_a_card_of_a_person_speaks_the_customers_language() -> None:
    salt = Product("A1", "Salt 1 kg", Money(2800), pack="1 kg", stock=9, moq=6)
    shown = {locale: card(salt, locale) for locale in ("en", "hi-Latn", "hi-Deva")}
    assert {locale: (one.subtitle, one.options[0].title) for locale, one in shown.items()} == {
        "en": ("1 kg, min 6", "Add to cart"),
        "hi-Latn": ("1 kg, kam se kam 6", "Cart me daalein"),
        "hi-Deva": ("1 kg, कम से कम 6", "कार्ट में डालें"),
    }
