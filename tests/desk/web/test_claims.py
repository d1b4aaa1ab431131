"""Claims on the pages: each seller sees their own, the desk all with the overdue on top, and settles them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.async_api import Browser, expect

from desk.service.files import CUSTOMER, KEPT
from shop.claims.requests import OpenClaim
from shop.claims.service import Claims
from shop.money import Money
from shop.orders.order import Line, Order, Payment
from shop.orders.service.orders import Orders
from tests.desk.at_the_desk import AtTheDesk, at_the_desk
from tests.desk.browsing import shot, signed_in

PHONE = {"viewport": {"width": 390, "height": 844}}
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f0005000"
    "1ff89993d1d0000000049454e44ae426082"
)


async def claimed(at: AtTheDesk) -> dict[str, str]:
    """A claim of each seller's goods, in one order, that of the atta overdue; by seller."""
    conversation, _ = await at.customer()
    buyer, db = at.gateway.store.conversation(conversation).customer, at.gateway.db
    lines = (
        Line("CARDAMOM-1", "Green cardamom 8 mm", 2, Money.of("2400")),
        Line("ATTA-10", "Chakki atta", 3, Money.of("410")),
    )
    now = datetime.now(UTC)
    paid = Payment("payment", Money.of("6030"), "cash")
    week_ago = now - timedelta(days=6, hours=23)
    Orders(db).place(Order("D-77", buyer, week_ago, "delivered", lines, {"city": "Pune"}, (paid,)), week_ago)
    claims = Claims(db)
    photo = at.gateway.desk.files.save(conversation, "torn.png", "image/png", DOT, CUSTOMER, now)
    asked = OpenClaim(buyer, "D-77", "damaged", (("ATTA-10", 2),), words="2 bag phate, 9876543210 pe call",
                      photos=(f"{KEPT}{photo}",), conversation=conversation)  # fmt: skip
    (old,) = claims.open(asked, "a", week_ago)
    (new,) = claims.open(OpenClaim(buyer, "D-77", "short", (("CARDAMOM-1", 1),)), "b", now)
    return {"grain": old.id, "spice": new.id}


async def test_each_sees_what_is_theirs_and_the_overdue_first(tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as at:
        made = await claimed(at)
        seen = (await at.ask("asha", "GET", "/v1/staff/claims")).json()["claims"]
        assert [(c["id"], c["overdue"]) for c in seen] == [(made["grain"], True), (made["spice"], False)]
        assert "9876543210" in seen[0]["words"]
        (own,) = (await at.ask("grain", "GET", "/v1/staff/claims")).json()["claims"]
        assert (own["id"], "9876543210" in own["words"], own["conversation"]) == (made["grain"], False, "")
        photo = own["photos"][0]
        assert (await at.ask("grain", "GET", photo)).content == DOT
        for who, status in (("spice", 404), ("nobody", 401), ("asha", 200)):
            assert (await at.ask(who, "GET", photo)).status_code == status
        assert (await at.ask("grain", "GET", photo.replace("/0", "/1"))).status_code == 404


async def test_a_seller_answers_own_claims_alone_and_settles_none(tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as at:
        made = await claimed(at)
        of_grain = f"/v1/staff/claims/{made['grain']}"
        assert (await at.ask("spice", "POST", f"{of_grain}/accept", {})).status_code == 404
        assert (await at.ask("grain", "POST", f"{of_grain}/refuse", {"text": " "})).status_code == 409
        assert (await at.ask("grain", "POST", f"{of_grain}/settle", {"how": "refund"})).status_code == 403
        answer = await at.ask("grain", "POST", f"{of_grain}/accept", {})
        assert answer.json()["state"] == "accepted"
        assert (await at.ask("grain", "POST", f"{of_grain}/refuse", {"text": "no"})).status_code == 409


async def test_the_desk_gives_a_part_back_and_no_more_than_was_paid(tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as at:
        made = await claimed(at)
        settle = f"/v1/staff/claims/{made['grain']}/settle"
        for wrong, status in (("820.01", 409), ("0", 422), ("-5", 422), ("1.001", 422), ("x", 422)):
            answer = await at.ask("asha", "POST", settle, {"how": "refund", "amount": wrong})
            assert answer.status_code == status, wrong
        done = await at.ask("asha", "POST", settle, {"how": "refund", "amount": "300"})
        assert (done.json()["state"], done.json()["amount"]) == ("settled", "300.00")
        again = await at.ask("asha", "POST", settle, {"how": "refund", "amount": "300"})
        assert again.status_code == 409
        refunds = [p.amount for p in Orders(at.gateway.db).view("D-77").order.payments if p.kind == "refund"]
        assert refunds == [Money.of("300")]


async def test_the_desk_settles_on_its_page(browser: Browser, tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as at:
        made = await claimed(at)
        page = await signed_in(browser, at, "meena", **PHONE)
        await page.goto("/desk/claims")
        first = page.locator("article.claim").first
        await expect(first).to_contain_text("overdue since")
        await expect(first.locator("img")).to_have_js_property("naturalWidth", 1)
        await shot(page, "claims")
        await first.get_by_label("Give back").fill("500")
        await first.get_by_role("button", name="Refund").click()
        over = page.locator("article.claim", has_text=made["grain"])
        await expect(over).to_contain_text("Rs 500 given back")
        wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0
        await page.close()


async def test_a_seller_refuses_on_their_page(browser: Browser, tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as at:
        await claimed(at)
        page = await signed_in(browser, at, "spice", **PHONE)
        await page.goto("/seller/claims")
        await page.get_by_text("Refuse it").click()
        await page.get_by_placeholder("Why").fill("It was weighed before it left.")
        await page.get_by_role("button", name="Refuse", exact=True).click()
        await expect(page.locator("article.claim")).to_contain_text("refused")
        await shot(page, "sellers_claims")
        await page.close()
