"""What is known of a customer, on SQLite and PostgreSQL."""

import pytest

from people.gstin import WrongGstin
from people.service.customers import delivery_address
from people.service.profiles import ChangeProfile, Profile, Profiles
from shop.checkout.service.addresses import Addresses, SetAddress
from storage.database import Database
from tests.storage.shop_for_tests import ADDRESS, NOW, open_shop

GSTIN = "27AAPFU0939F1ZV"


def test_what_is_said_is_changed_and_the_rest_stays(db: Database) -> None:
    open_shop(db)
    profiles = Profiles(db)
    assert profiles.of("c0") == Profile()
    profiles.change(ChangeProfile("c0", name="Asha Stores", email="asha@example.com"), "k1")
    profiles.change(ChangeProfile("c0", gstin=GSTIN), "k2")
    profiles.change(ChangeProfile("c0", name="Another", gstin=GSTIN), "k1")  # the same request again
    assert profiles.of("c0") == Profile("Asha Stores", "", "asha@example.com", GSTIN)
    assert profiles.of("nobody") == Profile()


def test_a_number_that_cannot_be_right_is_refused(db: Database) -> None:
    open_shop(db)
    with pytest.raises(WrongGstin):
        Profiles(db).change(ChangeProfile("c0", gstin="27AAPFU0939F1ZX"), "k")
    assert Profiles(db).of("c0").gstin == ""


def test_orders_go_out_with_it_and_a_new_address_keeps_it(db: Database) -> None:
    open_shop(db)
    Profiles(db).change(ChangeProfile("c0", gstin=GSTIN), "k1")
    Addresses(db).change(SetAddress("c0", ADDRESS, key="k2"), NOW)
    assert delivery_address(db, "c0")["gstin"] == GSTIN
    Addresses(db).change(SetAddress("c0", {**ADDRESS, "gstin": "29AAACC1206D2ZB"}, key="k3"), NOW)
    assert Profiles(db).of("c0").gstin == "29AAACC1206D2ZB"
