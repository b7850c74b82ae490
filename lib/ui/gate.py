"""The outermost gate: what no mode answers, and the headers of every answer."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.config import Mode
from lib.ui import base_path, opening, providers

# Scripts and fonts, the latter in /static/media/: not exports, as those in /media/ are.
OWN_FILES = base_path.under("/static/")
CLOSED = ("/_stcore/metrics", "/_stcore/agent")


def _inline_scripts() -> str:
    """The hashes that let the scripts within Streamlit's own page run, and no other."""
    page = Path(st.__file__).parent / "static" / "index.html"
    scripts = re.findall(r"<script>(.*?)</script>", page.read_text("utf-8"), re.DOTALL)
    hashed = [b64encode(sha256(text.encode()).digest()).decode() for text in scripts]
    return " ".join(f"'sha256-{value}'" for value in hashed)


# Streamlit's browser code needs inline styles, and Vega compiles its expressions.
HEADERS = {
    "Content-Security-Policy": "default-src 'self';"
    f" script-src 'self' 'unsafe-eval' {_inline_scripts()};"
    " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
    " font-src 'self' data:; worker-src 'self' blob:; object-src 'none';"
    " base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
ONLY_TLS = {"Strict-Transport-Security": "max-age=31536000"}


class Gate:
    """Refuses what a mode does not allow, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        sending = _with_headers(scope, send)
        refusal = _refusal(HTTPConnection(scope))
        if refusal:
            await refuse(refusal, scope, receive, sending)
        else:
            await self.app(scope, receive, sending)


async def refuse(why: str, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": why})
        return
    await JSONResponse({"refused": why}, status_code=403)(scope, receive, send)


def _refusal(connection: HTTPConnection) -> str:
    if any(closed in connection.url.path for closed in CLOSED):
        return "This address is closed."
    if opening.settings().mode is Mode.OIDC or _is_local(connection):
        return ""
    return "This mode answers its own machine only."


def _is_local(connection: HTTPConnection) -> bool:
    """From this machine, asked for by its name, and not sent by another site's page.

    A name that an attacker points at 127.0.0.1 shows itself in the Host header.
    """
    client = connection.client.host if connection.client else None
    host = connection.headers.get("host", "")
    origin = connection.headers.get("origin")
    return (
        providers.is_loopback(client)
        and providers.is_loopback(urlsplit(f"//{host}").hostname)
        and (origin is None or urlsplit(origin).netloc == host)
    )


def _with_headers(scope: Scope, send: Send) -> Send:
    tls = opening.settings().mode is Mode.OIDC and providers.behind_tls()
    fixed = HEADERS | (ONLY_TLS if tls else {})
    if "/media/" in scope["path"] and not scope["path"].startswith(OWN_FILES):
        fixed["Cache-Control"] = "no-store"
    ours = [(name.lower().encode(), value.encode()) for name, value in fixed.items()]
    names = {name for name, _ in ours}

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [pair for pair in message["headers"] if pair[0].lower() not in names]
            secured = [_secure(*pair) for pair in kept] if tls else kept
            message = {**message, "headers": [*secured, *ours]}
        await send(message)

    return sending


def _secure(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Streamlit sets its cookies without this word."""
    bare = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return name, value + b"; Secure" if bare else value
