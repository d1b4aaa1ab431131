"""Several tabs, several people: windows keep in step, and nobody sees another's chat."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e import script
from tests.e2e.browser import Chat
from tests.e2e.contract_server import ContractServer


@pytest.mark.parametrize("live", [True, False], ids=["live", "without sockets"])
def test_two_tabs_show_the_same_and_each_message_once(
    context: BrowserContext, server: ContractServer, live: bool
) -> None:
    server.live_open = live
    address = server.put_page()
    one = Chat.at(context, address).open()
    one.say("hello")
    one.hears("You said: hello")
    two = Chat.at(context, address).open()
    two.hears("You said: hello")
    one.say("from one")
    expect(two.own.last).to_contain_text("from one")
    one.hears("You said: from one")
    expect(two.replies.last).to_contain_text("You said: from one")
    two.say("from two")
    two.hears("You said: from two")
    expect(one.replies.last).to_contain_text("You said: from two")
    expect(one.own).to_have_count(3)
    assert sorted(one.said()) == sorted(two.said())
    assert len(server.talks) == 1
    assert one.faults + two.faults == []


def test_a_session_renewed_in_one_tab_is_the_other_tabs_too(
    context: BrowserContext, server: ContractServer
) -> None:
    address = server.put_page()
    one = Chat.at(context, address).open()
    one.say("hello")
    one.hears("You said: hello")
    two = Chat.at(context, address).open()
    two.hears("You said: hello")
    server.expire()
    server.cut()
    one.say("again")
    one.hears("You said: again")
    expect(two.replies.last).to_contain_text("You said: again")
    two.say("me too")
    two.hears("You said: me too")
    assert len(server.talks) == 2


def test_unread_is_counted_while_shut_and_read_everywhere(
    context: BrowserContext, server: ContractServer
) -> None:
    address = server.put_page()
    one = Chat.at(context, address).open()
    one.say("hello")
    one.hears("You said: hello")
    one.host.get_by_role("button", name="Close chat").click()
    two = Chat.at(context, address)
    two.page.evaluate("Dukan.close()")
    expect(two.launcher).to_have_attribute("aria-expanded", "false")
    server.until_live(2)
    server.say({"from": "agent", "kind": "text", "text": "Your order left."})
    server.say({"from": "agent", "kind": "text", "text": "It comes at ten."})
    for chat in (one, two):
        expect(chat.launcher).to_have_accessible_name("Open chat, 2 new")
        expect(chat.host.locator(".badge")).to_have_text("2")
    two.page.bring_to_front()
    two.open()
    expect(two.replies.last).to_contain_text("It comes at ten.")
    expect(one.host.locator(".badge")).to_be_hidden()
    expect(one.launcher).to_have_accessible_name("Open chat")


def test_a_customer_is_known_and_the_next_one_starts_afresh(
    context: BrowserContext, server: ContractServer
) -> None:
    chat = Chat.at(context, f"{server.url}/demo").open()
    chat.say("a guest's question")
    chat.hears("a guest's question")
    choose = chat.page.get_by_label("Shopping as")
    choose.select_option("c-1")
    chat.page.wait_for_load_state()
    # The guest's talk goes on under the customer's name.
    expect(chat.own).to_have_count(1)
    chat.say("mine")
    chat.hears("You said: mine")
    assert len(server.talks) == 1
    assert server.talk.customer == "c-1"
    choose.select_option("c-2")
    chat.page.wait_for_load_state()
    expect(chat.host.locator(".intro")).to_contain_text("Namaste, Lakshmi Stores!")
    expect(chat.own).to_have_count(0)
    chat.say("hers")
    chat.hears("You said: hers")
    assert [talk.customer for talk in server.talks.values()] == ["c-1", "c-2"]
    choose.select_option("")
    chat.page.wait_for_load_state()
    expect(chat.own).to_have_count(0)  # signed out: nothing of hers is left to see
    assert chat.faults == []


def test_the_page_can_say_later_who_it_is(context: BrowserContext, server: ContractServer) -> None:
    chat = Chat.at(context, server.put_page()).open()
    chat.say("hello")
    chat.hears("You said: hello")
    chat.page.evaluate("token => Dukan.identify(token)", script.customer_token("c-1"))
    chat.page.wait_for_function("Object.values(localStorage).some(value => value.includes('c-1'))")
    assert server.talk.customer == "c-1"
    chat.page.evaluate("Dukan.identify('')")
    expect(chat.own).to_have_count(0)
    assert chat.page.evaluate("Object.keys(localStorage)") == []


def test_a_chat_that_the_server_knows_to_be_anothers_is_left(
    context: BrowserContext, server: ContractServer
) -> None:
    chat = Chat.at(context, server.put_page()).open()
    chat.say("hello")
    chat.hears("You said: hello")
    server.talk.customer = "c-1"  # bound elsewhere; this browser does not know
    chat.page.evaluate("token => Dukan.identify(token)", script.customer_token("c-2"))
    expect(chat.own).to_have_count(0)
    chat.say("hello again")
    chat.hears("You said: hello again")
    assert [talk.customer for talk in server.talks.values()] == ["c-1", "c-2"]
