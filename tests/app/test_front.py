"""A shop without the demo: what stands at its address, and what its start prints."""

from pathlib import Path

import pytest

from app.commands.cli import _where_to_click
from app.settings import Settings
from tests.app.gateway_under_test import gateway
from tests.chat.fakes import EchoBrain


@pytest.mark.parametrize("demo", [True, False])
async def test_its_address_opens_on_something(tmp_path: Path, demo: bool) -> None:
    async with gateway(tmp_path, EchoBrain(), demo=demo, shop_name="Rao & Sons") as (client, _):
        answer = await client.get("/", follow_redirects=True)
        assert answer.status_code == 200
        assert "Rao &amp; Sons" in answer.text
        assert "/widget.js" in answer.text
        assert answer.url.path == ("/demo" if demo else "/")
        assert (await client.get("/demo")).status_code == (200 if demo else 404)


def test_the_start_names_the_demo_only_where_there_is_one(tmp_path: Path) -> None:
    def told(*, demo: bool) -> str:
        return "\n".join(_where_to_click(Settings(data=tmp_path, demo=demo)))

    assert "/demo" in told(demo=True)
    assert "/demo" not in told(demo=False)
    assert "127.0.0.1:8000/" in told(demo=False)
