"""Whose order it is, proven by a code: to a chat or by mail, and nothing told to who guesses."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from chat.ports import Conversation, Understood, Waiting
from chat.service.contexts import Contexts
from chat.service.conversations import Conversations
from connectors.mail import Mail
from intake.order_codes import ASKS_AN_HOUR, CODES_A_DAY, TRIES, Proven
from intake.order_proof import OrderProof
from intake.service.linking import Linking
from intake.service.order_codes import OrderCodes
from people.tables import customers, identities
from shop.orders.tables import orders
from storage.database import Database, stamp
from tests.standins.smtp import SmtpStandIn
from tests.standins.smtp import running as smtp_running

ORDER = "D7K2M9QX4"
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def smtp() -> Iterator[SmtpStandIn]:
    with smtp_running() as server:
        yield server


class Shop:
    """A shop with a clock of its own, an order of somebody's, and that somebody's Telegram."""

    def __init__(self, db: Database, smtp: SmtpStandIn | None, *, chats: bool = True) -> None:
        self.db, self.now = db, START
        self.store = Conversations(db)
        with db.write() as tx:
            tx.execute(
                insert(customers).values(
                    id="C1", kind="customer", name="Asha", phone="+91 98000 00001", email="asha@shop.example",
                    created_at=stamp(START),
                )
            )  # fmt: skip
            tx.execute(
                insert(identities).values(
                    channel="telegram", address="77", customer_id="C1", verified_by="code",
                    created_at=stamp(START),
                )
            )  # fmt: skip
            tx.execute(
                insert(orders).values(
                    id=ORDER, customer_id="C1", at=stamp(START), status="pending", currency="INR"
                )
            )
        self.telegram = self.store.open("telegram", "77", now=START)
        self.web = self.store.open("web", "w_1", now=START)
        mail = Mail(smtp.url, "shop@dukan.example") if smtp else None
        self.proof = OrderProof(
            OrderCodes(db), Contexts(db), self.store, Linking(db),
            call_delivery=lambda: None, chats=chats, mail=mail, now=lambda: self.now,
        )  # fmt: skip

    def begin(self, order: str = ORDER, at: Conversation | None = None) -> str:
        return told(asyncio.run(self.proof.begin(at or self.web, order)))

    def say(self, words: str, at: Conversation | None = None) -> Understood | Proven | None:
        async def heard() -> Understood | Proven | None:
            waiting = Waiting(1, "m", words, "", self.now)
            found = await self.proof.heard(at or self.web, waiting)
            await asyncio.gather(*self.proof._bringing)
            return found

        return asyncio.run(heard())

    def code(self) -> str:
        said = self.store.last_said(self.telegram.id)
        assert said is not None
        return code_in(said.text)


def code_in(words: str) -> str:
    found = re.search(r": (\d{3} \d{3})\.", words)
    assert found, words
    return found[1]


def told(found: Understood | Proven | None) -> str:
    assert isinstance(found, Understood)
    return found.replies[0].text


def test_a_code_comes_to_the_owners_chat_and_opens_the_order(db: Database) -> None:
    shop = Shop(db, None)
    assert "which phone number" in shop.begin()
    assert "is on its way" in told(shop.say("it was 098000 00001"))
    assert shop.say("what is the return policy?") is None  # talk goes on meanwhile
    assert shop.say(shop.code()) == Proven(ORDER, "C1")
    assert shop.store.conversation(shop.web.id).customer == "C1"
    assert shop.say(shop.code()) is None  # used


def test_a_code_comes_by_mail_where_the_mail_address_is_named(db: Database, smtp: SmtpStandIn) -> None:
    shop = Shop(db, smtp)
    shop.begin("")
    shop.say(f"my order is {ORDER.lower()}")
    shop.say("Asha@Shop.example")
    assert shop.store.last_said(shop.telegram.id) is None
    (letter,) = smtp.letters
    assert (letter["To"], letter["From"]) == ("asha@shop.example", "shop@dukan.example")
    assert shop.say(code_in(letter.get_content().replace("\n", " "))) == Proven(ORDER, "C1")


def test_a_chat_brings_it_where_the_mail_server_refuses(db: Database, smtp: SmtpStandIn) -> None:
    smtp.refusal = "550 no such user"
    shop = Shop(db, smtp)
    shop.begin()
    shop.say("asha@shop.example")
    assert shop.say(shop.code()) == Proven(ORDER, "C1")


def test_who_guesses_hears_the_same_and_learns_nothing(db: Database) -> None:
    shop = Shop(db, None)
    shop.begin()
    right = told(shop.say("9800000001"))
    shop.begin()
    wrong_phone = told(shop.say("9800000002"))
    shop.begin("D000000XX")
    wrong_order = told(shop.say("9800000001"))
    assert right == wrong_phone == wrong_order.replace("D000000XX", ORDER)
    assert "4 more" in told(shop.say("000000"))


def test_guessing_a_code_ends_soon(db: Database) -> None:
    shop = Shop(db, None)
    shop.begin()
    shop.say("9800000001")
    wrong = "000001" if shop.code() == "000 000" else "000000"
    for left in range(TRIES - 1, 0, -1):
        assert f"{left} more" in told(shop.say(wrong))
    assert "not good any more" in told(shop.say(wrong))
    assert shop.say(shop.code()) is None
    assert shop.store.conversation(shop.web.id).customer != "C1"


def test_a_code_is_good_for_its_time_and_only_in_its_chat(db: Database) -> None:
    shop = Shop(db, None)
    shop.begin()
    shop.say("9800000001")
    other = shop.store.open("web", "w_2", now=START)
    assert shop.say(shop.code(), at=other) is None
    assert OrderCodes(db).check(other.id, shop.code().replace(" ", ""), shop.now) is None
    shop.now += timedelta(minutes=11)
    assert OrderCodes(db).check(shop.web.id, shop.code().replace(" ", ""), shop.now) is None


def test_codes_are_not_sent_without_end(db: Database) -> None:
    shop = Shop(db, None)
    for _ in range(ASKS_AN_HOUR):
        shop.begin()
        assert "is on its way" in told(shop.say("9800000001"))
    shop.begin()
    assert "several codes" in told(shop.say("9800000001"))
    chats = [shop.store.open("web", f"w_x{n}", now=START) for n in range(CODES_A_DAY)]
    proofs = OrderCodes(db)
    sent = [proofs.ask(chat.id, ORDER, "9800000001", shop.now) for chat in chats]
    assert [bool(one and one.code) for one in sent] == [True] * (CODES_A_DAY - ASKS_AN_HOUR) + [False] * 3


def test_nothing_is_asked_where_nothing_can_be_sent_or_others_read_along(db: Database) -> None:
    shop = Shop(db, None, chats=False)
    assert "can't send a code" in shop.begin()
    group = replace(shop.telegram, address="-100")
    assert "private" in shop.begin(at=group)
    assert shop.say("9800000001") is None


def test_a_signed_in_customer_does_not_become_another(db: Database) -> None:
    shop = Shop(db, None)
    with db.write() as tx:
        tx.execute(insert(customers).values(id="C2", kind="customer", created_at=stamp(START)))
        tx.execute(
            insert(identities).values(
                channel="web", address="w_c2", customer_id="C2", verified_by="storefront",
                created_at=stamp(START),
            )
        )  # fmt: skip
    theirs = shop.store.open("web", "w_c2", now=START)
    shop.begin(at=theirs)
    shop.say("9800000001", at=theirs)
    assert "another account" in told(shop.say(shop.code(), at=theirs))
    assert shop.store.conversation(theirs.id).customer == "C2"


def test_no_password_goes_in_clear_to_another_machine(
    monkeypatch: pytest.MonkeyPatch, smtp: SmtpStandIn
) -> None:
    monkeypatch.setattr("connectors.mail.HERE", ())
    fault = Mail(smtp.url.replace("smtp://", "smtp://shop:secret@"), "shop@dukan.example").fault()
    assert fault.startswith("SMTPNotSupportedError: the server offers no encryption")


def test_the_doctor_hears_of_a_mail_server_that_is_not_there(smtp: SmtpStandIn) -> None:
    assert Mail(smtp.url, "shop@dukan.example").fault() == ""
    assert "refused" in Mail("smtp://127.0.0.1:1", "shop@dukan.example").fault()
