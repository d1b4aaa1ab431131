"""Who is told the figures."""

from pathlib import Path

import pytest

from tests.app.gateway_under_test import gateway
from tests.chat.fakes import EchoBrain


@pytest.mark.parametrize(
    ("settings", "headers", "status"),
    [
        ({}, {}, 200),
        ({}, {"X-Forwarded-For": "203.0.113.9"}, 403),
        ({"public_url": "https://shop.example"}, {}, 403),  # a proxy stands on this machine
        ({"metrics_token": "word"}, {}, 403),
        ({"metrics_token": "word"}, {"Authorization": "Bearer w\u00f6rd".encode()}, 403),
        (
            {"metrics_token": "word", "public_url": "https://shop.example"},
            {"Authorization": "Bearer word", "X-Forwarded-For": "203.0.113.9"},
            200,
        ),
    ],
)
async def test_figures_are_told_on_this_machine_or_to_who_has_the_token(
    tmp_path: Path, settings: dict[str, str], headers: dict[str, str], status: int
) -> None:
    async with gateway(tmp_path, EchoBrain(), **settings) as (client, _):
        answer = await client.get("/metrics", headers=headers)
    assert answer.status_code == status
    assert ("dukan_turns" in answer.text) == (status == 200)
