"""What an admin's pages show of what was done."""

from pathlib import Path

from tests.desk.at_the_desk import at_the_desk


async def test_what_was_done_stands_on_the_admins_pages(tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as desk:
        await desk.ask("meena", "PUT", "/v1/staff/relay-hours", {"hours": 5})
        for page in ("/admin", "/admin/record"):
            shown = await desk.client.get(page, headers={"Cookie": f"dukan_staff={desk.tokens['meena']}"})
            assert shown.status_code == 200, shown.text
            assert "relay" in shown.text.lower()
