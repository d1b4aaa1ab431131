"""Replies of every kind and size, and what hypothesis makes of them, for the tests of all channels."""

from dataclasses import replace

from hypothesis import strategies as st

from chat.reply import Card, Option, Reply

CART = {
    "lines": [
        {
            "sku": "MAGGI-70",
            "title": "Maggi 2-Minute Noodles <Masala> & more, 70 g",
            "quantity": 12,
            "unit_price": "12.50",
            "line_total": "150.00",
        },
        {
            "sku": "ATTA",
            "title": "Atta *5 kg*",
            "quantity": 2,
            "unit_price": "230.00",
            "line_total": "460.00",
        },
    ],
    "subtotal": "610.00",
    "discount": "10.00",
    "total": "600.00",
    "currency": "INR",
}
ORDER = {"id": "D-1001", "status": "shipped", "lines": CART["lines"], "total": "600.00", "currency": "INR"}


def option(number: int, title: str = "") -> Option:
    return Option(title or f"Option {number}", tap=f"tap-{number}")


def card(number: int, image: str = "") -> Card:
    return Card(
        f"SKU-{number}",
        f"Product {number} <b>&",
        "70 g, min 12",
        "₹ 12.50",
        image,
        number % 2 == 0,
        (option(number, "Details"), option(100 + number, "Add")),
    )


KINDS = {
    "text": Reply("text", "Hello <there> & *welcome*"),
    "long text": Reply("text", "A sentence of some words. " * 700),
    "empty text": Reply("text", ""),
    "choice of 2": Reply("choice", "Which?", options=(option(1), option(2))),
    "choice of 13": Reply("choice", "Which?", options=tuple(option(n) for n in range(13))),
    "choice, same titles": Reply(
        "choice", "Which?", options=tuple(option(n, "The same long title, twice over") for n in range(5))
    ),
    "choice, long lead": Reply("choice", "Words. " * 900, options=(option(1), option(2))),
    "cards": Reply("cards", "Found:", cards=tuple(card(n) for n in range(5)), options=(option(50, "More"),)),
    "one card": Reply("cards", "This one:", cards=(card(1, "https://shop.example/a.jpg"),)),
    "cards with pictures": Reply(
        "cards", "Found:", cards=tuple(card(n, f"https://shop.example/{n}.jpg") for n in range(12))
    ),
    "cart": Reply("cart", "Your cart", options=(option(1, "Checkout"),), data={"cart": CART}),
    "huge cart": Reply(
        "cart",
        "Your cart",
        options=(option(1, "Checkout"),),
        data={"cart": {**CART, "lines": CART["lines"] * 120}},
    ),  # type: ignore[operator]
    "empty cart": Reply("cart", "Your cart is empty", data={"cart": {"lines": []}}),
    "order": Reply("order", "Shipped", options=(option(1, "Track"),), data={"order": ORDER}),
    "link": Reply(
        "link", "Pay here", data={"url": "https://pay.example/x_y_z", "title": "Pay ₹ 600 now, please"}
    ),
    "odd link": Reply("link", "Pay here", data={"url": "upi://pay?pa=shop", "title": "Pay"}),
}

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)
long_words = st.one_of(words, st.integers(1, 300).map(lambda n: "Some words, दुकान 😀 *x* _y_ <z>. " * n))
taps = st.text("abcXYZ019-_", min_size=1, max_size=64)
options = st.builds(Option, title=words, description=words, tap=taps)


def unique(given: list[Option]) -> tuple[Option, ...]:
    return tuple({o.tap: o for o in given}.values())


option_lists = st.lists(options, max_size=25).map(unique)
cards = st.builds(
    Card,
    sku=words,
    title=long_words,
    subtitle=words,
    price=words,
    image=st.sampled_from(["", "/x.jpg", "https://shop.example/x.jpg"]),
    in_stock=st.booleans(),
    options=st.lists(options, max_size=3).map(unique),
)
lines = st.fixed_dictionaries(
    {"sku": words, "title": words, "quantity": st.integers(1, 9999), "unit_price": words, "line_total": words}
)
carts = st.fixed_dictionaries({"lines": st.lists(lines, max_size=40), "total": words, "currency": words})


def with_own_taps(reply: Reply) -> Reply:
    """As the store gives them: no token twice."""
    cards = [
        replace(
            card, options=tuple(replace(o, tap=f"{n}.{k}.{o.tap}"[:64]) for k, o in enumerate(card.options))
        )
        for n, card in enumerate(reply.cards)
    ]
    return replace(reply, cards=tuple(cards))


drafted = st.builds(
    Reply,
    kind=st.sampled_from(["text", "choice", "cards", "cart", "order", "link"]),
    text=long_words,
    options=option_lists,
    cards=st.lists(cards, max_size=14).map(tuple),
    data=st.fixed_dictionaries(
        {"cart": carts, "order": carts, "url": st.sampled_from(["", "https://x.example"]), "title": words}
    ),
)
anything = drafted.map(with_own_taps)
