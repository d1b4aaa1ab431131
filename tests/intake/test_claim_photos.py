"""A photo before, with or after the words is of that claim; the widget's are kept small, or refused."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from PIL import Image

from app.gateway.gateway import Gateway
from chat.open_questions import ASKED, Asked, OfferedOption
from chat.payloads import command_of
from chat.ports import Conversation
from chat.service.contexts import Contexts
from desk.service.files import KEPT
from intake.claim_photos import ClaimPhotos
from shop.claims.photos import CLAIM_SEEN, PHOTOS_SENT
from shop.claims.requests import OpenClaim
from shop.claims.service import Claims
from shop.claims.taps import ClaimGoods
from shop.orders.order import Line, Order
from shop.orders.service.orders import Orders
from storage.database import Database
from tests.app.gateway_under_test import gateway
from tests.chat.fakes import EchoBrain
from tests.connectors.files.test_picture import bomb, photo
from tests.storage.shop_for_tests import NOW, SALT, open_shop

AT = Conversation("t_1", "c0", "telegram", "1", "bot", "en", "", {})


@pytest.fixture
def parts(db: Database) -> tuple[ClaimPhotos, Contexts, Claims]:
    open_shop(db)
    Orders(db).place(Order("D-1", "c0", NOW, "delivered", (Line(SALT.sku, SALT.title, 6, SALT.price),)), NOW)
    contexts = Contexts(db)
    return ClaimPhotos(db, contexts, lambda: NOW), contexts, Claims(db)


def heard(photos: ClaimPhotos, *urls: str, alone: bool = True) -> str:
    answer = photos.heard(AT, urls, alone=alone)
    return answer.replies[0].text if answer else ""


def test_a_photo_before_the_words_waits_for_them(parts: tuple[ClaimPhotos, Contexts, Claims]) -> None:
    photos, contexts, _ = parts
    assert heard(photos, "telegram:a") == ""
    assert heard(photos, "telegram:b", alone=False) == ""  # its caption is answered
    assert contexts.get("c0", PHOTOS_SENT, NOW) == ("telegram:a", "telegram:b")
    heard(photos, *(f"telegram:{n}" for n in range(20)))
    assert len(contexts.get("c0", PHOTOS_SENT, NOW) or ()) == 6


def test_a_photo_while_it_is_asked_about_asks_again(parts: tuple[ClaimPhotos, Contexts, Claims]) -> None:
    photos, contexts, _ = parts
    tap = command_of(ClaimGoods("damaged", "D-1", '[["SALT-1",2]]', "refund"))
    options: Sequence[OfferedOption] = (OfferedOption("Rs 56 back", tap.intent, tap.entities),)
    asked = Asked("Money or new pieces?", conversation="t_1", options=tuple(options))
    contexts.save("c0", ASKED, asked, NOW)
    assert photos.talked_of("c0", "t_1")
    assert not photos.talked_of("c0", "t_2")
    assert heard(photos, "telegram:a") == "I have the photo. Money or new pieces?"


def test_a_photo_after_it_was_made_is_put_to_it(parts: tuple[ClaimPhotos, Contexts, Claims]) -> None:
    photos, contexts, claims = parts
    (claim,) = claims.open(OpenClaim("c0", "D-1", "other", ((SALT.sku, 2),)), "t", NOW)
    contexts.save("c0", CLAIM_SEEN, claim.id, NOW)
    assert claim.id in heard(photos, "telegram:a")
    assert claims.view(claim.id).claim.photos == ("telegram:a",)
    assert "6 photos already" in heard(photos, *map(str, range(9))) + heard(photos, "z")
    claims.withdraw("c0", claim.id, NOW)
    assert not photos.talked_of("c0", "t_1")


async def sent(client: httpx.AsyncClient, mine: dict[str, str], number: int, data: bytes) -> httpx.Response:
    at = f"/v1/chat/files?id=p{number}&name=photo.jpg"
    return await client.post(at, content=data, headers={**mine, "Content-Type": "image/jpeg"})


def with_order(parts: Gateway, conversation: str) -> str:
    buyer: str = parts.store.conversation(conversation).customer
    now = datetime.now(UTC)
    Orders(parts.db).place(Order("D-9", buyer, now, "delivered", (Line("X-1", "Oil", 3, SALT.price),)), now)
    return buyer


async def test_the_widgets_photos_are_kept_small_or_refused(tmp_path: Path) -> None:
    async with gateway(tmp_path, EchoBrain()) as (client, parts):
        parts.conversing.use(parts.channels.front(EchoBrain()))
        started = (await client.post("/v1/chat/sessions", json={})).json()
        mine = {"Authorization": f"Bearer {started['token']}"}
        assert (await sent(client, mine, 1, photo(300, 200))).status_code == 422  # a visitor has no goods
        buyer = with_order(parts, started["conversation_id"])
        told = await sent(client, mine, 2, photo(300, 200))
        assert "tell me which" in told.json()["replies"][0]["text"]
        now = datetime.now(UTC)
        (name,) = parts.contexts.get(buyer, PHOTOS_SENT, now) or ()
        stored = parts.desk.files.get(name.removeprefix(KEPT))
        assert stored is not None
        assert Image.open(io.BytesIO(stored.data)).size == (300, 200)
        (claim,) = Claims(parts.db).open(OpenClaim(buyer, "D-9", "other", (("X-1", 1),)), "t", now)
        parts.contexts.save(buyer, CLAIM_SEEN, claim.id, now)
        for number, wrong in enumerate((bomb(), b"no picture at all"), 3):
            answer = await sent(client, mine, number, wrong)
            assert answer.status_code == 422
            assert answer.json()["title"]
        assert claim.id in (await sent(client, mine, 5, photo(300, 200))).json()["replies"][0]["text"]
        assert len(Claims(parts.db).view(claim.id).claim.photos) == 1
