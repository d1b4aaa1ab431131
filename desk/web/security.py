"""Everybody's own sign-in: a second factor (codes of an authenticator app) as an option."""

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Annotated
from urllib.parse import quote

import segno
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import StringConstraints
from starlette.exceptions import HTTPException

from desk.web.api import EVERYBODY
from desk.web.bodies import Body
from desk.web.pages import page, signed_in
from desk.web.services import DeskServices
from desk.web.signing_in import COOKIE, LIFE, WRONG_CODE, bearer, now, put_cookie
from people.member import Member

Password = Annotated[str, StringConstraints(max_length=1000)]


class Code(Body):
    code: Annotated[str, StringConstraints(max_length=12)]


class PasswordAndCode(Code):
    password: Password


class NewPassword(Body):
    password: Password
    new: Annotated[str, StringConstraints(min_length=10, max_length=1000)]


def router(services: DeskServices) -> APIRouter:
    """Make the calls."""
    routes = APIRouter(prefix="/v1/staff", tags=["staff"])

    @routes.post("/second-factor", summary="A secret for your authenticator app")
    def begin_factor(request: Request) -> dict[str, str]:
        me = services.member(request, *EVERYBODY)
        secret = services.factors.begin(me.id)
        if not secret:
            raise HTTPException(409, "You sign in with a code already. Turn that off first.")
        shop = quote(services.shop_name)
        uri = f"otpauth://totp/{shop}:{quote(me.email)}?secret={secret}&issuer={shop}"
        picture = segno.make(uri, error="m", micro=False).svg_data_uri(scale=4, border=4, light="white")
        return {"secret": secret, "uri": uri, "qr": picture}

    @routes.post("/second-factor/confirm", summary="The app's first code: from now on one is asked for")
    def confirm_factor(request: Request, body: Code) -> dict[str, bool]:
        me = services.member(request, *EVERYBODY)
        if not services.factors.confirm(me.id, body.code, now()):
            raise HTTPException(422, WRONG_CODE)
        return {"second_factor": True}

    @routes.post("/second-factor/off", summary="Without a code again; needs one, and your password")
    async def factor_off(request: Request, body: PasswordAndCode) -> dict[str, bool]:
        me = await asyncio.to_thread(services.member, request, *EVERYBODY)
        await services.signing_in.prove(me, body.password, now(), body.code)
        await asyncio.to_thread(services.factors.drop, me.id, me.id, now())
        return {"second_factor": False}

    @routes.put("/password", summary="Your own new password; every other session of yours ends")
    async def own_password(request: Request, answer: Response, body: NewPassword) -> dict[str, str | bool]:
        me = await asyncio.to_thread(services.member, request, *EVERYBODY)
        await services.signing_in.prove(me, body.password, now())
        hashed = await services.signing_in.passwords.hashed(body.new, me.id)
        token, ends = await asyncio.to_thread(changed, me, hashed)
        services.feed.refresh()
        if bearer(request):
            return {"token": token, "expires_at": ends.isoformat()}
        put_cookie(answer, COOKIE, token, LIFE, secure=services.secure)
        return {"changed": True}

    def changed(me: Member, hashed: str) -> tuple[str, datetime]:
        at = now()
        services.staff.set_password(me.email, hashed)
        services.audit.write(at, me.id, "own_password", subject=me.id)
        return services.signing_in.sign(replace(me, password_hash=hashed), at), at + LIFE

    return routes


def pages(services: DeskServices) -> APIRouter:
    """/desk/security, for every role."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/desk/security")
    def security(request: Request) -> Response:
        session = signed_in(services, request, *EVERYBODY)
        if isinstance(session, RedirectResponse):
            return session
        return page(
            services, "security.html", session, on=services.factors.on(session.member.id), tab="security"
        )

    return routes
