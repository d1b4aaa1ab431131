"""What a seller says of a parcel: carriers' numbers and links pass, ways around the shop do not."""

import pytest

from shop.sellers.tracking import tracked


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
        "AWB: 123456789012, Delhivery",
        "AWB:123456789012",
        "Delhivery AWB 123456789012.",
        "AWB#1234567890123",
        "FedEx 1234 5678 9012",
        "SF-1234567890-IN",
        "Delhivery 123456789012,123456789013",
        "https://delhivery.com.",
        "(see www.delhivery.com/track)",
        "Use AWB 123456789 on https://delhivery.com/track today",
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
        ("call9876543210", "call[number hidden]", ("contact",)),
        ("call 9876543210x", "call [number hidden]x", ("contact",)),
        ("AWB: 98765 43210, Delhivery", "AWB: [number hidden], Delhivery", ("contact",)),
        ("Delhivery 9198 7654 3210", "Delhivery [number hidden]", ("contact",)),
        ("ring 022 2345 6789 now", "ring [number hidden] now", ("contact",)),
        ("12-98765-43210", "[number hidden]", ("contact",)),
        ("98765 EE123456789IN 43210 Delhivery", "[number hidden] Delhivery", ("contact",)),
        ("9876543210.delhivery.com", "[number hidden].[link hidden]", ("link", "contact")),
        ("evil.com,.delhivery.com", "[link hidden],.[link hidden]", ("link",)),
        ("https://evil.com\\.delhivery.com/x", "[link hidden]", ("link",)),
        ("https://delhivery.com/x,https://evil.com", "[link hidden]", ("link",)),
        ("dtdc.in/9876543210 ok", "dtdc.in/9876543210 ok", ("contact",)),  # shown, and looked at
        ("ram@okaxis", "[contact hidden]", ("contact",)),
        ("9876543210", "9876543210", ("contact",)),  # may be a carrier's: shown, and looked at
        ("919876543210", "919876543210", ("contact",)),
    ],
)
def test_what_leads_around_the_shop_does_not(words: str, shown: str, flags: tuple[str, ...]) -> None:
    assert (tracked(words).shown, tracked(words).flags) == (shown, flags)
