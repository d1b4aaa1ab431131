"""Marathi and Gujarati around goods are put into Hindi; other languages stay as they are."""

import pytest

from bot.dialogue.language import written_in
from bot.reading.regional import as_hindi, is_regional
from chat.words import ROMAN


@pytest.mark.parametrize(
    ("said", "hindi"),
    [
        ("mala 3 kilo gul pahije", "mujhe 3 kilo gul chahiye"),
        ("tel nako, ani poha dya", "tel nahi chahiye, aur poha de do"),
        ("rava kiti la ahe?", "rava kitna  hai?"),
        ("be dabba tel joie che", "2 dabba tel chahiye"),
        ("ghau no lot 3 nang aapo", "ghau ka lot 3 pcs de do"),
        ("aaje kyare malse", "aaje kab milega"),
    ],
)
def test_what_is_said_around_goods_is_put_into_hindi(said: str, hindi: str) -> None:
    assert as_hindi(said) == hindi
    assert is_regional(said)
    assert written_in(said) == ROMAN  # and answered so


@pytest.mark.parametrize(
    "said", ["let it be, no more", "2 pan masala ka rate", "kya aap likh sakte ho", "Don Pepe sauce", ""]
)
def test_other_languages_stay_as_they_are(said: str) -> None:
    assert as_hindi(said) == said
    assert not is_regional(said)
