"""GET /v1/recommendations on a running gateway, with a model that another process kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import jwt

from app.recommender import model_file
from insight.learning.history import from_purchases
from insight.learning.model import fit
from insight.recommending.saved_model import save
from insight.recommending.service import RecommendationRecords
from shop.catalogue.service import CatalogueWrites
from tests.app.gateway_under_test import STOREFRONT_SECRET, gateway
from tests.chat.fakes import EchoBrain
from tests.insight.shops import PRODUCTS, purchases
from tests.insight.stocked import stock


async def asked(client: httpx.AsyncClient, who: dict[str, str], query: str) -> dict[str, object]:
    answer = await client.get(f"/v1/recommendations?{query}", headers=who)
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


async def test_pages_get_what_the_chat_would_say(tmp_path: Path) -> None:
    save(fit(from_purchases(purchases(24))), model_file(tmp_path))
    async with gateway(tmp_path, EchoBrain()) as (client, parts):
        stock(parts.db)
        made = (await client.post("/v1/chat/sessions", json={})).json()
        who = {"Authorization": f"Bearer {made['token']}"}
        new = await asked(client, who, "for=customer&limit=5")
        proof = jwt.encode(
            {"sub": "C001", "exp": datetime.now(UTC) + timedelta(hours=1)}, STOREFRONT_SECRET, "HS256"
        )
        await client.post("/v1/chat/identify", json={"customer_token": proof}, headers=who)
        known = await asked(client, who, "for=customer&limit=5")
        cart = await asked(client, who, "for=cart&sku=P021&sku=P022")
        nobody = await client.get("/v1/recommendations")
        counted = RecommendationRecords(parts.db).counts(datetime.now(UTC) - timedelta(hours=1))
    assert new["items"] != known["items"]
    assert known["experiment"] == "basket"
    for item in (*as_items(new), *as_items(known), *as_items(cart)):
        assert item["reason"]
        assert int(str(item["quantity"])) >= 1
    assert not {"P021", "P022"} & {str(item["sku"]) for item in as_items(cart)}
    assert nobody.status_code == 401
    shown = sum(len(as_items(answer)) for answer in (new, known, cart))
    assert sum(row["n"] for row in counted if row["kind"] == "impression") == shown


async def test_every_purpose_is_answered_and_a_margin_is_kept(tmp_path: Path) -> None:
    save(fit(from_purchases(purchases(24))), model_file(tmp_path))
    async with gateway(tmp_path, EchoBrain(), suggest_margin=10) as (client, parts):
        stock(parts.db)
        CatalogueWrites(parts.db).products(
            [
                replace(one, attributes={"cost_minor": str(one.price.minor * 95 // 100)})
                for one in PRODUCTS[::2]
            ]
        )
        made = (await client.post("/v1/chat/sessions", json={})).json()
        who = {"Authorization": f"Bearer {made['token']}"}
        for purpose in ("customer", "offers", "due", "alike", "popular", "season", "savings"):
            found = as_items(await asked(client, who, f"for={purpose}&limit=5"))
            assert all(int(str(item["sku"])[1:]) % 2 for item in found), purpose  # the others earn 5 %
            if purpose in ("customer", "popular"):
                assert found
        cart = as_items(await asked(client, who, "for=popular&sku=P021&sku=P023"))
        assert {item["sku"] for item in cart} == {"P021", "P023"}


def as_items(answer: dict[str, object]) -> list[dict[str, object]]:
    items = answer["items"]
    assert isinstance(items, list)
    return items
