"""One customer on three channels: cart, language and history follow a proof, and only a proof."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

from chat.reply import Reply, text
from people.tables import customers
from storage.database import stamp
from tests.connectors.conftest import World

PHONE = "919800000001"


async def says(world: World, words: str) -> str:
    """Write on Telegram; what comes back."""
    before = len(world.telegram.sent["501"])
    await world.telegram.push(world.telegram.text(501, words), world.http)
    await world.until(lambda: len(world.telegram.sent["501"]) > before)
    return world.telegram.texts(501)[-1]


async def writes(world: World, words: str = "", tap: str = "") -> str:
    """Write or tap on WhatsApp; what comes back."""
    before = len(world.whatsapp.sent[PHONE])
    message = world.whatsapp.tap(PHONE, tap) if tap else world.whatsapp.text(PHONE, words)
    await world.whatsapp.push(world.whatsapp.webhook_of(messages=[message]), world.http)
    await world.until(lambda: len(world.whatsapp.sent[PHONE]) > before)
    return world.whatsapp.texts(PHONE)[-1]


def first_button(world: World) -> str:
    asked = world.whatsapp.sent[PHONE][-1]["interactive"]["action"]["buttons"]
    return str(asked[0]["reply"]["id"])


async def test_a_cart_begun_on_telegram_is_seen_on_the_web_and_ordered_on_whatsapp(world: World) -> None:
    assert await says(world, "add rice") == "1 in cart: rice"
    base = world.telegram.webhook.removesuffix("/webhooks/telegram")

    # On the web: a code from Telegram.
    said = await says(world, "continue on web")
    code = said.split("LINK ")[1].split(".")[0]
    session = (await world.http.post(f"{base}/v1/chat/sessions", json={})).json()
    auth = {"Authorization": f"Bearer {session['token']}"}

    async def web(number: str, **message: str) -> Reply:
        body = {"id": number, **message}
        answer = await world.http.post(f"{base}/v1/chat/messages", json=body, headers=auth)
        return answer.json()["replies"][-1]  # type: ignore[no-any-return]

    asked = await web("1", text=f"LINK {code}")
    await web("2", tap=asked["options"][0]["tap"])  # type: ignore[index]
    assert (await web("3", text="cart"))["text"].startswith("1 in cart: rice")  # type: ignore[index]

    # On WhatsApp: a code from the web.
    await asyncio.sleep(1.1)  # WhatsApp's times are whole seconds
    link = (await world.http.post(f"{base}/v1/chat/link", headers=auth)).json()
    assert link["whatsapp"].startswith("https://wa.me/919800000000?text=LINK%20")
    await writes(world, f"LINK {link['code']}")
    assert "one account" in await writes(world, tap=first_button(world))
    assert await writes(world, "checkout") == "Ordered: 1 in cart: rice"

    # The news comes where she wrote last.
    customer = world.shop.store.open("telegram", "501", now=datetime.now(UTC)).customer
    last = world.shop.store.customers_conversations(customer)[0]
    assert last.channel == "whatsapp"
    world.shop.store.say(last.id, [text("Shipped", "system")])
    world.shop.delivery.call()
    await world.until(lambda: world.whatsapp.texts(PHONE)[-1] == "Shipped")
    assert world.whatsapp.violations == world.telegram.violations == []


async def test_a_phone_on_file_is_asked_about_once_and_never_assumed(world: World) -> None:
    now = stamp(datetime.now(UTC))
    with world.shop.db.write() as tx:
        for number, name in (("C1", "Sharma Kirana"), ("C2", "Sharma and Sons")):
            tx.execute(
                insert(customers).values(
                    id=number, kind="customer", name=name, phone="98000 00001", created_at=now
                )
            )
    said = await writes(world, "hello")
    assert "Sharma Kirana, Sharma and Sons" in said
    assert world.shop.store.open("whatsapp", PHONE, now=datetime.now(UTC)).customer.startswith("v_")
    assert await writes(world, "cart") == "0 in cart: "  # not asked again
    await writes(world, "hello")
    taps = world.whatsapp.sent[PHONE][0]["interactive"]["action"]
    rows = taps["sections"][0]["rows"] if "sections" in taps else [b["reply"] for b in taps["buttons"]]
    await writes(world, tap=rows[1]["id"])
    assert world.shop.store.open("whatsapp", PHONE, now=datetime.now(UTC)).customer == "C2"
    await writes(world, "unlink")
    assert world.shop.store.open("whatsapp", PHONE, now=datetime.now(UTC)).customer.startswith("v_")


async def test_own_contact_is_a_proof_on_telegram_and_anothers_is_none(world: World) -> None:
    with world.shop.db.write() as tx:
        tx.execute(
            insert(customers).values(
                id="C1", kind="customer", name="Sharma", phone=PHONE, created_at=stamp(datetime.now(UTC))
            )
        )
    for owner, expected in ((777, "somebody else's"), (501, "Is that you?")):
        contact = {"phone_number": PHONE, "first_name": "R", "user_id": owner}
        before = len(world.telegram.sent["501"])
        update = world.telegram.text(501, "", contact=contact)
        del update["message"]["text"]
        await world.telegram.push(update, world.http)
        await world.until(lambda before=before: len(world.telegram.sent["501"]) > before)  # type: ignore[misc]
        assert expected in world.telegram.texts(501)[-1]


async def test_a_code_needs_a_yes(world: World) -> None:
    said = await says(world, "continue on web")
    code = said.split("LINK ")[1].split(".")[0]
    asked = await writes(world, f"LINK {code}")
    assert "asked for this code yourself" in asked
    telegram, whatsapp = (
        world.shop.store.open("telegram", "501", now=datetime.now(UTC)),
        world.shop.store.open("whatsapp", PHONE, now=datetime.now(UTC)),
    )
    assert telegram.customer != whatsapp.customer


async def test_news_outside_the_24_hours_waits_for_the_customer(world: World) -> None:
    await writes(world, "hello")
    conversation = world.shop.store.open("whatsapp", PHONE, now=datetime.now(UTC)).id
    yesterday = datetime.now(UTC) - timedelta(hours=25)
    with world.shop.db.write() as tx:
        tx.exec_driver_sql("update messages set created_at = ? where direction = 'in'", (stamp(yesterday),))
    world.shop.store.say(conversation, [text("Your order has shipped", "system")])
    world.shop.delivery.call()
    await world.until(lambda: world.shop.store.count_waiting()["pending"] == 1 and _held(world))
    assert len(world.whatsapp.texts(PHONE)) == 1
    await writes(world, "any news?")
    await world.until(
        lambda: len(world.whatsapp.texts(PHONE)) >= 3 and world.shop.store.count_waiting()["pending"] == 0
    )
    said = "\n".join(world.whatsapp.texts(PHONE)[1:])
    assert said.index("Your order has shipped") < said.index("heard any news?")
    assert world.whatsapp.violations == []


def _held(world: World) -> bool:
    with world.shop.db.read() as tx:
        row = tx.exec_driver_sql("select error from messages where status = 'pending'").first()
    return bool(row and "24 hours" in row.error)


async def test_ones_own_data_is_shown_and_erased(world: World) -> None:
    await says(world, "add basmati")
    customer = world.shop.store.open("telegram", "501", now=datetime.now(UTC)).customer
    told = world.shop.channels.privacy.export(customer)
    assert told["messages"][0]["text"] == "add basmati"
    await says(world, "delete my data")
    yes = world.telegram.sent["501"][-1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    tap = world.telegram.tap(501, yes, world.telegram.sent["501"][-1]["message_id"])
    await world.telegram.push(tap, world.http)
    await world.until(lambda: "deleted" in world.telegram.texts(501)[-1])
    again = world.shop.channels.privacy.export(customer)
    assert "basmati" not in str(again)
    assert (await says(world, "cart")).strip() == "0 in cart:"


async def test_ones_own_data_is_one_link_away_and_the_link_is_nobodys_guess(world: World) -> None:
    await says(world, "add basmati")
    await says(world, "my data")
    button = world.telegram.sent["501"][-1]["reply_markup"]["inline_keyboard"][0][0]
    base = world.telegram.webhook.removesuffix("/webhooks/telegram")
    link = button["url"].replace(world.shop.settings.address, base)
    told = (await world.http.get(link)).json()
    assert "basmati" in [message["text"].removeprefix("add ") for message in told["messages"]]
    assert "passwd" not in str(told)
    assert not (world.shop.settings.data / "exports").exists()  # no copy lies anywhere
    customer = world.shop.store.open("telegram", "501", now=datetime.now(UTC)).customer
    world.shop.channels.privacy.erase(customer, datetime.now(UTC))
    forgotten = await world.http.get(link)
    assert (forgotten.status_code, "basmati" in forgotten.text) == (404, False)
    guessed = await world.http.get(f"{base}/v1/my-data/{'x' * 32}")
    assert guessed.status_code == 404
    assert "no longer good" in guessed.json()["title"]


async def test_a_photo_is_answered_kindly_and_its_caption_counts(world: World) -> None:
    update = world.telegram.text(
        501, "", photo=[{"file_id": "f1", "file_unique_id": "u", "width": 9, "height": 9}]
    )
    del update["message"]["text"]
    await world.telegram.push(update, world.http)
    await world.until(lambda: len(world.telegram.sent["501"]) == 1)
    assert "I could not read that file" in world.telegram.texts(501)[-1]
    update = world.telegram.text(501, "", photo=update["message"]["photo"], caption="add tea")
    del update["message"]["text"]
    await world.telegram.push(update, world.http)
    await world.until(lambda: len(world.telegram.sent["501"]) == 2)
    assert world.telegram.texts(501)[-1] == "1 in cart: tea"
