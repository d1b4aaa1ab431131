"""What the contract server answers, and the small shop that its storefront shows."""

from typing import Any

import jwt

from connectors.web.storefront.pages import Storefront

Json = dict[str, Any]

CUSTOMERS = (
    {"id": "c-1", "name": "Sharma Kirana", "city": "Pune"},
    {"id": "c-2", "name": "Lakshmi Stores", "city": "Chennai"},
)
SECRET = "a secret of the storefront's server"

GOODS: tuple[tuple[str, str, str, str, str, str, str, bool, int], ...] = (
    ("RICE-1", "India Gate Basmati Rice Classic", "India Gate", "5 kg", "Rs 610", "Rs 745", "Rice", True, 2),
    ("RICE-2", "Daawat Rozana Super Basmati", "Daawat", "25 kg", "Rs 1,890", "Rs 2,250", "Rice", True, 1),
    ("RICE-3", "Sona Masoori Rice, aged 12 months", "Sri Lalitha", "26 kg", "Rs 1,420", "", "Rice", False, 1),
    (
        "OIL-1",
        "Fortune Sunlite Refined Sunflower Oil",
        "Fortune",
        "1 L x 12",
        "Rs 1,560",
        "Rs 1,800",
        "Oil",
        True,
        1,
    ),
    ("OIL-2", "Engine Brand Mustard Oil", "Engine", "15 L tin", "Rs 2,340", "", "Oil", True, 1),
    (
        "NOOD-1",
        "Maggi 2-Minute Masala Noodles",
        "Nestle",
        "70 g x 96",
        "Rs 1,152",
        "Rs 1,344",
        "Noodles",
        True,
        1,
    ),
    ("TEA-1", "Red Label Tea", "Brooke Bond", "500 g", "Rs 248", "Rs 290", "Tea", True, 6),
    ("SOAP-1", "Lifebuoy Total 10 Soap", "Lifebuoy", "125 g x 4", "Rs 118", "Rs 140", "Soap", True, 10),
)
HUES = {"Rice": 42, "Oil": 48, "Noodles": 8, "Tea": 20, "Soap": 350}


def product(sku: str) -> Json | None:
    """One product as the storefront's pages want it."""
    for row in GOODS:
        if row[0] == sku:
            _, title, brand, pack, price, mrp, category, in_stock, moq = row
            return {
                "sku": sku,
                "title": title,
                "brand": brand,
                "pack": pack,
                "price": price,
                "mrp": mrp,
                "category": category,
                "in_stock": in_stock,
                "moq": moq,
                "image": f"/demo/images/{sku}.svg",
                "description": f"{title} by {brand}, {pack}. Sells every week.",
                "tiers": [{"from": 10, "price": price}],
            }
    return None


def products(category: str, words: str, start: int, count: int) -> list[Json]:
    """Those of the category whose title has the words."""
    all_ = [p for row in GOODS if (p := product(row[0]))]
    fit = [p for p in all_ if category in ("", p["category"]) and words.lower() in p["title"].lower()]
    return fit[start : start + count]


def picture(sku: str) -> bytes | None:
    """A plain pack."""
    shown = product(sku)
    if shown is None:
        return None
    hue = HUES[shown["category"]]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">'
        f'<rect width="200" height="200" fill="hsl({hue} 45% 94%)"/>'
        f'<rect x="58" y="30" width="84" height="140" rx="12" fill="hsl({hue} 62% 46%)"/>'
        f'<rect x="58" y="78" width="84" height="54" fill="hsl({hue} 40% 97%)"/>'
        f'<text x="100" y="110" text-anchor="middle" font-family="sans-serif" font-weight="700" '
        f'font-size="15" fill="hsl({hue} 70% 24%)">{shown["brand"][:10]}</text></svg>'
    ).encode()


def customer_token(customer: str) -> str:
    """As the storefront's own server would sign it."""
    return jwt.encode({"sub": customer, "exp": 4_000_000_000}, SECRET * 2, "HS256")


def customer_of(token: str) -> str:
    """Whom it names."""
    return str(jwt.decode(token, SECRET * 2, algorithms=["HS256"])["sub"])


STOREFRONT = Storefront(
    shop_name="Annapurna Wholesale",
    categories=lambda: ("Rice", "Oil", "Noodles", "Tea", "Soap"),
    products=products,
    product=product,
    image=picture,
    customers=lambda: CUSTOMERS,
    customer_token=customer_token,
)


# ---- answers


def card(sku: str) -> Json:
    """A product as a reply shows it."""
    shown = product(sku)
    assert shown is not None
    adds = [] if not shown["in_stock"] else [{"title": "Add 1", "tap": f"add:{sku}:1"}]
    return {
        "sku": sku,
        "title": shown["title"],
        "subtitle": shown["pack"] + (f", min {shown['moq']}" if shown["moq"] > 1 else ""),
        "price": shown["price"],
        "image": shown["image"],
        "in_stock": shown["in_stock"],
        "options": [{"title": "Details", "tap": f"details:{sku}"}, *adds],
    }


def cart(count: int = 3) -> Json:
    """A cart of so many lines."""
    rows = [
        ("RICE-1", "India Gate Basmati Rice Classic, 5 kg", 4, "610.00", "2440.00"),
        ("OIL-1", "Fortune Sunlite Refined Sunflower Oil, 1 L x 12", 2, "1560.00", "3120.00"),
        ("NOOD-1", "Maggi 2-Minute Masala Noodles, 70 g x 96", 10, "1152.00", "11520.00"),
    ]
    lines = [
        {"sku": s, "title": t, "quantity": q, "unit_price": u, "line_total": x}
        for s, t, q, u, x in (rows * (count // 3 + 1))[:count]
    ]
    money = {"subtotal": "17080.00", "discount": "500.00", "total": "16580.00", "currency": "INR"}
    return {"lines": lines, **money}


def order(status: str = "shipped") -> Json:
    """An order on its way."""
    events = [
        {"at": "2026-11-18T09:12:00+00:00", "status": "placed"},
        {"at": "2026-11-18T09:40:00+00:00", "status": "confirmed"},
        {"at": "2026-11-20T06:05:00+00:00", "status": status, "note": "Delhivery, AWB 4419 2207"},
    ]
    total = {"total": "16580.00", "currency": "INR"}
    return {"id": "AW-10482", "status": status, "lines": cart()["lines"], "events": events, **total}


CARDS: Json = {
    "kind": "cards",
    "text": "Here is what I found:\n1. India Gate Basmati Rice Classic\n2. Daawat Rozana Super",
    "cards": [card("RICE-1"), card("RICE-2"), card("RICE-3")],
    "options": [{"title": "Show more", "tap": "more"}, {"title": "Only basmati", "tap": "basmati"}],
}
CHOICE: Json = {
    "kind": "choice",
    "text": "When should it come?\n1. Tomorrow morning (7 to 10)\n2. Tomorrow evening (5 to 8)",
    "lead": "When should it come?",
    "options": [
        {"title": "Tomorrow morning", "tap": "slot:1", "description": "7 to 10, free from Rs 5,000"},
        {"title": "Tomorrow evening", "tap": "slot:2", "description": "5 to 8, Rs 60"},
        {"title": "Pick up at the depot", "tap": "slot:3", "description": "Open 6 to 22, free"},
    ],
}
ANSWERS: dict[str, list[Json]] = {
    "rice": [CARDS],
    "one": [{"kind": "cards", "text": "This one:", "lead": "This one:", "cards": [card("TEA-1")]}],
    "cart": [
        {
            "kind": "cart",
            "text": "Your cart:",
            "cart": cart(),
            "options": [{"title": "Check out", "tap": "checkout"}, {"title": "Empty it", "tap": "clear"}],
        }
    ],
    "review": [
        {"kind": "cart", "text": "You order:", "cart": cart() | {"delivery": "40.00", "total": "16620.00"}}
    ],
    "big cart": [{"kind": "cart", "text": "Your cart:", "cart": cart(24)}],
    "empty cart": [{"kind": "cart", "text": "", "cart": {"lines": [], "total": "0.00", "currency": "INR"}}],
    "slot": [CHOICE],
    "order": [
        {
            "kind": "order",
            "text": "Your order is on its way.",
            "order": order(),
            "options": [
                {"title": "Invoice", "tap": "invoice"},
                {"title": "Return something", "tap": "return"},
            ],
        }
    ],
    "pay": [
        {
            "kind": "link",
            "text": "Your payment page is ready.",
            "url": "https://pay.example/1",
            "title": "Pay Rs 16,580",
        }
    ],
    "bad link": [{"kind": "link", "text": "Here:", "url": "javascript:alert(1)", "title": "Click"}],
    "inert": [
        {
            "kind": "text",
            "text": '<img src=x onerror="window.pwned=1"><b>b</b> **stars** [a](javascript:window.pwned=1)',
        }
    ],
    "unknown": [{"kind": "hologram", "text": "A kind that is not known yet.", "shape": {}}],
    "silence": [],
}


def answer(body: Json) -> list[Json]:
    """The replies to a message: by its words, else an echo."""
    if body.get("tap"):
        return [{"kind": "text", "text": f"You tapped {body['tap']}."}]
    words = body.get("text", "").strip().lower()
    return ANSWERS.get(words, [{"kind": "text", "text": f"You said: {body.get('text', '')}"}])
