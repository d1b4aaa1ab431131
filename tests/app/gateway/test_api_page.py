"""The API's own page: all calls, drawn without a script or anything from elsewhere."""

from pathlib import Path

from app.gateway.api_page import HEADERS, page
from app.gateway.gateway import Gateway, http_app
from app.settings import Settings
from tests.app.gateway_under_test import gateway
from tests.chat.fakes import EchoBrain


def test_every_call_that_is_described_is_on_it(tmp_path: Path) -> None:
    parts = Gateway(Settings(data=tmp_path), rasa_url="", actions_url="", inner_secret="")
    api = http_app(parts).openapi()
    parts.db.close()
    shown = page(api)
    for path in api["paths"]:
        assert f"<code>{path}</code>" in shown
    assert "<td><code>password</code></td><td>string, up to 1000 characters</td><td>needed</td>" in shown


async def test_it_runs_nothing_and_asks_nothing_of_others(tmp_path: Path) -> None:
    async with gateway(tmp_path, EchoBrain()) as (client, _):
        shown = await client.get("/v1/docs")
        assert shown.status_code == 200
        assert "<script" not in shown.text
        assert "//" not in shown.text.replace("http://127.0.0.1", "")
        policy = shown.headers["content-security-policy"]
        assert policy == HEADERS["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        for gone in ("/docs", "/redoc", "/docs/oauth2-redirect"):
            assert (await client.get(gone)).status_code == 404
