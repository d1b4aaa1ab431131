"""Sellers' own chats: made theirs by a code, told of questions; on both databases."""

import pytest

from chat.message import Inbound
from chat.reply import text
from chat.service.contexts import Contexts
from chat.service.language import choose_language
from people.service.staff import Staff
from shop.sellers.notices import tell_seller
from tests.shop.sellers.world import HOUR, NOW, World


def test_a_question_comes_to_the_sellers_chat_with_the_products_card(world: World) -> None:
    chat = world.chat_of("s1")
    question = world.ask(words="fresh? ring 98765 43210")
    notice = world.store.last_said(chat)
    assert notice is not None
    assert "fresh? ring [number hidden]" in notice.lead
    assert notice.cards[0].title == "Green cardamom"
    heard = world.store.accept(Inbound("telegram", "9s1", "2", NOW, "Yes"))
    assert world.channels.answered_by(chat, heard.message) == question


@pytest.mark.parametrize(
    ("locale", "asks", "stock", "answer", "answered", "more"),
    [
        (
            "hi-Latn",
            "Iske baare me sawaal, Ek grahak:",
            "1 kg, stock me 9",
            "Jawab dein",
            "Aapne Green cardamom ke baare me puchha: “fresh?”\nSpice House ka jawab: Haan ji",
            "Aur puchhein",
        ),
        (
            "hi-Deva",
            "इसके बारे में सवाल, एक ग्राहक:",
            "1 kg, स्टॉक में 9",
            "जवाब दें",
            "आपने Green cardamom के बारे में पूछा: “fresh?”\nSpice House का जवाब: Haan ji",
            "और पूछें",
        ),
    ],
)
def test_seller_and_buyer_are_each_told_in_their_language(
    world: World, locale: str, asks: str, stock: str, answer: str, answered: str, more: str
) -> None:
    chat = world.chat_of("s1")
    choose_language(Contexts(world.db), world.store.conversation(chat).customer, locale, NOW)
    question = world.ask(words="fresh?")
    notice = world.store.last_said(chat)
    assert notice is not None
    assert notice.lead.startswith(asks)
    assert notice.cards[0].subtitle == stock
    assert [option.title for option in notice.cards[0].options] == [answer]
    choose_language(Contexts(world.db), world.buyer, locale, NOW)
    (said,) = world.questions.answer(question, "m", "Haan ji", NOW, seller="s1")
    assert said.text.startswith(answered)
    assert [option.title for option in said.options] == [more]


def test_a_code_runs_out_and_a_seller_who_is_locked_is_no_seller(world: World) -> None:
    chat = world.store.accept(Inbound("telegram", "5", "1", NOW, "hi")).conversation
    code = world.channels.issue("s1", world.member["s1"], NOW)
    assert not world.channels.link(code, chat, NOW + HOUR)
    chat = world.chat_of("s1")
    assert world.channels.owner_of(chat) is not None
    Staff(world.db).set_active(world.member["s1"], False)
    assert world.channels.owner_of(chat) is None


def test_a_seller_is_told_of_a_thing_once(world: World) -> None:
    chat, an_order = world.chat_of("s1"), text("An order.", "system")
    for told in (True, False):
        with world.db.write() as tx:
            assert tell_seller(tx, world.store, "s1", "order:O1", lambda _: an_order, NOW) is told
    assert world.said(chat).count("An order.") == 1
