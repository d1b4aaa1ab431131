"""Lists saved by name, in the customer's own language; what is typed for them stays as it is."""

import pytest

from bot.actions.saved_lists import about_a_saved_list
from bot.dialogue.turn import Answer, Tools
from tests.bot.actions.test_carting import Customer, titles
from tests.bot.test_shop_actions import tools, words  # noqa: F401  # the shop of these tests


def said(customer: Customer, typed: str) -> Answer:
    answer = about_a_saved_list(customer.turn("order_list", typed), customer.tools)
    assert answer is not None
    return answer


@pytest.mark.parametrize(
    ("locale", "saved", "lists", "button", "added"),
    [
        (
            "en", "Saved 1 line as “monthly”", "Your saved lists:", "Load monthly",
            "Added your list “monthly”.",
        ),
        (
            "hi-Latn", "1 cheez “monthly” naam se save ho gayi.", "Aapki saved list:", "monthly cart me lein",
            "Aapki list “monthly” cart me daal di.",
        ),
        (
            "hi-Deva", "1 चीज़ “monthly” नाम से सेव हो गई।", "आपकी सेव की हुई लिस्ट:", "monthly कार्ट में लें",
            "आपकी लिस्ट “monthly” कार्ट में डाल दी।",
        ),
    ],
)  # fmt: skip
def test_a_list_is_saved_and_loaded_in_the_customers_language(
    tools: Tools,  # noqa: F811
    locale: str,
    saved: str,
    lists: str,
    button: str,
    added: str,
) -> None:
    customer = Customer(tools, locale)
    customer.asks("add_to_cart", sku="SALT-1", quantity=4)
    kept = words(said(customer, "save this as monthly"))
    assert saved in kept
    assert "“load monthly”" in kept
    shown = said(customer, "my saved lists")
    assert lists in words(shown)
    assert titles(shown) == [button]
    assert added in words(said(customer, "load monthly"))
