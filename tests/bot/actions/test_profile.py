"""A customer sees what is known of them, and changes it by saying it."""

from dataclasses import replace

import pytest

import bot.actions.account
import bot.actions.talk  # noqa: F401  # they register their actions
from bot.actions.profile import email_in
from bot.dialogue.turn import Tools
from bot.reading.reader import Reader
from people.service.profiles import Profiles
from tests.bot.actions.speaking import Says, cart, titles, words


@pytest.fixture
def shop(tools: Tools, reader: Reader) -> Tools:
    return replace(tools, extras={**tools.extras, "reader": reader})


@pytest.mark.parametrize(
    "said", ["what do you know about me", "show my profile", "mere bare me kya kya pata hai"]
)
def test_all_that_is_known_is_shown(says: Says, said: str) -> None:
    answer = says(said)
    assert "GSTIN: " in words(answer)
    assert len(titles(answer)) == 5


def test_a_gstin_is_noted_or_its_slip_told(shop: Tools, says: Says) -> None:
    assert "can't be right" in words(says("my gst number is 27AAPFU0939F1ZX"))
    assert Profiles(shop.db).of("c0").gstin == ""
    assert "27AAPFU0939F1ZV" in words(says("my gst number is 27aapfu0939f1zv"))
    assert Profiles(shop.db).of("c0").gstin == "27AAPFU0939F1ZV"


def test_the_shops_name_is_changed_as_it_is_written(shop: Tools, says: Says) -> None:
    says("change my shop name to McCoy Traders")
    assert Profiles(shop.db).of("c0").name == "McCoy Traders"


def test_who_wants_to_be_forgotten_is_told_what_stays(says: Says) -> None:
    answer = says("delete my data please")
    assert "without your name" in words(answer)
    assert "Delete my data" in titles(answer)


def test_a_password_is_no_profile(says: Says) -> None:
    assert "password" in words(says("i forgot my password"))


@pytest.mark.parametrize(
    ("said", "email"),
    [
        ("change my email to asha.stores@example.co.in", "asha.stores@example.co.in"),
        ("mera email (raju+1@example.com) hai, profile me daal do", "raju+1@example.com"),
        ("show my profile @ home", ""),
        ("my profile name a@b@c.d, x@y", ""),
    ],
)
def test_an_address_of_e_mail_is_found(said: str, email: str) -> None:
    assert email_in(said) == email


@pytest.mark.parametrize(
    "said",
    [
        "sorry wrong one, take 27AAPFU0939F1ZV",
        "27AAPFU0939F1ZX was a slip. 27aapfu0939f1zv",
        "update: 27AAPFU0939F1ZV",
    ],
)
def test_a_gstin_is_noted_whatever_the_words_around_it(shop: Tools, says: Says, said: str) -> None:
    says(said)
    assert Profiles(shop.db).of("c0").gstin == "27AAPFU0939F1ZV"


@pytest.mark.parametrize(
    "said",
    ["do you have my gst no. with you?", "will my gstin show on the bills?", "mera gst number likha hai kya"],
)
def test_whether_a_gstin_is_known_is_told_from_the_account(says: Says, said: str) -> None:
    assert "GSTIN" in words(says(said))
    says("my gst number is 27AAPFU0939F1ZV")
    assert "27AAPFU0939F1ZV" in words(says(said))


def test_beside_a_gstin_the_rest_is_done(shop: Tools, says: Says) -> None:
    says("my gstin is 27AAPFU0939F1ZV. put 20 tata salt 1kg in the cart")
    assert Profiles(shop.db).of("c0").gstin == "27AAPFU0939F1ZV"
    assert cart(shop)


def test_the_shops_own_gst_number_is_not_the_customers(says: Says) -> None:
    says("my gst number is 27AAPFU0939F1ZV")
    assert "27AAPFU0939F1ZV" not in words(says("what is the seller's gst number?"))
