"""Both channels driven from outside, exactly as by Telegram and Meta."""

import asyncio
import json
import logging
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from chat.tables import messages
from demo.play import bot_api, graph_api
from tests.connectors.conftest import World
from tests.standins.shop import SECRET, TOKEN


def stored(world: World) -> int:
    with world.shop.db.read() as tx:
        return int(tx.execute(select(func.count()).where(messages.c.direction == "in")).scalar_one())


def statuses(world: World) -> list[str]:
    with world.shop.db.read() as tx:
        rows = tx.execute(
            select(messages.c.status).where(messages.c.direction == "out").order_by(messages.c.id)
        )
        return [row.status for row in rows]


async def test_the_same_update_50_times_is_one_turn_and_one_reply(world: World) -> None:
    update = world.telegram.text(501, "hello")
    raw = world.whatsapp.webhook_of(messages=[world.whatsapp.text("919800000001", "hello")])
    answers = await asyncio.gather(
        *(world.telegram.push(update, world.http) for _ in range(50)),
        *(world.whatsapp.push(raw, world.http) for _ in range(50)),
    )
    assert set(answers) == {200}
    await world.until(lambda: bool(world.telegram.texts(501) and world.whatsapp.texts("919800000001")))
    await asyncio.sleep(0.3)
    assert world.telegram.texts(501) == ["heard hello"]
    assert world.whatsapp.texts("919800000001") == ["heard hello"]
    assert sorted(world.shop.brain.thought) == [("telegram", "hello"), ("whatsapp", "hello")]


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x", "\u00e9"])
async def test_telegram_without_the_secret_is_refused(
    world: World, secret: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret.encode("latin-1")} if secret else {}
    update = world.telegram.text(501, "hello")
    answer = await world.http.post(world.telegram.webhook, json=update, headers=headers)
    assert answer.status_code == 403
    assert stored(world) == 0
    await world.telegram.push(update, world.http)
    await world.until(lambda: bool(world.telegram.texts(501)))
    assert SECRET not in caplog.text
    assert TOKEN not in caplog.text


async def test_whatsapp_with_a_wrong_signature_is_refused(world: World) -> None:
    raw = world.whatsapp.webhook_of(messages=[world.whatsapp.text("919800000001", "hello")])
    signed = world.whatsapp.signed(raw)
    written_again = json.dumps(json.loads(raw), separators=(",", ":")).encode()
    assert written_again != raw
    for body, headers in (
        (raw, {}),
        (raw, {"X-Hub-Signature-256": "sha256=" + "0" * 64}),
        (raw, {"X-Hub-Signature-256": signed["X-Hub-Signature-256"].removeprefix("sha256=")}),
        (written_again, signed),
        (raw + b" ", signed),
    ):
        answer = await world.http.post(world.whatsapp.webhook, content=body, headers=headers)
        assert answer.status_code == 403
    assert stored(world) == 0


async def test_meta_verifies_the_webhook(world: World) -> None:
    asked = {"hub.mode": "subscribe", "hub.verify_token": "verify-me", "hub.challenge": "12345"}
    answer = await world.http.get(world.whatsapp.webhook, params=asked)
    assert (answer.status_code, answer.text) == (200, "12345")
    answer = await world.http.get(world.whatsapp.webhook, params={**asked, "hub.verify_token": "no"})
    assert answer.status_code == 403


async def test_damaged_bodies_are_400_and_unknown_updates_200(world: World) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    for body, status in ((b"{", 400), (b"[]", 400), (b'{"update_id": 1}', 200), (b'{"message": 5}', 200)):
        answer = await world.http.post(world.telegram.webhook, content=body, headers=headers)
        assert answer.status_code == status


async def test_a_tap_is_answered_and_edits_the_cart_in_place(world: World) -> None:
    await world.telegram.push(world.telegram.text(501, "add rice"), world.http)
    await world.until(lambda: len(world.telegram.sent["501"]) == 1)
    shown = world.telegram.sent["501"][0]
    button = shown["reply_markup"]["inline_keyboard"][0][0]
    tap = world.telegram.tap(501, button["callback_data"], shown["message_id"])
    await world.telegram.push(tap, world.http)
    assert tap["callback_query"]["id"] in world.telegram.answered
    await world.until(lambda: "2 in cart" in shown["text"])
    assert len(world.telegram.sent["501"]) == 1


async def test_a_tap_on_an_old_card_gets_a_new_message(world: World) -> None:
    await world.telegram.push(world.telegram.text(501, "add rice"), world.http)
    await world.until(lambda: len(world.telegram.sent["501"]) == 1)
    shown = world.telegram.sent["501"][0]
    await world.telegram.push(world.telegram.text(501, "hello"), world.http)
    await world.until(lambda: len(world.telegram.sent["501"]) == 2)
    button = shown["reply_markup"]["inline_keyboard"][0][0]
    await world.telegram.push(
        world.telegram.tap(501, button["callback_data"], shown["message_id"]), world.http
    )
    await world.until(lambda: len(world.telegram.sent["501"]) == 3)
    assert not shown.get("edited")


async def test_a_turn_is_one_message(world: World) -> None:
    await world.telegram.push(world.telegram.text(501, "many"), world.http)
    await world.until(lambda: len(world.telegram.sent["501"]) == 1)
    assert world.telegram.texts(501) == ["one\n\ntwo\n\nthree"]


async def test_429_is_waited_for_and_nothing_is_lost_or_doubled(world: World) -> None:
    world.telegram.faults["501"].extend([bot_api.too_many(1), bot_api.BROKEN])
    await world.telegram.push(world.telegram.text(501, "first"), world.http)
    await world.telegram.push(world.telegram.text(501, "second"), world.http)
    await world.telegram.push(world.telegram.text(502, "quick"), world.http)
    await world.until(lambda: bool(world.telegram.texts(502)))
    assert world.telegram.texts(501) == []  # the slow chat holds nobody up
    await world.until(lambda: "second" in " ".join(world.telegram.texts(501)))
    assert " ".join(world.telegram.texts(501)).split() == ["heard", "first", "heard", "second"]


async def test_blocked_is_recorded_and_not_tried_again(world: World) -> None:
    world.telegram.faults["501"].append(bot_api.BLOCKED)
    await world.telegram.push(world.telegram.text(501, "hello"), world.http)
    await world.until(lambda: "failed" in statuses(world))
    assert world.shop.channels.consents.find("telegram", "501").blocked
    (dead,) = world.shop.outbox.dead()
    assert world.shop.outbox.send_again(dead.id)
    await world.until(lambda: world.telegram.texts(501) == ["heard hello"])


async def test_a_group_that_moved_is_answered_at_its_new_id(world: World) -> None:
    world.telegram.moved["-55"] = -1001234
    update = world.telegram.text(501, "@dukan_bot rice?")
    update["message"]["chat"] = {"id": -55, "type": "group", "title": "Kirana"}
    await world.telegram.push(update, world.http)
    await world.until(lambda: world.telegram.texts(-1001234) == ["heard rice?"])


async def test_what_is_private_is_not_told_in_a_group(world: World) -> None:
    update = world.telegram.text(501, "/cart@dukan_bot")
    update["message"]["chat"] = {"id": -1009, "type": "supergroup", "title": "Kirana"}
    await world.telegram.push(update, world.http)
    await world.until(lambda: bool(world.telegram.texts(-1009)))
    assert "private" in world.telegram.texts(-1009)[0]


async def test_an_edit_is_asked_about_and_then_done(world: World) -> None:
    update = world.telegram.text(501, "10 maggi")
    await world.telegram.push(update, world.http)
    await world.until(lambda: len(world.telegram.sent["501"]) == 1)
    message = {**update["message"], "text": "20 maggi", "edit_date": update["message"]["date"] + 5}
    await world.telegram.push(world.telegram.update(edited_message=message), world.http)
    await world.until(lambda: len(world.telegram.sent["501"]) == 2)
    asked = world.telegram.sent["501"][1]
    yes = asked["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await world.telegram.push(world.telegram.tap(501, yes, asked["message_id"]), world.http)
    await world.until(lambda: world.telegram.texts(501)[-1] == "heard 20 maggi")


async def test_an_order_list_as_a_file(world: World) -> None:
    world.telegram.files["doc1"] = b"item,qty\nmaggi 70g,20\n"
    document = {"file_id": "doc1", "file_unique_id": "d", "file_name": "list.csv", "mime_type": "text/csv"}
    update = world.telegram.text(501, "")
    del update["message"]["text"]
    update["message"]["document"] = document
    await world.telegram.push(update, world.http)
    await world.until(lambda: bool(world.telegram.texts(501)))
    assert world.telegram.texts(501) == ["2 in cart: item qty, maggi 70g 20"]


async def test_statuses_never_go_backwards(world: World) -> None:
    phone = "919800000001"
    await world.whatsapp.push(
        world.whatsapp.webhook_of(messages=[world.whatsapp.text(phone, "hello")]), world.http
    )
    await world.until(lambda: statuses(world) == ["sent"])
    number = world.whatsapp.sent[phone][0]["id"]
    for status in ("read", "delivered", "sent"):
        told = {"id": number, "status": status, "timestamp": "1", "recipient_id": phone}
        await world.whatsapp.push(world.whatsapp.webhook_of(statuses=[told]), world.http)
    assert statuses(world) == ["read"]
    assert len(world.whatsapp.seen) == 1


async def test_what_was_sent_may_still_fail(world: World) -> None:
    phone = "919800000001"
    hello = world.whatsapp.text(phone, "hello")
    await world.whatsapp.push(world.whatsapp.webhook_of(messages=[hello]), world.http)
    await world.until(lambda: statuses(world) == ["sent"])
    told = {
        "id": world.whatsapp.sent[phone][0]["id"],
        "status": "failed",
        "errors": [{"code": 131026, "error_data": {"details": "Message Undeliverable."}}],
    }
    await world.whatsapp.push(world.whatsapp.webhook_of(statuses=[told]), world.http)
    assert world.shop.outbox.dead()[0].error == "131026 Message Undeliverable."


@pytest.mark.parametrize("fault", [graph_api.THROUGHPUT, graph_api.BROKEN])
async def test_meta_asks_to_wait(world: World, fault: graph_api.Fault) -> None:
    world.whatsapp.faults["919800000001"].append(fault)
    hello = world.whatsapp.text("919800000001", "hello")
    await world.whatsapp.push(world.whatsapp.webhook_of(messages=[hello]), world.http)
    await world.until(lambda: world.whatsapp.texts("919800000001") == ["heard hello"])


async def test_undeliverable_is_a_dead_letter(world: World) -> None:
    world.whatsapp.faults["919800000001"].append(graph_api.UNDELIVERABLE)
    hello = world.whatsapp.text("919800000001", "hello")
    await world.whatsapp.push(world.whatsapp.webhook_of(messages=[hello]), world.http)
    await world.until(lambda: statuses(world) == ["failed"])
    assert "131026" in world.shop.outbox.dead()[0].error


async def test_stop_silences_news_but_not_answers(world: World) -> None:
    phone = "919800000001"

    async def write(words: str) -> None:
        raw = world.whatsapp.webhook_of(messages=[world.whatsapp.text(phone, words)])
        await world.whatsapp.push(raw, world.http)

    await write("STOP")
    await world.until(lambda: len(world.whatsapp.texts(phone)) == 1)
    await write("hello")
    await world.until(lambda: world.whatsapp.texts(phone)[-1] == "heard hello")
    from chat.reply import text  # noqa: PLC0415

    conversation = world.shop.store.open("whatsapp", phone, now=datetime.now(UTC)).id
    world.shop.store.say(conversation, [text("Offer of the week", "system")])
    world.shop.delivery.call()
    await world.until(lambda: statuses(world)[-1] == "failed")
    assert "no more news" in world.shop.outbox.dead()[0].error
