"""What a seller says of a parcel: carriers' numbers and links pass, ways around the shop do not."""

import pytest

from chat.tracking import tracked


@pytest.mark.parametrize(
    "words",
    [
        "AWB123",
        "1490837465520",
        "EE123456789IN",
        "Delhivery 1490837465520",
        "SF-2231-X",
        "https://www.delhivery.com/track/package/1490837465520",
        "BlueDart www.bluedart.com/trackdartresult?trackFor=0&trackNo=69876543210",
    ],
)
def test_what_carriers_give_passes(words: str) -> None:
    assert (tracked(words).shown, tracked(words).flags) == (words, ())


@pytest.mark.parametrize(
    ("words", "shown", "flags"),
    [
        ("wa.me/919876543210", "[link hidden]", ("link",)),
        ("https://delhivery.com.evil.in/9", "[link hidden]", ("link",)),
        ("98765 43210", "[number hidden]", ("contact",)),
        ("+919876543210", "[number hidden]", ("contact",)),
        ("call me 9876543210", "call me [number hidden]", ("contact", "off_platform")),
        ("ram@okaxis", "[contact hidden]", ("contact",)),
        ("9876543210", "9876543210", ("contact",)),  # may be a carrier's: shown, and looked at
        ("919876543210", "919876543210", ("contact",)),
    ],
)
def test_what_leads_around_the_shop_does_not(words: str, shown: str, flags: tuple[str, ...]) -> None:
    assert (tracked(words).shown, tracked(words).flags) == (shown, flags)
