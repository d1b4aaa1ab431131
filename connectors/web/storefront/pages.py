"""The demo storefront's pages: the catalogue, one product, pictures, and whose shop it is today."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.templating import Jinja2Templates

HERE = Path(__file__).parent
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
STATIC = {
    path.name: (path.read_bytes(), KINDS[path.suffix])
    for path in sorted((HERE / "static").iterdir())
    if path.suffix in KINDS
}
COOKIE = "demo_customer"
PAGE_SIZE = 48
STARTERS = ("What is on offer today?", "10 Maggi, 5 kg sugar, 2 L oil", "Where is my order?")

# As strict as a careful shop's policy: what works here works anywhere.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self' ws: wss:",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
PAGE_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cache-Control": "no-store",
}

Shown = Mapping[str, Any]


class Products(Protocol):
    """Products of a category ("" for all) with these words ("" for any), so many from a place on."""

    def __call__(self, category: str, words: str, start: int, count: int) -> Sequence[Shown]: ...


@dataclass(frozen=True)
class Storefront:
    """What the pages show; app fills it from the store.

    A product has sku, title, pack, price, in_stock, and may have mrp, brand, moq, image, description,
    category and tiers (a list of {"from", "price"}). Prices are ready to be read: "Rs 1,250".
    """

    shop_name: str
    categories: Callable[[], Sequence[str]]
    products: Products
    product: Callable[[str], Shown | None]
    image: Callable[[str], bytes | None]  # a product's picture, SVG
    customers: Callable[[], Sequence[Shown]] = tuple  # id, name, city: who one may be in the demo
    customer_token: Callable[[str], str] | None = None  # vouches for a customer, as a shop's server would


def router(shop: Storefront) -> APIRouter:
    """`/` and all under `/demo`."""
    routes = APIRouter(include_in_schema=False)
    templates = Jinja2Templates(HERE)

    def page(request: Request, name: str, **values: Any) -> Response:
        customers = list(shop.customers())
        chosen = next((c for c in customers if c["id"] == request.cookies.get(COOKIE)), None)
        token = shop.customer_token(chosen["id"]) if chosen and shop.customer_token else ""
        context = {
            "shop_name": shop.shop_name,
            "categories": shop.categories(),
            "customers": customers if shop.customer_token else [],
            "customer": chosen,
            "customer_token": token,
            "starters": "|".join(STARTERS),
            **values,
        }
        status = values.get("status", 200)
        return templates.TemplateResponse(request, name, context, status_code=status, headers=PAGE_HEADERS)

    @routes.get("/")
    def home() -> Response:
        return RedirectResponse("/demo")

    @routes.get("/demo")
    def catalogue(request: Request, category: str = "", q: str = "", start: int = 0) -> Response:
        words, start = q.strip()[:80], max(0, min(start, 100_000))
        found = list(shop.products(category[:80], words, start, PAGE_SIZE + 1))
        more = {"category": category, "q": words, "start": start + PAGE_SIZE}
        return page(
            request,
            "index.html",
            products=found[:PAGE_SIZE],
            category=category,
            words=words,
            next_page=f"/demo?{urlencode(more)}" if len(found) > PAGE_SIZE else "",
        )

    @routes.get("/demo/p/{sku}")
    def product(request: Request, sku: str) -> Response:
        shown = shop.product(sku)
        if shown is None:
            return page(request, "missing.html", status=404)
        return page(request, "product.html", product=shown, category=shown.get("category", ""))

    @routes.get("/demo/images/{name}")
    def image(name: str) -> Response:
        picture = shop.image(name.removesuffix(".svg"))
        if picture is None:
            return Response(status_code=404)
        headers = {
            "Cache-Control": "public, max-age=86400",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
            "X-Content-Type-Options": "nosniff",
        }
        return Response(picture, media_type="image/svg+xml", headers=headers)

    @routes.get("/demo/static/{name}")
    def static(name: str) -> Response:
        if name not in STATIC:
            return Response(status_code=404)
        body, kind = STATIC[name]
        return Response(body, media_type=kind, headers={"Cache-Control": "no-cache"})

    @routes.post("/demo/customer")
    def be(customer: str = Form("")) -> Response:
        """Be this retailer from now on; nobody when empty. There is no password: it is a demo."""
        answer = RedirectResponse("/demo", status_code=303)
        if customer and any(c["id"] == customer for c in shop.customers()):
            answer.set_cookie(COOKIE, customer, httponly=True, samesite="lax")
        else:
            answer.delete_cookie(COOKIE)
        return answer

    return routes
