"""Streamlit's page of HTML as a browser first gets it, with our title and our style.

What a script sends comes after the first words of a page, which would then jump.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.ui import context, style

THEIR_TITLE = b"<title>Streamlit</title>"
OUR_TITLE = f"<title>{context.PRODUCT}</title>".encode()
END = b"</body>"  # behind Streamlit's style, which stands in the head
# It may have changed with us alone, and is changed in the clear.
NOT_ASKED = (b"accept-encoding", b"range", b"if-none-match", b"if-modified-since")
NOT_TRUE = (b"content-length", b"etag", b"last-modified")  # of what it has become


class FirstPaint:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("method") == "GET" and "text/html" in _said(scope, "accept"):
            asked = {**scope, "headers": _without(NOT_ASKED, scope)}
            await self.app(asked, receive, _Dressing(send))
        else:
            await self.app(scope, receive, send)


class _Dressing:
    """Sends on what it is given, but HTML whole, once all of it has come."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._page = b""

    async def __call__(self, message: Message) -> None:
        begins = message["type"] == "http.response.start"
        if begins and "text/html" in _said(message, "content-type"):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._page += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        page = self._page.replace(THEIR_TITLE, OUR_TITLE)
        page = page.replace(END, style.element().encode() + END)
        headers = MutableHeaders(raw=_without(NOT_TRUE, start))
        headers["content-length"] = str(len(page))
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": page})


def _said(message: Scope | Message, name: str) -> str:
    return Headers(raw=message["headers"]).get(name, "")


def _without(
    names: tuple[bytes, ...], message: Scope | Message
) -> list[tuple[bytes, bytes]]:
    return [pair for pair in message["headers"] if pair[0].lower() not in names]
