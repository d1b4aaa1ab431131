"""GSTINs are found in talk, and checked by their last sign."""

import pytest

from people.gstin import WrongGstin, check_gstin, gstins_in


@pytest.mark.parametrize(
    "said",
    [
        "my gst is 27AAPFU0939F1ZV",
        "27aapfu0939f1zv",
        "GSTIN: 27 AAPFU 0939 F1ZV, thanks",
        "27-AAPFU0939F1ZV jod do",
    ],
)
def test_it_is_found_however_it_is_written(said: str) -> None:
    assert gstins_in(said) == ["27AAPFU0939F1ZV"]


@pytest.mark.parametrize("said", ["", "2 kg besan", "order D-117323", "270939123456789", "27AAPFU0939F1ZV9"])
def test_nothing_else_is_taken_for_one(said: str) -> None:
    assert gstins_in(said) == []


def test_the_last_sign_checks_the_others() -> None:
    check_gstin("27AAPFU0939F1ZV")
    check_gstin("29AAACC1206D2ZB")
    for wrong in ("27AAPFU0939F1ZX", "27AAPFU0993F1ZV", "72AAPFU0939F1ZV", "", "27AAPFU0939F1Z"):
        with pytest.raises(WrongGstin):
            check_gstin(wrong)
