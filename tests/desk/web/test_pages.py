"""The pages of the desk: what they load is there."""

import re
from pathlib import Path

from desk.web.pages import HERE
from tests.desk.at_the_desk import at_the_desk

LOADED = re.compile(r'(?:src|href)="(/desk/[^"]*?\.(?:css|js))[?"]')


async def test_what_the_pages_load_is_served(tmp_path: Path) -> None:
    wanted = {at for page in (HERE / "templates").glob("*.html") for at in LOADED.findall(page.read_text())}
    assert len(wanted) == 3
    async with at_the_desk(tmp_path) as desk:
        for address in sorted(wanted):
            assert (await desk.client.get(address)).status_code == 200, address
