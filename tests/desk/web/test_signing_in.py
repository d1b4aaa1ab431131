"""Signing in under attack: what is guessed, what it costs the others, and that sessions end."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from argon2 import PasswordHasher
from starlette.exceptions import HTTPException

from desk.web import api
from desk.web.signing_in import now
from people.authenticator import STEP, code_at
from people.passwords import MOST, MOST_EACH, Passwords
from tests.app.gateway_under_test import gateway
from tests.chat.fakes import EchoBrain
from tests.desk.at_the_desk import HASHER, AtTheDesk, at_the_desk

TOKENS = "/v1/staff/tokens"
ASHA = {"email": "asha@shop.example", "password": "asha's word"}
GUESS = ASHA | {"password": "guess"}


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands: on a busy machine a try takes a second, in which an address earns another one."""
    at = now()
    monkeypatch.setattr(api, "now", lambda: at)


async def tried(desk: AtTheDesk, body: dict[str, str], address: str) -> httpx.Response:
    """Through a proxy on this machine, which is believed."""
    return await desk.client.post(TOKENS, json=body, headers={"X-Forwarded-For": address}, timeout=180)


class Counting(PasswordHasher):
    """How many are checked, and how many at the same time."""

    checked = now = most = 0

    def verify(self, *given: Any) -> Any:
        self.checked += 1
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            return super().verify(*given)
        finally:
            self.now -= 1


async def test_of_eighty_wrong_passwords_at_once_five_are_checked_and_one_at_a_time(
    desk: AtTheDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = Counting()
    monkeypatch.setattr("people.passwords._hasher", counting)
    answers = await asyncio.gather(*(tried(desk, GUESS, "203.0.113.9") for _ in range(80)))
    assert sorted(a.status_code for a in answers) == [401] * 5 + [429] * 75
    assert all(0 < int(a.headers["retry-after"]) <= 60 for a in answers if a.status_code == 429)
    assert (counting.checked, counting.most) == (5, 1)
    # Eighty accounts from eighty addresses: still one at a time, and no more than may wait.
    many = [(GUESS | {"email": f"{n}@shop.example"}, f"198.51.100.{n}") for n in range(80)]
    answers = await asyncio.gather(*(tried(desk, *one) for one in many))
    assert {a.status_code for a in answers} <= {401, 429}
    assert (counting.checked, counting.most) == (5 + [a.status_code for a in answers].count(401), 1)


async def test_who_asks_once_waits_for_one_of_a_crowd_and_known_ones_for_none() -> None:
    passwords, served = Passwords(), []
    hashed = HASHER.hash("word")

    async def ask(who: str, *, known: bool = False) -> None:
        assert await passwords.fits(hashed, "word", who, known=known)
        served.append(who)

    async with asyncio.TaskGroup() as together:
        for _ in range(MOST_EACH):
            together.create_task(ask("crowd"))
        together.create_task(ask("one"))
        together.create_task(ask("known", known=True))
    assert served[:3] in (["known", "crowd", "one"], ["crowd", "known", "one"])
    assert served.count("crowd") == MOST_EACH


async def test_no_more_wait_than_have_room() -> None:
    passwords = Passwords()
    asked = [passwords.fits("", "x", f"{n // MOST_EACH}", known=False) for n in range(MOST + 20)]
    found = await asyncio.gather(*asked, return_exceptions=True)
    refused = [one for one in found if isinstance(one, HTTPException)]
    assert len(refused) == 20
    assert {one.status_code for one in refused} == {429}


async def test_a_stranger_locks_nobody_out(desk: AtTheDesk, still: None) -> None:
    """Five wrong tries stop who made them; hundreds from everywhere slow down strangers alone."""
    known = (await tried(desk, ASHA, "192.0.2.1")).json()["device"]
    for _ in range(5):
        assert (await tried(desk, GUESS, "203.0.113.9")).status_code == 401
    assert (await tried(desk, ASHA, "203.0.113.9")).status_code == 429
    assert (await tried(desk, ASHA, "192.0.2.2")).status_code == 200

    statuses = [(await tried(desk, GUESS, f"198.51.100.{n}")).status_code for n in range(40)]
    assert statuses[-1] == 429
    assert statuses.count(401) < 25
    slowed = await tried(desk, ASHA, "192.0.2.3")
    assert (slowed.status_code, int(slowed.headers["retry-after"]) <= 60) == (429, True)
    for address in ("192.0.2.4", "203.0.113.9"):  # even beside the stranger
        assert (await tried(desk, ASHA | {"device": known}, address)).status_code == 200
    # The proof is of this account's device alone, and has tries of its own.
    other = {"email": "ravi@shop.example", "password": "guess", "device": known}
    assert [(await tried(desk, other, "192.0.2.9")).status_code for _ in range(6)][-1] == 429
    wrong = GUESS | {"device": known}
    assert [(await tried(desk, wrong, f"192.0.2.{n}")).status_code for n in range(6)][-1] == 429


async def test_the_pages_keep_the_proof_of_a_device(desk: AtTheDesk) -> None:
    first = await desk.client.post("/desk/sign-in", data=ASHA)
    assert "dukan_device" in first.cookies
    desk.client.cookies = httpx.Cookies({"dukan_device": first.cookies["dukan_device"]})
    for _ in range(6):
        await tried(desk, GUESS, "127.0.0.1")
    assert (await desk.client.post("/desk/sign-in", data=ASHA)).status_code == 303


async def test_thirty_wrong_ones_leave_those_who_are_known_behind_the_same_address_alone(
    desk: AtTheDesk, still: None
) -> None:
    known = (await tried(desk, ASHA, "192.0.2.1")).json()["device"]
    for n in range(40):
        await tried(desk, GUESS | {"email": f"{n}@shop.example"}, "192.0.2.1")
    assert (await tried(desk, GUESS | {"email": "new@shop.example"}, "192.0.2.1")).status_code == 429
    assert (await tried(desk, ASHA | {"device": known}, "192.0.2.1")).status_code == 200


@pytest.mark.parametrize(
    ("trusted", "apart"), [("127.0.0.0/8", True), ("10.0.0.1, 192.168.0.0/16", False), ("", False)]
)
async def test_only_a_trusted_proxy_says_where_somebody_is(tmp_path: Path, trusted: str, apart: bool) -> None:
    async with gateway(tmp_path, EchoBrain(), trusted_proxies=trusted) as (client, _):
        for n in range(6):
            answer = await client.post(TOKENS, json=GUESS, headers={"X-Forwarded-For": f"203.0.113.{n}"})
        assert answer.status_code == (401 if apart else 429)


async def test_an_address_that_the_client_wrote_itself_is_not_believed(desk: AtTheDesk) -> None:
    for n in range(6):  # the proxy adds what it saw behind what the client said
        answer = await tried(desk, GUESS, f"198.51.100.{n}, 203.0.113.9")
    assert answer.status_code == 429


async def test_signing_out_ends_the_cookie_and_the_token(desk: AtTheDesk) -> None:
    cookie = (await desk.client.post("/desk/sign-in", data=ASHA)).cookies["dukan_staff"]
    desk.client.cookies = httpx.Cookies()
    held = {"Cookie": f"dukan_staff={cookie}"}
    assert (await desk.client.get("/v1/staff/me", headers=held)).status_code == 200
    await desk.client.post("/desk/sign-out", headers=held)
    assert (await desk.client.get("/v1/staff/me", headers=held)).status_code == 401
    assert (await desk.ask("asha", "GET", "/v1/staff/me")).status_code == 200  # another session of hers
    assert (await desk.ask("asha", "DELETE", TOKENS)).status_code == 200
    assert (await desk.ask("asha", "GET", "/v1/staff/me")).status_code == 401


@pytest.mark.parametrize("how", ["signed out", "locked", "new password"])
async def test_a_feed_ends_with_its_session(desk: AtTheDesk, how: str) -> None:
    asha = (await desk.ask("asha", "GET", "/v1/staff/me")).json()["id"]
    headers = {"Authorization": f"Bearer {desk.tokens['asha']}"}
    async with asyncio.timeout(15), desk.client.stream("GET", "/v1/staff/feed", headers=headers) as feed:
        lines = feed.aiter_lines()
        assert await anext(lines) == "retry: 1500"
        if how == "signed out":
            await desk.ask("asha", "DELETE", TOKENS)
        elif how == "locked":
            await desk.ask("meena", "POST", f"/v1/staff/members/{asha}/standing", {"active": False})
        else:  # as another process writes it
            desk.gateway.desk.staff.set_password("asha@shop.example", "other hash")
        assert [line async for line in lines if line.startswith(":")] == []  # not one beat more


async def test_who_is_let_in_again_signs_in_again(desk: AtTheDesk) -> None:
    asha = (await desk.ask("asha", "GET", "/v1/staff/me")).json()["id"]
    for active in (False, True):
        await desk.ask("meena", "POST", f"/v1/staff/members/{asha}/standing", {"active": active})
        assert (await desk.ask("asha", "GET", "/v1/staff/me")).status_code == 401
    assert (await tried(desk, ASHA, "192.0.2.1")).status_code == 200


async def test_a_clock_set_back_signs_nobody_out(desk: AtTheDesk) -> None:
    parts, later = desk.gateway.desk, datetime.now(UTC) + timedelta(hours=2)
    asha = parts.staff.by_email("asha@shop.example")
    assert asha
    desk.tokens["asha"] = parts.signing_in.sign(asha, later)
    assert (await desk.ask("asha", "GET", "/v1/staff/me")).status_code == 200


async def test_the_second_factor_goes_with_password_and_code_and_not_by_trying(desk: AtTheDesk) -> None:
    secret = (await desk.ask("meena", "POST", "/v1/staff/second-factor")).json()["secret"]
    step = int(datetime.now(UTC).timestamp()) // STEP
    confirmed = await desk.ask(
        "meena", "POST", "/v1/staff/second-factor/confirm", {"code": code_at(secret, step - 1)}
    )
    assert confirmed.status_code == 200
    off, right = "/v1/staff/second-factor/off", {"password": "meena's word", "code": code_at(secret, step)}
    me = (await desk.ask("meena", "GET", "/v1/staff/me")).json()["id"]
    assert (await desk.ask("meena", "DELETE", f"/v1/staff/members/{me}/second-factor")).status_code == 409
    assert (await desk.ask("meena", "POST", off, {"code": right["code"]})).status_code == 422
    assert (await desk.ask("meena", "POST", off, right | {"password": "x"})).status_code == 422
    assert (await desk.ask("meena", "POST", off, right | {"code": "१२३४५६"})).status_code == 422
    codes = [f"{n:06d}" for n in range(120) if f"{n:06d}" != right["code"]]
    answers = await asyncio.gather(
        *(desk.ask("meena", "POST", off, right | {"code": code}) for code in codes)
    )
    assert sorted({a.status_code for a in answers}) == [422, 429]
    assert [a.status_code for a in answers].count(422) == 3  # five, with the two before
    assert (await desk.ask("meena", "POST", off, right)).status_code == 429
    assert desk.gateway.desk.factors.on(me)


async def test_codes_at_the_sign_in_are_limited_for_strangers_wherever_they_are(desk: AtTheDesk) -> None:
    secret = (await desk.ask("asha", "POST", "/v1/staff/second-factor")).json()["secret"]
    step = int(datetime.now(UTC).timestamp()) // STEP
    await desk.ask("asha", "POST", "/v1/staff/second-factor/confirm", {"code": code_at(secret, step - 1)})
    wrong = "000000" if code_at(secret, step) != "000000" else "111111"
    answers = [(await tried(desk, ASHA | {"code": wrong}, f"192.0.2.{n}")).status_code for n in range(8)]
    assert answers == [401] * 5 + [429] * 3


async def test_staff_change_their_own_password(desk: AtTheDesk) -> None:
    at, new = "/v1/staff/password", "a longer word"
    for body in ({"password": "x", "new": new}, {"password": "asha's word", "new": "short"}, {"new": new}):
        assert (await desk.ask("asha", "PUT", at, body)).status_code == 422
    changed = await desk.ask("asha", "PUT", at, {"password": "asha's word", "new": new})
    assert changed.status_code == 200
    assert (await desk.ask("asha", "GET", "/v1/staff/me")).status_code == 401  # all that was signed before
    desk.tokens["asha"] = changed.json()["token"]
    assert (await desk.ask("asha", "GET", "/v1/staff/me")).status_code == 200
    assert (await tried(desk, ASHA, "192.0.2.1")).status_code == 401
    assert (await tried(desk, ASHA | {"password": new}, "192.0.2.1")).status_code == 200
    guesses = [await desk.ask("asha", "PUT", at, {"password": f"{n}", "new": new}) for n in range(6)]
    assert [a.status_code for a in guesses] == [422] * 5 + [429]
