"""The widget draws every kind of reply, and does what a customer does with it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browser import DESKTOP, PHONE, Chat
from tests.e2e.contract_server import ContractServer, running

STRICT = (
    "default-src 'none'; script-src {0}; connect-src {0} {1}; img-src {0}; base-uri 'none'; "
    "require-trusted-types-for 'script'"
)


@pytest.fixture(params=["phone", "desktop"])
def chat(request: pytest.FixtureRequest, browser: Browser, server: ContractServer) -> Iterator[Chat]:
    phone = request.param == "phone"
    context = browser.new_context(viewport=PHONE if phone else DESKTOP, is_mobile=phone, has_touch=phone)
    chat = Chat.at(context, f"{server.url}/demo").open()
    yield chat
    assert chat.faults == []
    context.close()


@pytest.fixture
def desk(browser: Browser, server: ContractServer) -> Iterator[Chat]:
    context = browser.new_context(viewport=DESKTOP)
    chat = Chat.at(context, server.put_page())
    yield chat
    assert chat.faults == []
    context.close()


def test_a_message_shows_at_once_and_is_answered(chat: Chat, server: ContractServer) -> None:
    server.delay = 0.4
    chat.say("do you have jaggery")
    expect(chat.own.last).to_contain_text("do you have jaggery")
    expect(chat.own.last).to_contain_text("Sending")
    expect(chat.host.locator(".dots")).to_be_visible()
    chat.hears("You said: do you have jaggery")
    expect(chat.own.last).to_contain_text("Sent")
    expect(chat.host.locator(".dots")).to_be_hidden()
    expect(chat.box).to_have_value("")


def test_product_cards(chat: Chat, server: ContractServer) -> None:
    chat.say("rice")
    cards = chat.host.locator(".card")
    expect(cards).to_have_count(3)
    first = cards.first
    for words in ("India Gate Basmati Rice Classic", "5 kg, min 2", "Rs 610", "In stock"):
        expect(first).to_contain_text(words)
    expect(cards.last).to_contain_text("Out of stock")
    # What is drawn as cards is not said in words a second time.
    expect(chat.replies.last.locator(".bubble")).to_have_text("Here is what I found:")
    image = first.locator("img")
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("image => image.naturalWidth") > 0
    first.get_by_role("button", name="Add 1").click()
    expect(chat.own.last).to_contain_text("Add 1")
    chat.hears("You tapped add:RICE-1:1.")
    assert server.talk.seen[-1]["tap"] == "add:RICE-1:1"
    assert "text" not in server.talk.seen[-1]


def test_cards_scroll_sideways_on_a_phone_and_nothing_else_does(
    browser: Browser, server: ContractServer
) -> None:
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    chat = Chat.at(context, f"{server.url}/demo").open()
    chat.say("rice")
    row = chat.host.locator(".cards")
    expect(row).to_be_visible()
    assert row.evaluate("row => row.scrollWidth > row.clientWidth + 100")
    assert chat.host.locator(".log").evaluate("log => log.scrollWidth <= log.clientWidth")
    for words in ("cart", "slot", "order", "pay", "x" * 600):
        chat.say(words)
        expect(chat.host.locator(".dots")).to_be_hidden()
    assert chat.host.locator(".log").evaluate("log => log.scrollWidth <= log.clientWidth")
    assert chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_a_double_tap_is_one_message(chat: Chat, server: ContractServer) -> None:
    chat.say("slot")
    chat.host.get_by_role("button", name="Tomorrow morning").dblclick()
    chat.hears("You tapped slot:1.")
    assert [body["tap"] for body in server.talk.seen[1:]] == ["slot:1"]


def test_a_double_tap_that_a_busy_page_hears_late_is_one_message(chat: Chat, server: ContractServer) -> None:
    chat.say("slot")
    chat.host.get_by_role("button", name="Tomorrow morning").dblclick(delay=1000)
    chat.hears("You tapped slot:1.")
    chat.say("that is all")
    chat.hears("You said: that is all")
    assert [body["tap"] for body in server.talk.seen[1:-1]] == ["slot:1"]


def test_a_double_tap_of_a_finger_falls_on_no_other_option(browser: Browser, server: ContractServer) -> None:
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    chat = Chat.at(context, f"{server.url}/demo").open()
    chat.say("slot")
    there = chat.host.get_by_role("button", name="Tomorrow morning").bounding_box()
    assert there
    for _ in range(2):  # what was tapped goes up meanwhile, and another option comes to its place
        chat.page.touchscreen.tap(there["x"] + there["width"] / 2, there["y"] + there["height"] / 2)
    chat.hears("You tapped slot:1.")
    chat.say("that is all")
    chat.hears("You said: that is all")
    assert [body["tap"] for body in server.talk.seen[1:-1]] == ["slot:1"]
    context.close()


def test_choices_with_descriptions(chat: Chat) -> None:
    chat.say("slot")
    options = chat.replies.last.get_by_role("group", name="Options").get_by_role("button")
    expect(options).to_have_count(3)
    expect(options.first).to_have_text("Tomorrow morning7 to 10, free from Rs 5,000")
    expect(chat.replies.last.locator(".bubble")).to_have_text("When should it come?")


def test_a_cart_is_a_table_that_adds_up_before_the_eye(chat: Chat) -> None:
    chat.say("cart")
    table = chat.replies.last.get_by_role("table")
    expect(table.locator("tbody tr")).to_have_count(3)
    expect(table.locator("tbody tr").nth(1)).to_contain_text("₹1,560.00 \N{MULTIPLICATION SIGN} 2")
    expect(table.locator("tbody tr").nth(2)).to_contain_text("₹11,520.00")
    expect(table.locator("tfoot")).to_contain_text("Discount-₹500.00")
    expect(table.locator("tfoot")).to_contain_text("Total₹16,580.00")


def test_a_review_says_what_bringing_it_costs(chat: Chat) -> None:
    chat.say("review")
    foot = chat.replies.last.get_by_role("table").locator("tfoot")
    expect(foot).to_contain_text("Subtotal₹17,080.00")
    expect(foot).to_contain_text("Delivery₹40.00")
    expect(foot).to_contain_text("Total₹16,620.00")
    expect(foot).not_to_contain_text("GST")


def test_a_long_cart_unfolds_and_an_empty_one_says_so(chat: Chat) -> None:
    chat.say("big cart")
    rows = chat.replies.last.locator("tbody tr")
    expect(rows).to_have_count(6)
    chat.host.get_by_role("button", name="Show all 24 items").click()
    expect(rows).to_have_count(24)
    chat.say("empty cart")
    chat.hears("The cart is empty.")


def test_an_order_shows_its_way_and_follows_the_news(chat: Chat, server: ContractServer) -> None:
    chat.say("order")
    order = chat.replies.last
    expect(order).to_contain_text("Order AW-10482")
    expect(order.get_by_role("listitem")).to_have_count(3)
    expect(order.locator(".status")).to_have_text("Shipped")
    expect(order.get_by_role("table")).to_be_hidden()
    order.get_by_text("3 items").click()
    expect(order.get_by_role("table")).to_be_visible()
    server.until_live()
    server.emit("order", {"id": "AW-10482", "status": "out_for_delivery"})
    expect(order.locator(".status")).to_have_text("Out for delivery")


def test_a_link_opens_apart_and_a_bad_one_is_only_words(chat: Chat) -> None:
    chat.say("pay")
    link = chat.replies.last.get_by_role("link")
    expect(link).to_have_attribute("href", "https://pay.example/1")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    chat.say("bad link")
    chat.hears("javascript:alert(1)")
    expect(chat.replies.last.get_by_role("link")).to_have_count(0)


def test_text_from_people_is_inert(chat: Chat) -> None:
    chat.say("inert")
    chat.hears("**stars** [a](javascript:window.pwned=1)")
    chat.say("<img src=x onerror='window.pwned=1'><script>window.pwned=1</script>")
    expect(chat.replies).to_have_count(2)
    assert chat.host.locator(".bubble img, .bubble b, .bubble script, .bubble a").count() == 0
    assert chat.page.evaluate("window.pwned") is None


def test_an_unknown_kind_is_its_words(chat: Chat) -> None:
    chat.say("unknown")
    chat.hears("A kind that is not known yet.")


def test_a_history_that_is_late_does_not_take_back_who_answers_now(
    chat: Chat, server: ContractServer
) -> None:
    server.late = 0.7
    chat.say("hello")
    server.until_live()
    server.until_called("GET /v1/chat/messages")  # which then knows of nobody but the assistant
    server.become("waiting")
    expect(chat.host.locator(".state")).to_have_text("Finding a colleague…")
    chat.page.wait_for_timeout(2 * 1000 * server.late)  # it has come; nothing on the page tells of it
    expect(chat.host.locator(".state")).to_have_text("Finding a colleague…")


def test_people_are_told_apart(chat: Chat, server: ContractServer) -> None:
    chat.say("hello")
    server.until_live()
    server.become("waiting")
    expect(chat.host.locator(".state")).to_have_text("Finding a colleague…")
    server.become("human")
    expect(chat.host.locator(".state")).to_have_text("Our team is here")
    server.emit("typing", {"from": "agent"})
    expect(chat.host.locator(".dots")).to_be_visible()
    server.say({"from": "agent", "kind": "text", "text": "Ravi here, one moment."})
    chat.hears("Ravi here, one moment.")
    expect(chat.replies.last.locator(".who")).to_have_text("Our team: ")
    expect(chat.host.locator(".dots")).to_be_hidden()
    chat.box.press_sequentially("thanks")
    chat.box.press("Enter")
    expect(chat.own.last).to_contain_text("Sent")
    assert "typing" in server.calls


def test_shift_enter_is_a_new_line_and_the_box_grows_with_a_list(desk: Chat, server: ContractServer) -> None:
    desk.open()
    low = desk.box.bounding_box()
    for words in ("10 maggi", "5 kg sugar", "2 oil"):
        desk.box.press_sequentially(words)
        desk.box.press("Shift+Enter")
    high = desk.box.bounding_box()
    assert low and high and high["height"] > low["height"] + 40
    desk.box.press("Enter")
    desk.hears("10 maggi\n5 kg sugar\n2 oil")
    assert server.talk.seen[-1]["text"] == "10 maggi\n5 kg sugar\n2 oil"


def test_ten_thousand_characters_and_no_more(desk: Chat, server: ContractServer) -> None:
    desk.open()
    count = desk.host.locator(".composer .count")
    desk.box.fill("x" * 7_999)
    expect(count).to_be_hidden()
    desk.box.fill("x" * 9_000)
    expect(count).to_have_text("9,000 of 10,000 characters")
    desk.box.fill("x" * 10_001)
    expect(count).to_have_text("10,001 of 10,000 characters: too long to send")
    expect(desk.host.get_by_role("button", name="Send")).to_be_disabled()
    desk.box.press("Enter")
    expect(desk.own).to_have_count(0)
    desk.box.fill("x" * 10_000)
    desk.box.press("Enter")
    expect(desk.own.last).to_contain_text("Sent")
    assert len(server.talk.seen[-1]["text"]) == 10_000


def test_nothing_is_sent_for_blanks(desk: Chat, server: ContractServer) -> None:
    desk.open()
    desk.say("   ")
    desk.say("hello")
    desk.hears("You said: hello")
    assert [body["text"] for body in server.talk.seen] == ["hello"]


def test_a_visitor_who_does_not_write_costs_the_server_nothing(desk: Chat, server: ContractServer) -> None:
    desk.open()
    desk.page.wait_for_timeout(500)
    assert server.calls == []
    assert server.talks == {}


def test_attributes_give_name_colour_greeting_and_starters(browser: Browser, server: ContractServer) -> None:
    context = browser.new_context(viewport=DESKTOP)
    attributes = (
        'data-name="Gupta &amp; Sons" data-color="#ffd54a" data-welcome="Welcome back!" data-side="left" '
        'data-starters="Offers|My orders" data-label="Chat with Gupta" data-subtitle="9 to 9"'
    )
    chat = Chat.at(context, server.put_page(attributes))
    expect(chat.launcher).to_have_accessible_name("Chat with Gupta")
    box = chat.launcher.bounding_box()
    assert box and box["x"] < 100
    chat.open()
    expect(chat.panel).to_have_accessible_name("Gupta & Sons")
    header = chat.panel.locator(".head")
    expect(header).to_have_css("background-color", "rgb(255, 213, 74)")
    expect(header).to_have_css("color", "rgb(23, 27, 33)")  # dark on a light colour
    expect(chat.host.locator(".intro")).to_contain_text("Welcome back!")
    expect(chat.host.locator(".state")).to_have_text("9 to 9")
    chat.host.get_by_role("button", name="Offers").click()
    chat.hears("You said: Offers")
    expect(chat.host.get_by_role("button", name="My orders")).to_be_hidden()
    context.close()


def test_it_speaks_hindi_where_the_page_does(browser: Browser, server: ContractServer) -> None:
    context = browser.new_context(viewport=PHONE, is_mobile=True)
    chat = Chat.at(context, server.put_page('data-locale="hi-IN"')).open()
    expect(chat.box).to_have_accessible_name("आपका संदेश")
    chat.say("chawal")
    chat.hears("chawal")
    assert server.talk.locale == "hi-IN"
    context.close()


def test_the_page_says_which_product_is_meant(browser: Browser, server: ContractServer) -> None:
    context = browser.new_context(viewport=DESKTOP)
    chat = Chat.at(context, f"{server.url}/demo/p/TEA-1")
    chat.page.get_by_role("button", name="Ask or order by chat").click()
    chat.say("how much for 20")
    chat.hears("how much for 20")
    assert server.talk.page == "sku:TEA-1"
    assert server.talk.seen[-1]["page"] == "sku:TEA-1"
    chat.page.goto(f"{server.url}/demo?q=oil")
    chat.say("and this?")  # on a desktop the panel stays open from page to page
    chat.hears("and this?")
    assert server.talk.seen[-1]["page"] == "/demo"  # without its query
    context.close()


def test_a_strict_policy_on_another_host(browser: Browser, server: ContractServer) -> None:
    with running() as shop:
        policy = STRICT.format(server.url, server.url.replace("http", "ws"))
        address = shop.put_page(policy=policy)
        body, headers = shop.html[address.rsplit("/", 1)[1]]
        shop.html[address.rsplit("/", 1)[1]] = (body.replace(shop.url, server.url), headers)
        context = browser.new_context(viewport=DESKTOP)
        page = context.new_page()
        blocked: list[str] = []
        page.on("console", lambda message: blocked.append(message.text))
        chat = Chat(page)
        page.goto(address)
        chat.open()
        expect(chat.panel).to_have_css("display", "flex")  # its style came through
        chat.say("rice")
        expect(chat.host.locator(".card")).to_have_count(3)
        chat.host.get_by_role("button", name="Details").first.click()
        chat.hears("You tapped details:RICE-1.")
        server.until_live()
        server.say({"kind": "text", "text": "Live too."})
        chat.hears("Live too.")
        assert [words for words in blocked if "favicon" not in words] == []
        assert chat.faults == []
        context.close()


def test_the_page_can_open_send_and_close(desk: Chat, server: ContractServer) -> None:
    desk.page.evaluate("Dukan.open('20 boxes of ')")
    expect(desk.box).to_have_value("20 boxes of ")
    expect(desk.box).to_be_focused()
    desk.page.evaluate("Dukan.send('what is on offer')")
    desk.hears("You said: what is on offer")
    desk.page.evaluate("Dukan.close()")
    expect(desk.panel).to_be_hidden()


def test_a_long_answer_is_read_from_its_start_and_later_news_do_not_pull(
    desk: Chat, server: ContractServer
) -> None:
    desk.open()
    desk.page.set_viewport_size({"width": 1200, "height": 600})
    desk.say("rice")
    expect(desk.host.locator(".card")).to_have_count(3)
    expect(desk.own.last).to_be_in_viewport()
    expect(desk.host.locator(".newer")).to_be_hidden()
    server.until_live()
    server.say({"from": "agent", "kind": "text", "text": "Short note."})
    expect(desk.replies.last).to_be_in_viewport()
    log = desk.host.locator(".log")
    log.hover()
    desk.page.mouse.wheel(0, -2000)
    desk.page.wait_for_timeout(300)
    at = log.evaluate("log => log.scrollTop")
    server.say({"from": "agent", "kind": "text", "text": "While you read above."})
    newer = desk.host.get_by_role("button", name="New messages")
    expect(newer).to_be_visible()
    assert log.evaluate("log => log.scrollTop") == at
    newer.click()
    expect(desk.replies.last).to_be_in_viewport()
    expect(newer).to_be_hidden()


def test_files_only_where_the_page_asks_for_them(browser: Browser, server: ContractServer) -> None:
    context = browser.new_context(viewport=DESKTOP)
    chat = Chat.at(context, server.put_page()).open()
    expect(chat.host.get_by_role("button", name="Send a file")).to_have_count(0)
    chat = Chat.at(context, server.put_page('data-files="on"')).open()
    expect(chat.host.get_by_role("button", name="Send a file")).to_be_visible()
    given = chat.host.locator("input[type=file]")
    given.set_input_files({"name": "list & more.csv", "mimeType": "text/csv", "buffer": b"maggi,10\n"})
    expect(chat.own.last).to_contain_text("list & more.csv")
    chat.hears("You said: list & more.csv")
    assert server.uploads == [{"name": "list & more.csv", "bytes": 9}]
    given.set_input_files({"name": "big.csv", "mimeType": "text/csv", "buffer": b"x" * 5_300_000})
    expect(chat.host.locator(".composer .count")).to_have_text("That file is too large: 5 MB at most.")
    assert len(server.uploads) == 1
    context.close()


def test_a_nudge_comes_only_where_asked_once_and_goes_for_good(
    browser: Browser, server: ContractServer
) -> None:
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    chat = Chat.at(context, server.put_page())
    nudge = chat.host.locator(".nudge")
    expect(nudge).to_be_hidden()
    chat.page.goto(server.put_page('data-nudge="1|Looking for something?"'))
    expect(nudge).to_be_visible()
    box = nudge.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    chat.host.get_by_role("button", name="Dismiss").click()
    expect(nudge).to_be_hidden()
    chat.page.evaluate("Dukan.nudge('And now?')")
    expect(nudge).to_be_hidden()
    assert server.calls == []
    context.close()
    context = browser.new_context(viewport=DESKTOP)
    chat = Chat.at(context, server.put_page())
    chat.page.evaluate("Dukan.nudge('<b>20 bags</b> left')")
    chat.host.get_by_role("button", name="<b>20 bags</b> left").click()
    expect(chat.panel).to_be_visible()
    expect(chat.host.locator(".nudge")).to_be_hidden()
    context.close()
