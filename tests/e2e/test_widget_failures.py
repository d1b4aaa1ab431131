"""The widget when things go wrong: nothing lost, nothing twice, and it says what is the matter."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.browser import Chat
from tests.e2e.contract_server import ContractServer, running


@pytest.fixture
def chat(context: BrowserContext, server: ContractServer) -> Iterator[Chat]:
    """Open, with a session, one message answered and the live side up."""
    chat = Chat.at(context, server.put_page()).open()
    chat.say("hello")
    chat.hears("You said: hello")
    server.until_live()
    yield chat
    assert chat.faults == []


def test_live_messages_go_by_socket_and_by_post_when_it_is_shut(chat: Chat, server: ContractServer) -> None:
    server.calls.clear()
    chat.say("by socket")
    chat.hears("You said: by socket")
    assert "POST /v1/chat/messages" not in server.calls
    server.live_open = False
    server.cut()
    chat.say("by post")
    chat.hears("You said: by post")
    assert "POST /v1/chat/messages" in server.calls


def test_many_messages_at_once_stay_in_order_and_single(chat: Chat, server: ContractServer) -> None:
    server.delay = 0.02
    server.double = True
    words = [f"line {number}" for number in range(20)]
    for one in words:
        chat.say(one)
    expect(chat.own).to_have_count(21)
    expect(chat.replies).to_have_count(21)
    heard = [item["text"] for item in server.talk.said if item["from"] == "customer"]
    assert heard == ["hello", *words]
    assert chat.own.locator(".bubble").all_inner_texts() == ["hello", *words]


def test_an_answer_that_is_cut_off_comes_after_all_and_once(chat: Chat, server: ContractServer) -> None:
    server.ack_lost = 1
    chat.say("ten sugar")
    chat.hears("You said: ten sugar")
    expect(chat.own.last).to_contain_text("Sent")
    server.until_live()
    chat.say("and salt")
    chat.hears("You said: and salt")
    assert chat.said() == [
        "hello",
        "You said: hello",
        "ten sugar",
        "You said: ten sugar",
        "and salt",
        "You said: and salt",
    ]
    stored = [item["text"] for item in server.talk.said if item["from"] == "customer"]
    assert stored == ["hello", "ten sugar", "and salt"]


def test_what_was_said_while_away_is_there_on_return_in_order(chat: Chat, server: ContractServer) -> None:
    server.say({"from": "agent", "kind": "text", "text": "first"}, live=False)
    server.say({"from": "agent", "kind": "text", "text": "second"})
    chat.hears("second")
    server.cut()
    expect(chat.replies).to_have_count(3)
    assert chat.said() == ["hello", "You said: hello", "first", "second"]


def test_a_server_that_is_gone_and_comes_back(chat: Chat, server: ContractServer) -> None:
    server.stop()
    chat.say("are you there")
    expect(chat.own.last).to_contain_text("Sending")
    expect(chat.host.locator(".notice")).to_have_text("Connecting again…")
    server.start()
    expect(chat.replies.last).to_contain_text("You said: are you there")
    expect(chat.host.locator(".notice")).to_have_text("")
    expect(chat.own.last).to_contain_text("Sent")
    assert len([item for item in server.talk.said if item["from"] == "customer"]) == 2


def test_offline_says_so_and_sends_later(chat: Chat, context: BrowserContext) -> None:
    context.set_offline(True)
    expect(chat.host.locator(".notice")).to_have_text("You are offline. Messages go out when you are back.")
    chat.say("for later")
    expect(chat.own.last).to_contain_text("Sending")
    context.set_offline(False)
    expect(chat.replies.last).to_contain_text("You said: for later")
    expect(chat.host.locator(".notice")).to_have_text("")


def test_an_answer_that_was_on_its_way_does_not_bring_the_line_back(
    chat: Chat, server: ContractServer
) -> None:
    server.delay = 1.0
    chat.say("on its way")
    # Chromium's own switch also drops what is on its way; here the browser only says that the line is gone.
    chat.page.evaluate(
        "Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true });"
        " dispatchEvent(new Event('offline'))"
    )
    chat.hears("You said: on its way")
    expect(chat.own.last).to_contain_text("Sent")
    expect(chat.host.locator(".notice")).to_have_text("You are offline. Messages go out when you are back.")
    chat.page.evaluate("delete navigator.onLine; dispatchEvent(new Event('online'))")
    expect(chat.host.locator(".notice")).to_have_text("")


def test_unsent_messages_outlive_a_reload(chat: Chat, server: ContractServer) -> None:
    with running() as elsewhere:  # the page itself has to load while the chat's server is away
        address = elsewhere.put_page(f'data-api="{server.url}"')
        chat.page.goto(address)
        chat.open()
        chat.say("before")
        chat.hears("You said: before")
        server.stop()
        chat.say("kept one")
        chat.say("kept two")
        expect(chat.own.last).to_contain_text("Sending")
        chat.page.goto(address)  # the panel was open, so it is again
        # What the server has already may wait for it to come back; what it does not have is here.
        expect(chat.own.filter(has_text="kept")).to_have_count(2)
        expect(chat.own.last).to_contain_text("kept two")
        server.start()
        expect(chat.replies.last).to_contain_text("You said: kept two")
        stored = [item["text"] for item in server.talk.said if item["from"] == "customer"]
        assert stored == ["before", "kept one", "kept two"]


@pytest.mark.parametrize(
    ("status", "title", "shown"),
    [
        (429, "Too many requests", "That was a lot at once. Wait a moment, then try again."),
        (422, "That is no message.", "That is no message."),
        (403, "Not for you.", "Not for you."),
    ],
)
def test_a_refusal_is_said_plainly_and_can_be_tried_again(
    chat: Chat, server: ContractServer, status: int, title: str, shown: str
) -> None:
    server.refusals = [(status, title)]
    chat.say("sugar")
    expect(chat.own.last.get_by_role("alert")).to_have_text(f"Not sent. {shown} Try again")
    chat.own.last.get_by_role("button", name="Try again").click()
    chat.hears("You said: sugar")
    expect(chat.own.last).to_contain_text("Sent")
    expect(chat.own).to_have_count(2)


def test_a_fault_of_the_server_is_tried_again_before_anybody_hears_of_it(
    chat: Chat, server: ContractServer
) -> None:
    server.refusals = [(503, "Later."), (500, "Oops.")]
    chat.say("sugar")
    expect(chat.replies.last).to_contain_text("You said: sugar")
    server.refusals = [(500, "")] * 3
    chat.say("salt")
    expect(chat.own.last.get_by_role("alert")).to_contain_text("Something went wrong on our side.")


def test_a_failed_message_is_still_there_after_a_reload(chat: Chat, server: ContractServer) -> None:
    server.refusals = [(429, "")]
    chat.say("sugar")
    expect(chat.own.last.get_by_role("alert")).to_be_visible()
    chat.page.reload()
    expect(chat.own.last.get_by_role("alert")).to_contain_text("Not sent.")
    chat.own.last.get_by_role("button", name="Try again").click()
    chat.hears("You said: sugar")


def test_a_session_that_ended_is_renewed_and_the_message_sent_there_once(
    chat: Chat, server: ContractServer
) -> None:
    server.expire()
    server.cut()
    chat.say("still there?")
    chat.hears("You said: still there?")
    expect(chat.host.get_by_text("A new conversation starts here")).to_be_visible()
    first, second = server.talks.values()
    assert [item["text"] for item in second.said if item["from"] == "customer"] == ["still there?"]
    assert len(first.said) == 2
    server.until_live()
    chat.say("good")
    chat.hears("You said: good")
    assert len(server.talks) <= 2


def test_a_tap_of_an_ended_session_goes_out_as_its_words(chat: Chat, server: ContractServer) -> None:
    chat.say("slot")
    button = chat.host.get_by_role("button", name="Tomorrow evening")
    expect(button).to_be_visible()
    server.live_open = False
    server.cut()
    server.expire()
    button.click()
    chat.hears("You said: Tomorrow evening")
    assert server.talk.seen[-1]["text"] == "Tomorrow evening"


def test_a_server_that_refuses_every_session_is_not_asked_for_ever(
    context: BrowserContext, server: ContractServer
) -> None:
    chat = Chat.at(context, server.put_page()).open()
    context.route("**/v1/chat/messages*", lambda route: route.fulfill(status=401, json={"title": "No."}))
    chat.say("hello")
    expect(chat.own.last.get_by_role("alert")).to_contain_text("No.")
    server.until_live()  # and the new live side, which the server does take, does not begin it all again
    assert len(server.talks) <= 2


def test_history_comes_back_after_a_reload_with_taps_in_words(chat: Chat, server: ContractServer) -> None:
    chat.say("slot")
    chat.host.get_by_role("button", name="Tomorrow morning").click()
    chat.hears("You tapped slot:1.")
    before = chat.said()
    chat.page.evaluate(
        "localStorage.removeItem(Object.keys(localStorage).find(key => key.endsWith(':cache')))"
    )
    chat.page.reload()
    expect(chat.own).to_have_count(3)
    expect(chat.host.get_by_text("You tapped slot:1.")).to_be_visible()
    assert chat.said() == before
    assert len(server.talks) == 1


def test_a_long_history_is_read_to_its_end(chat: Chat, server: ContractServer) -> None:
    for number in range(130):
        server.say({"kind": "text", "text": f"note {number}"}, live=False)
    chat.page.reload()
    chat.hears("note 129")
    expect(chat.host.locator(".log > .said")).to_have_count(132)


def test_storage_that_is_forbidden_only_costs_the_memory(
    context: BrowserContext, server: ContractServer
) -> None:
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, {get() { throw new DOMException('no', 'SecurityError'); }})"
    )
    chat = Chat.at(context, server.put_page()).open()
    chat.say("hello")
    chat.hears("You said: hello")
    server.until_live()
    chat.say("again")
    chat.hears("You said: again")
    assert chat.faults == []


def test_a_dead_line_is_noticed_by_its_silence(context: BrowserContext, server: ContractServer) -> None:
    sockets: list[object] = []
    context.add_init_script(
        "window.setTimeout = ((real) => (work, ms, ...rest) => real(work, ms / 20, ...rest))(setTimeout)"
    )
    chat = Chat.at(context, server.put_page()).open()
    chat.page.on("websocket", lambda socket: sockets.append(socket))  # noqa: PLW0108
    chat.say("hello")
    chat.hears("You said: hello")
    # Pings come every 25 s, but this page's clock runs twenty times as fast: to it the line is dead.
    chat.page.wait_for_timeout(3_000)
    assert len(sockets) > 1
    assert chat.faults == []
