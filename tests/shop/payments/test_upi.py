"""The UPI link in NPCI's form, the form of addresses, references and numbers of payments."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.checkout.placing import new_order_id
from shop.money import Money
from shop.payments.upi import (
    Payee,
    checked_address,
    link,
    reference,
    references_in,
    utr_typed,
    utrs_in,
)
from shop.refusals import Refused

SHOP = Payee("annapurna.wholesale@okhdfcbank", "Annapurna Wholesale")


def test_the_link_is_as_npci_writes_it() -> None:
    assert link(SHOP, Money(1234550), "D4ABCDEFG", "Order D4ABCDEFG") == (
        "upi://pay?pa=annapurna.wholesale@okhdfcbank&pn=Annapurna%20Wholesale&am=12345.50&cu=INR"
        "&tr=D4ABCDEFG&tn=Order%20D4ABCDEFG"
    )


@given(name=st.text(min_size=1, max_size=150), note=st.text(max_size=90), minor=st.integers(1, 10**11))
def test_whatever_the_shop_is_called_the_link_reads_back(name: str, note: str, minor: int) -> None:
    try:
        name.encode(), note.encode()
    except UnicodeEncodeError:
        return  # half a character, which no setting can hold
    made = link(Payee(SHOP.address, name), Money(minor), "D4ABCDEFG", note)
    read = dict(parse_qsl(urlsplit(made).query, keep_blank_values=True, strict_parsing=True))
    assert list(read) == ["pa", "pn", "am", "cu", "tr", "tn"]
    assert (read["pn"], read["tn"]) == (name[:99], note[:50])
    whole, _, part = read["am"].partition(".")
    assert int(whole) * 100 + int(part) == minor and len(part) == 2
    assert made.isascii() and " " not in made


@pytest.mark.parametrize("amount", [Money(0), Money(-100), Money(10**11 + 1), Money(100, "USD")])
def test_no_link_asks_for_what_upi_cannot_pay(amount: Money) -> None:
    with pytest.raises(ValueError, match="UPI pays"):
        link(SHOP, amount, "D4ABCDEFG", "")


@pytest.mark.parametrize(
    "address", ["9876543210@ybl", "a1@upi", " shop.name-1_x@okaxis ", "x" * 190 + "@bank"]
)
def test_addresses_have_their_form(address: str) -> None:
    assert checked_address(address) == address.strip()


@pytest.mark.parametrize(
    "address",
    ["", "shop", "@bank", "shop@", "a@b", "shop@bank.in", "sh op@bank", "shop@@bank", "दुकान@bank", ".x@bank",
     "shop@bank&am=1", "x" * 300 + "@bank", "shop@" + "b" * 80],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="UPI address"):
        checked_address(address)


def test_an_orders_own_number_is_its_reference_and_others_get_one_of_that_form() -> None:
    ours = new_order_id()
    assert reference(ours) == ours
    made = {reference(name) for name in ("1001", "1002", "#W2378156", "order-ü", "d4abcdefg")}
    assert len(made) == 5
    assert all(references_in(f"UPI/{ref}/x") == [ref] for ref in made)
    assert reference("1001") == reference("1001")


def test_a_reference_is_found_however_the_bank_breaks_it() -> None:
    for narration in (
        "UPI-RAHUL SHARMA-RAHUL@OKAXIS-HDFC0000001-412345678901-ORDER D4ABCDEFG",
        "UPI/CR/412345678901/RAHUL/HDFC/rahul@ok/Order d4abc defg",
        "BY TRANSFER-UPI/CR/4123/ORDERD4ABCDEFG--",
    ):
        assert "D4ABCDEFG" in references_in(narration)
    assert references_in("NEFT CR SALARY") == []


def test_the_number_of_a_payment_has_twelve_digits_that_stand_alone() -> None:
    assert utrs_in("paid, utr 412345678901") == ["412345678901"]
    assert utrs_in("UTR:412345678901/412345678901") == ["412345678901"]
    assert utrs_in("4123456789012 and 41234567890") == []
    assert utr_typed(" 4123 4567 8901 ") == "412345678901"
    for wrong in ("", "41234567890", "4123456789012", "४१२३४५६७८९०१", "T24051811321"):
        with pytest.raises(Refused) as refusal:
            utr_typed(wrong)
        assert refusal.value.reason.code == "utr_form"
