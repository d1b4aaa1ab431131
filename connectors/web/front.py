"""The page at `/` of a shop without the demo: its name, the chat, and where who works here signs in."""

from html import escape

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{name}</title>
<link rel="icon" href="data:,">
</head>
<body>
<h1>{name}</h1>
<p>Write what you need in the chat: what you look for, a whole list, or the number of your order.</p>
<p><a href="/desk">For who works here</a></p>
<script src="/widget.js" data-name="{name}" async></script>
</body>
</html>
"""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' https: data:; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


def router(shop_name: str) -> APIRouter:
    """`GET /`."""
    routes = APIRouter(include_in_schema=False)
    page = PAGE.format(name=escape(shop_name))

    @routes.get("/")
    def front() -> HTMLResponse:
        return HTMLResponse(page, headers=HEADERS)

    return routes
