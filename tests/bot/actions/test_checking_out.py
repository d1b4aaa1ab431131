"""Ordering by talking, to a customer who reads Hindi in either of its letters."""

import pytest

from bot.dialogue.turn import Tools
from tests.bot.actions.speaking import Speak, titles
from tests.bot.test_shop_actions import tap, with_address, words


@pytest.mark.parametrize(
    ("locale", "head", "total", "yes", "cash", "done"),
    [
        (
            "hi-Latn",
            "Aap yeh order kar rahe hain:",
            "Kul: Rs",
            "Chuniye, kaise pay karenge",
            "Cash on delivery",
            "Order ho gaya.",
        ),
        ("hi-Deva", "आप यह ऑर्डर कर रहे हैं:", "कुल: Rs", "भुगतान कैसे करेंगे", "कैश ऑन डिलीवरी", "ऑर्डर हो गया।"),
    ],
)
def test_the_whole_is_shown_and_ordered_in_the_customers_language(
    tools: Tools, speak: Speak, locale: str, head: str, total: str, yes: str, cash: str, done: str
) -> None:
    talk = speak(locale)
    with_address(tools)
    talk("add_to_cart", "2 tata salt 1kg")
    review = talk("checkout")
    assert all(said in words(review) for said in (head, total, yes))
    assert words(tap(talk, review, cash)).startswith(done)


@pytest.mark.parametrize(
    ("locale", "stays", "asked", "options", "noted"),
    [
        (
            "hi-Latn",
            "Theek hai, pata waisa hi rahega.",
            "Ab se 4 Link Road, Mumbai, 400001 par bhejein?",
            "Haan, agle order se",
            "Ho gaya: 4 Link Road, Mumbai, 400001.",
        ),
        (
            "hi-Deva",
            "ठीक है, पता वैसा ही रहेगा।",
            "अब से 4 Link Road, Mumbai, 400001 पर भेजें?",
            "हाँ, अगले ऑर्डर से",
            "हो गया: 4 Link Road, Mumbai, 400001।",
        ),
    ],
)
def test_an_address_is_changed_in_the_customers_language(
    tools: Tools, speak: Speak, locale: str, stays: str, asked: str, options: str, noted: str
) -> None:
    talk = speak(locale)
    with_address(tools)
    review = talk("change_address", "4 Link Road, Mumbai 400001")
    assert words(review) == asked
    assert titles(review)[0] == options
    assert words(talk("change_address", text="no")) == stays
    assert words(tap(talk, review, options)) == noted


@pytest.mark.parametrize(
    ("locale", "cash", "again"),
    [
        ("hi-Latn", "Haan, cash on delivery chalega.", "Phir se koshish karein"),
        ("hi-Deva", "हाँ, कैश ऑन डिलीवरी चलेगा।", "फिर से कोशिश करें"),
    ],
)
def test_paying_is_spoken_of_in_the_customers_language(
    tools: Tools, speak: Speak, locale: str, cash: str, again: str
) -> None:
    talk = speak(locale)
    assert words(talk("payment_methods", "cash milega kya")).startswith(cash)
    talk("add_to_cart", "2 tata salt 1kg")
    assert titles(talk("payment_problem", "payment fail ho gaya"))[0] == again


@pytest.mark.parametrize(
    ("locale", "missing"), [("hi-Latn", "Poora pata PIN code"), ("hi-Deva", "पूरा पता PIN कोड")]
)
def test_what_an_address_lacks_is_said_in_the_customers_language(
    speak: Speak, locale: str, missing: str
) -> None:
    assert missing in words(speak(locale)("change_address", "12 MG Road, Pune"))
