"""The table of use cases says what the code does."""

from app.use_cases import ROOT, TABLE, table, use_cases


def test_the_table_is_of_today() -> None:
    written = TABLE.read_text(encoding="utf-8")
    assert written == table(), "a use case has changed: python -m app.use_cases"


def test_a_requests_fields_are_shown_and_the_clock_is_not() -> None:
    found = {case.name: case for case in use_cases(ROOT / "shop/cart/service/carts.py")}
    assert found["Carts.set_quantity"].fields == ("customer: str", "sku: str", "quantity: int", "[key: str]")
    assert found["Carts.get"].fields == ("customer: str",)
    assert "Carts.put_in" not in found  # it joins another's transaction
