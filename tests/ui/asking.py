"""A request to one of our gates, without a server behind it."""

from collections.abc import Callable, Iterable
from typing import Any

from anyio.from_thread import start_blocking_portal
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HERE = "127.0.0.1"
OURS = "localhost:8501"
CONNECT: Message = {"type": "websocket.connect"}
GONE: Message = {"type": "websocket.disconnect", "code": 1005}


class Answer:
    """What came back, and for a websocket what got through."""

    def __init__(self, sent: list[Message], passed: list[Message]) -> None:
        first = sent[0]
        self.refused_websocket = first["type"] == "websocket.close"
        self.status = first.get("status", 101)
        self.headers = Headers(raw=first.get("headers", []))
        self.body = b"".join(m.get("body", b"") for m in sent).decode()
        self.sent, self.passed = sent, passed


class Inside:
    """Says that one got in; on a websocket, reads to the end and answers nothing but
    what it was given to say."""

    def __init__(self, says: Iterable[bytes] = (), **said: Any) -> None:
        self.says, self.passed = says, list[Message]()
        self.scope: Scope = {}
        self.answer = {"status": 200, "headers": []} | said

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope = scope
        if scope["type"] == "http":
            await send({"type": "http.response.start", **self.answer})
            await send({"type": "http.response.body", "body": b"inside"})
            return
        self.passed.append(await receive())
        await send({"type": "websocket.accept"})
        for each in self.says:
            await send({"type": "websocket.send", "bytes": each})
        while self.passed[-1]["type"] != "websocket.disconnect":
            self.passed.append(await receive())


def ask(
    gate: Callable[[ASGIApp], ASGIApp],
    path: str,
    *,
    client: str = HERE,
    inside: Inside | None = None,
    messages: Iterable[Message | Callable[[], None]] = (),
    **headers: str,
) -> Answer:
    """What the gate sends back. Among the messages of a websocket a function is
    something that happens between them."""
    asked, _, query = path.partition("?")
    named = {"host": OURS, **{k.replace("_", "-"): v for k, v in headers.items()}}
    scope: Scope = {
        "type": "websocket" if asked.endswith("/stream") else "http",
        "method": "GET",
        "scheme": "http",
        "path": asked,
        "query_string": query.encode(),
        "headers": [(k.encode(), v.encode()) for k, v in named.items()],
        "client": (client, 50000),
        "server": ("127.0.0.1", 8501),
    }
    within = inside or Inside()
    sent: list[Message] = []
    waiting = iter([CONNECT, *messages, GONE])

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        for each in waiting:
            if not callable(each):
                return each
            each()
        return GONE

    with start_blocking_portal() as portal:
        portal.call(gate(within), scope, receive, send)
    return Answer(sent, within.passed)
