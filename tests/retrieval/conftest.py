"""The real encoder, as `dukan train` has exported it."""

import pytest

from app.setup.rasa_model import ENCODERS
from retrieval.encoder import Encoder
from shop.catalogue.product import Product
from shop.money import Money


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder.open(ENCODERS)


@pytest.fixture
def products() -> list[Product]:
    def made(sku: str, title: str, brand: str, category: str, aliases: tuple[str, ...] = ()) -> Product:
        return Product(sku, title, Money(1000), brand=brand, category=category, aliases=aliases, stock=5)

    return [
        made("SALT", "Tata Salt 1 kg", "Tata", "Salt", ("namak",)),
        made("SUN1", "Fortune Sunflower Oil 1 L", "Fortune", "Oil", ("tel",)),
        made("SUN5", "Fortune Sunflower Oil 5 L", "Fortune", "Oil", ("tel",)),
        made("MUST", "Dhara Mustard Oil 1 L", "Dhara", "Oil", ("sarson tel",)),
        made("NOOD", "Maggi Masala Noodles 70 g", "Maggi", "Noodles", ("maggie",)),
        made("RICE", "India Gate Basmati Rice 5 kg", "India Gate", "Rice", ("chawal",)),
        made("DET", "Surf Excel Detergent Powder 1 kg", "Surf Excel", "Home Care", ("washing powder",)),
        made("TOOTH", "Colgate Strong Teeth Toothpaste 100 g", "Colgate", "Personal Care"),
    ]
