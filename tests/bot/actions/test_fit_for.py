"""Which of several products is stated to be good for what is asked."""

from bot.actions.fit_for import fit_for, purpose_of
from shop.catalogue.product import Product
from shop.money import Money

WASH = Product("A", "Rin Bar 250 g", Money(2500), description="Hard bar. For white shirts and uniforms.")
SOAK = Product("B", "Surf Powder 1 kg", Money(14000), description="Powder for machines. Bucket wash too.")


def test_what_it_is_for_is_read() -> None:
    assert purpose_of("which one is better for school uniforms?") == "school uniforms"
    assert purpose_of("which of the two costs less?") == ""


def test_the_one_whose_text_says_so_is_chosen() -> None:
    told = fit_for("which is better for uniforms?", [WASH, SOAK], "en")
    assert "I would take Rin Bar 250 g" in told
    assert "For white shirts and uniforms." in told
    assert "Surf" not in told


def test_nothing_is_made_up() -> None:
    assert "nothing is stated" in fit_for("which is better for curtains?", [WASH, SOAK], "en")
    assert fit_for("which costs less?", [WASH, SOAK], "en") == ""
