"""A served gateway with people who work at it."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from argon2 import PasswordHasher

from app.gateway.gateway import Gateway
from people.service.staff import Staff
from shop.catalogue.product import Product, Seller
from shop.catalogue.service import CatalogueWrites
from shop.money import Money
from tests.app.gateway_under_test import gateway
from tests.chat.fakes import EchoBrain

HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)  # quick; verified all the same
PEOPLE = (
    ("asha", "agent", ""),
    ("ravi", "agent", ""),
    ("meena", "admin", ""),
    ("spice", "seller", "spice-house"),
    ("grain", "seller", "grain-mill"),
)
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@dataclass
class AtTheDesk:
    """Tokens by name, and the client."""

    client: httpx.AsyncClient
    gateway: Gateway
    tokens: dict[str, str]

    async def ask(self, who: str, method: str, path: str, body: Any = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.tokens[who]}"} if who in self.tokens else {}
        return await self.client.request(method, path, json=body, headers=headers)

    def id_of(self, who: str) -> str:
        """The id under which the store knows them."""
        member = self.gateway.desk.staff.by_email(f"{who}@shop.example")
        assert member is not None
        return member.id

    async def customer(self) -> tuple[str, dict[str, str]]:
        """A conversation on the web, and its headers."""
        started = (await self.client.post("/v1/chat/sessions", json={})).json()
        return started["conversation_id"], {"Authorization": f"Bearer {started['token']}"}


def stocked(parts: Gateway) -> None:
    """Two sellers with a product each."""
    writes = CatalogueWrites(parts.db)
    writes.sellers(
        [Seller("spice-house", "Spice House", "Kochi"), Seller("grain-mill", "Grain Mill", "Indore")]
    )
    writes.products(
        [
            Product("CARDAMOM-1", "Green cardamom 8 mm", Money.of("2400"), pack="1 kg", seller="spice-house"),
            Product("ATTA-10", "Chakki atta", Money.of("410"), pack="10 kg", seller="grain-mill", stock=40),
        ]
    )


@contextlib.asynccontextmanager
async def at_the_desk(data: Path, **more: Any) -> AsyncIterator[AtTheDesk]:
    async with gateway(data, EchoBrain(), **more) as (client, parts):
        stocked(parts)
        staff = Staff(parts.db)
        tokens = {}
        for name, role, seller in PEOPLE:
            email = f"{name}@shop.example"
            staff.add(email, name.title(), role, HASHER.hash(f"{name}'s word"), NOW, seller=seller)
            answer = await client.post(
                "/v1/staff/tokens", json={"email": email, "password": f"{name}'s word"}
            )
            tokens[name] = answer.json()["token"]
        yield AtTheDesk(client, parts, tokens)
