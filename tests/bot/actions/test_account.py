"""Accounts, messages and the rules of returning, on a real store."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from sqlalchemy import insert

import bot.actions.account
import bot.actions.faq  # noqa: F401  # registers what the rules of returning are asked of
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn
from chat.service.contexts import Contexts
from people.tables import customers
from shop.cart.pricing import Rules
from shop.catalogue.service import Catalogue
from storage.database import Database, stamp

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def tools(db: Database) -> Tools:
    with db.write() as tx:
        tx.execute(insert(customers), [{"id": "u1", "kind": "visitor", "created_at": stamp(NOW)}])
    return Tools(db, Catalogue(db), Contexts(db), cast(Any, None), "Corner Shop", "http://shop", Rules())


def do(intent: str, said: str, tools: Tools, **more: Any) -> Answer:
    turn = Turn("c1.1", "c1", "u1", "web", "en", "", said, intent, 0.9, {}, {}, NOW)
    return ACTIONS[f"action_{intent}"](replace(turn, **more), tools)


def titles(answer: Answer) -> list[str]:
    return [option.title for reply in answer.replies for option in reply.options]


def test_account_help_says_what_can_be_done_and_by_whom(tools: Tools) -> None:
    answer = do("account_help", "i forgot my password", tools)
    assert "password" in answer.replies[0].text
    assert "Talk to a person" in titles(answer)
    hindi = do("account_help", "password bhool gaya", tools, locale="hi-Latn")
    assert "saathi" in hindi.replies[0].text
    assert "Kisi se baat karein" in titles(hindi)


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("stop these messages", "start"),
        ("unsubscribe", "start"),
        ("message mat bhejo", "start"),
        ("remind me when oil runs out", "stop"),
        ("subscribe me", "stop"),
        ("send me offers on whatsapp", "stop"),
        ("turn off the alerts", "start"),
    ],
)
def test_reminders_are_switched_and_can_be_switched_back(tools: Tools, said: str, other: str) -> None:
    answer = do("notifications", said, tools)
    back = answer.replies[0].options[-1].command
    assert back is not None
    assert back.entities["text"] == other


def test_the_rules_are_quoted_or_it_is_said_that_none_are_written(tools: Tools) -> None:
    answer = do("refund_policy", "rules", tools)
    assert "nothing written" in answer.replies[0].text
    assert "Talk to a person" in titles(answer)


@pytest.mark.parametrize(
    ("locale", "account", "often", "none"),
    [
        ("hi-Latn", "password nahi lagta", "Har do hafte", "Yaad na dilayein"),
        ("hi-Deva", "पासवर्ड नहीं लगता", "हर दो हफ़्ते", "याद न दिलाएँ"),
    ],
)
def test_the_account_and_reminders_are_in_the_customers_language(
    tools: Tools, locale: str, account: str, often: str, none: str
) -> None:
    assert account in do("account_help", "password", tools, locale=locale).replies[0].text
    asked = titles(do("notifications", "remind me when oil runs out", tools, locale=locale))
    assert asked[1] == often
    assert asked[-1] == none
