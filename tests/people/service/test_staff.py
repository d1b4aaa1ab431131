"""The staff list, on both databases."""

from people.service.staff import Staff
from storage.database import Database
from tests.chat.fakes import NOW


def test_somebody_new_is_taken_on_and_an_address_only_once(db: Database) -> None:
    staff = Staff(db)
    assert staff.add("Asha@shop.example", "Asha", "agent", "hash", NOW)
    assert not staff.add("asha@shop.example", "Another", "admin", "hash", NOW)
    asha = staff.by_email("asha@shop.example")
    assert asha
    assert asha.name == "Asha"
