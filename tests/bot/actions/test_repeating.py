"""An earlier order again, in the customer's own language."""

import pytest

from bot.dialogue.turn import Tools
from tests.bot.actions.test_carting import Customer, titles
from tests.bot.test_shop_actions import Talk, ordered, talk, tools, words  # noqa: F401  # the shop of these tests


@pytest.mark.parametrize(
    ("locale", "asked", "yes", "done"),
    [
        ("hi-Latn", "Yeh sab cart me daal dun?", "Haan, daal dein", "Aapka purana order cart me daal diya."),
        ("hi-Deva", "यह सब कार्ट में डाल दूँ?", "हाँ, डाल दें", "आपका पुराना ऑर्डर कार्ट में डाल दिया।"),
    ],
)
def test_an_earlier_order_is_repeated_in_the_customers_language(
    tools: Tools,  # noqa: F811
    talk: Talk,  # noqa: F811
    locale: str,
    asked: str,
    yes: str,
    done: str,
) -> None:
    order = ordered(tools, talk)
    customer = Customer(tools, locale)
    customer.turns = 20  # after those of the order
    shown = customer.asks("repeat_order", "same as last time")
    assert order in words(shown)
    assert asked in words(shown)
    assert titles(shown)[0] == yes
    tapped = shown.replies[-1].options[0].command
    assert tapped is not None
    assert done in words(customer.asks(tapped.intent, **tapped.entities))
