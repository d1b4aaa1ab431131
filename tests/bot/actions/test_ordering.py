"""Orders cancelled and returned by talking, to a customer who reads Hindi in either of its letters."""

import pytest

from bot.dialogue.turn import Tools
from shop.orders.service import within
from tests.bot.actions.speaking import Speak, titles
from tests.bot.test_shop_actions import ordered, tap, words
from tests.storage.shop_for_tests import NOW


@pytest.mark.parametrize(
    ("locale", "line", "why", "reason", "done", "again"),
    [
        (
            "hi-Latn",
            " November: order ho gaya, pack hona baaki, Rs",
            "Kyun cancel karun?",
            "Ab zaroorat nahi",
            "Order {order} cancel ho gaya.",
            "Order {order}: cancel ho gaya.",
        ),
        (
            "hi-Deva",
            " नवंबर: ऑर्डर हो गया, पैक होना बाकी, Rs",
            "क्यों कैंसिल करूँ?",
            "अब ज़रूरत नहीं",
            "ऑर्डर {order} कैंसिल हो गया।",
            "ऑर्डर {order}: कैंसिल हो गया।",
        ),
    ],
)
def test_an_order_is_cancelled_in_the_customers_language(
    tools: Tools, speak: Speak, locale: str, line: str, why: str, reason: str, done: str, again: str
) -> None:
    talk = speak(locale)
    order = ordered(tools, talk)
    asked = talk("cancel_order", f"cancel {order}")
    assert line in words(asked)
    assert why in words(asked)
    assert reason in titles(asked)
    assert words(tap(talk, asked, reason)).startswith(done.format(order=order))
    assert words(talk("cancel_order", f"cancel {order}")) == again.format(order=order)


@pytest.mark.parametrize(
    ("locale", "back", "asked_for", "refund"),
    [
        ("hi-Latn", "Rs 56 wapas milega", "Wapsi ki request ho gayi", "wapsi humein milte hi refund aayega"),
        ("hi-Deva", "Rs 56 वापस मिलेगा", "वापसी की रिक्वेस्ट हो गई", "वापसी हमें मिलते ही रिफंड आएगा"),
    ],
)
def test_a_delivered_order_is_returned_in_the_customers_language(
    tools: Tools, speak: Speak, locale: str, back: str, asked_for: str, refund: str
) -> None:
    talk = speak(locale)
    order = ordered(tools, talk)
    with tools.db.write() as tx:
        within.advance(tx, tools.db, order, "deliver", NOW)
    asked = tap(talk, talk("return_order", f"return {order}"), "salt")
    assert back in words(asked)
    yes = titles(asked)[0]
    assert asked_for in words(tap(talk, asked, yes))
    assert refund in words(talk("refund_status"))
