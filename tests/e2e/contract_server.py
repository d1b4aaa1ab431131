"""A server that speaks the chat API with scripted answers, and fails in all the ways that networks do.

The widget is driven against it in a real browser. What it keeps (`said`, `taken`) is what a test asks about.
"""

import asyncio
import contextlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import socketio
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import HTMLResponse, JSONResponse

from app.processes.ports import free_port
from connectors.web import widget
from connectors.web.storefront import pages
from tests.e2e import script

Json = dict[str, Any]


class Talk:
    """One conversation as the server knows it."""

    def __init__(self, page: str, locale: str) -> None:
        self.page = page
        self.locale = locale
        self.said: list[Json] = []  # both directions, as history shows it
        self.answers: dict[str, Json] = {}  # by the client's id: the same id again, the same answer
        self.state = "bot"
        self.customer = ""
        self.seen: list[Json] = []  # every message body that arrived, repeats too


class ContractServer:
    """Runs in its own thread on its own port; tests turn its knobs while it runs."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.talks: dict[str, Talk] = {}
        self.tokens: dict[str, str] = {}
        self.delay = 0.0  # seconds before each answer
        self.late = 0.0  # seconds that a page of the history is on its way
        self.refusals: list[tuple[int, str]] = []  # the next messages are refused so
        self.ack_lost = 0  # so many messages are taken, then the line is cut before the answer
        self.live_open = True  # False: Socket.IO turns everybody away
        self.double = False  # every live reply comes twice
        self.uploads: list[Json] = []
        self.html: dict[str, tuple[str, dict[str, str]]] = {}  # pages that a test puts up
        self.calls: list[str] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    # ---- running

    def start(self) -> None:
        """Serve on the same port as before, with the same memory."""
        self.live = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins="*")
        self._live_side()
        app = socketio.ASGIApp(self.live, other_asgi_app=self._app())
        config = uvicorn.Config(
            app,
            host="127.0.0.1",
            port=self.port,
            log_level="error",
            lifespan="off",
            timeout_graceful_shutdown=1,
            ws="websockets-sansio",
        )
        self._server = uvicorn.Server(config)
        started = threading.Event()

        def serve() -> None:
            async def main() -> None:
                self._loop = asyncio.get_running_loop()
                started.set()
                assert self._server is not None
                await self._server.serve()
                # A forced end leaves connections open, and an open socket that is forgotten is an error here.
                for connection in list(self._server.server_state.connections):
                    connection.transport.abort()
                await asyncio.sleep(0.05)

            asyncio.run(main())

        self._thread = threading.Thread(target=serve, daemon=True)
        self._thread.start()
        started.wait(60)
        while not self._server.started:
            self._thread.join(0.02)

    def stop(self) -> None:
        """Gone, as after a crash: connections are cut."""
        if self._server is None or self._thread is None:
            return
        with contextlib.suppress(Exception):
            self.run(self._cut_all())
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(10)
        self._server = None

    def run(self, work: Any) -> Any:
        """Do this on the server's own loop and wait for it."""
        assert self._loop is not None
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _cut_all(self) -> None:
        for sid in list(self.live.eio.sockets):
            await self.live.eio.disconnect(sid)

    def cut(self) -> None:
        """Cut every live connection; they may come back."""
        self.run(self._cut_all())

    # ---- what a test does or asks

    @property
    def talk(self) -> Talk:
        """The newest conversation."""
        return list(self.talks.values())[-1]

    def until_live(self, windows: int = 1) -> None:
        """Wait until this many windows of the newest conversation hear what is sent live."""
        end = time.monotonic() + 60
        while not self.talks or self._hearing(list(self.talks)[-1]) < windows:
            assert time.monotonic() < end, "no window of the newest conversation came live"
            time.sleep(0.02)

    def until_called(self, call: str) -> None:
        """Wait until this was asked for."""
        end = time.monotonic() + 60
        while call not in self.calls:
            assert time.monotonic() < end, f"nobody asked for {call}"
            time.sleep(0.02)

    def _hearing(self, name: str) -> int:
        async def count() -> int:
            return len(list(self.live.manager.get_participants("/", name)))

        return int(self.run(count()))

    def expire(self) -> None:
        """All sessions end now."""
        self.tokens.clear()

    def say(self, reply: Json, *, live: bool = True) -> Json:
        """Somebody says something on their own; `live=False`: its live copy is lost."""
        made = self._made(reply)
        name, talk = list(self.talks.items())[-1]
        talk.said.append(made)
        if live:
            self.run(self.live.emit("reply", made, room=name))
        return made

    def emit(self, event: str, body: Json) -> None:
        """An event to all windows of the newest conversation."""
        self.run(self.live.emit(event, body, room=list(self.talks)[-1]))

    def become(self, state: str) -> None:
        """Who answers now."""
        self.talk.state = state
        self.emit("state", {"state": state})

    # ---- the contract

    def _made(self, reply: Json) -> Json:
        fixed = {"id": "m_" + secrets.token_hex(5), "at": datetime.now(UTC).isoformat(), "from": "bot"}
        return fixed | reply

    def _conversation(self, token: str) -> str:
        return self.tokens.get(token, "")

    async def _take(self, name: str, body: Json, sid: str = "") -> Json:
        talk = self.talks[name]
        talk.seen.append(body)
        if self.refusals:
            status, title = self.refusals.pop(0)
            return {"error": {"status": status, "title": title}}
        if body["id"] not in talk.answers:
            said = {"id": body["id"], "at": datetime.now(UTC).isoformat(), "from": "customer"}
            said |= {"kind": "text", "text": body.get("text", "")}
            said |= {"tap": body["tap"]} if body.get("tap") else {}
            talk.said.append(said)
            await self.live.emit("message", said, room=name, skip_sid=sid)
            await self.live.emit("typing", {"from": "bot"}, room=name)
            await asyncio.sleep(self.delay)
            drafts = [] if talk.state == "human" else script.answer(body)
            replies = [self._made(draft) for draft in drafts]
            talk.said += replies
            talk.answers[body["id"]] = {"replies": replies}
            for reply in replies:
                for _ in range(2 if self.double else 1):
                    await self.live.emit("reply", reply, room=name)
        if self.ack_lost:
            self.ack_lost -= 1
            await self._cut_all()
            raise ConnectionError("cut before the answer")
        return talk.answers[body["id"]] | {"state": talk.state}

    def _live_side(self) -> None:
        live = self.live

        async def connect(sid: str, _environ: Json, auth: Any = None) -> None:
            name = self._conversation((auth or {}).get("token", ""))
            if not name or not self.live_open:
                raise socketio.exceptions.ConnectionRefusedError("This chat session is not valid.")
            await live.save_session(sid, {"conversation": name})
            await live.enter_room(sid, name)

        async def message(sid: str, body: Json) -> Json:
            name = (await live.get_session(sid))["conversation"]
            with contextlib.suppress(ConnectionError):
                return await self._take(name, body, sid)
            return {}

        async def typing(sid: str, _body: Any = None) -> None:
            name = (await live.get_session(sid))["conversation"]
            self.calls.append("typing")
            await live.emit("typing", {"from": "customer"}, room=name, skip_sid=sid)

        for event in (connect, message, typing):
            live.on(event.__name__, event)

    def _app(self) -> FastAPI:
        app = FastAPI()
        app.add_middleware(
            CORSMiddleware,
            allow_origins=["*"],
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type"],
        )
        app.include_router(widget.router())
        app.include_router(pages.router(script.STOREFRONT))

        def problem(status: int, title: str) -> JSONResponse:
            body = {"type": "about:blank", "title": title, "status": status}
            return JSONResponse(body, status, media_type="application/problem+json")

        def named(request: Request) -> str:
            self.calls.append(f"{request.method} {request.url.path}")
            return self._conversation(request.headers.get("authorization", "").removeprefix("Bearer "))

        ended = problem(401, "This chat session has ended. Please start a new one.")

        @app.post("/v1/chat/sessions")
        async def sessions(request: Request) -> Json:
            named(request)
            body = await request.json()
            name, token = "w_" + secrets.token_hex(6), secrets.token_hex(16)
            self.talks[name] = Talk(body.get("page", ""), body.get("locale", ""))
            self.tokens[token] = name
            ends = datetime.now(UTC) + timedelta(days=30)
            return {"token": token, "conversation_id": name, "expires_at": ends.isoformat()}

        @app.post("/v1/chat/identify")
        async def identify(request: Request) -> Any:
            name = named(request)
            if not name:
                return ended
            customer = script.customer_of((await request.json())["customer_token"])
            if self.talks[name].customer not in ("", customer):
                return problem(409, "This chat belongs to another customer. Please start a new one.")
            self.talks[name].customer = customer
            return {"conversation_id": name, "customer_id": self.talks[name].customer}

        @app.post("/v1/chat/messages")
        async def messages(request: Request) -> Any:
            name = named(request)
            if not name:
                return ended
            answer = await self._take(name, await request.json())
            if "error" in answer:
                return problem(answer["error"]["status"], answer["error"]["title"])
            return answer

        @app.post("/v1/chat/files")
        async def files(request: Request) -> Any:
            name = named(request)
            if not name:
                return ended
            query = request.query_params
            body = await request.body()
            self.uploads.append({"name": query["name"], "bytes": len(body)})
            return await self._take(name, {"id": query["id"], "text": f"{query['name']}"})

        @app.get("/v1/chat/messages")
        async def history(request: Request, after: str = "") -> Any:
            name = named(request)
            if not name:
                return ended
            talk = self.talks[name]
            places = [at for at, item in enumerate(talk.said) if item["id"] == after]
            start = places[0] + 1 if places else 0
            page = talk.said[start : start + 50]
            made = {"messages": page, "more": start + 50 < len(talk.said), "state": talk.state}
            await asyncio.sleep(self.late)
            return made

        @app.get("/page/{name}")
        async def page(name: str) -> Response:
            body, headers = self.html[name]
            return HTMLResponse(body, headers=headers)

        return app

    def put_page(self, attributes: str = "", *, head: str = "", body: str = "", policy: str = "") -> str:
        """A shop's page with the widget on it; its address."""
        name = secrets.token_hex(4)
        tag = f'<script src="{self.url}/widget.js" {attributes} async></script>'
        html = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"{head}</head><body><main><h1>A shop</h1>{body}</main>{tag}</body></html>"
        )
        self.html[name] = (html, {"Content-Security-Policy": policy} if policy else {})
        return f"{self.url}/page/{name}"


@contextlib.contextmanager
def running() -> Iterator[ContractServer]:
    """A server for the length of a test."""
    server = ContractServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()


def main() -> None:
    """For trying the widget by hand: `python -m tests.e2e.contract_server`."""
    with running() as server:
        print(json.dumps({"demo": f"{server.url}/demo"}), flush=True)  # noqa: T201
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
