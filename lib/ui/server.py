"""The web server around the screens: who is let in, headers, readiness, mishaps."""

import logging
import re
import secrets
from base64 import b64encode
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import altair  # noqa: F401 paid for before the first visitor
import pandas  # noqa: F401 as above
import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib import config
from lib.config import Mode
from lib.domain.errors import Refused
from lib.ui import feeds, opening, sign_in

LOG = logging.getLogger(__name__)


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
CLOSED = ("/_stcore/metrics", "/_stcore/agent")
PRIVATE = ("/_stcore/stream", "/_stcore/upload_file", "/media/")
PUBLIC = ("/_stcore/", "/static/", "/api/", "/auth/", "/oauth2callback", "/favicon")


def open_doors() -> None:
    """Stop where a mode for one machine would answer others; else open the database."""
    mode = config.read().mode
    address = st.get_option("server.address")
    if mode is not Mode.OIDC and not _is_loopback(address):
        raise SystemExit(
            f"The {mode} mode has no sign-in, so it answers this machine only."
            f" server.address is {address!r}: set it to 127.0.0.1, or use"
            " OVERSIGHT_MODE=oidc."
        )
    opening.settings()


def _is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False


class Gate:
    """Refuses what a mode does not allow, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        refusal = _refusal(connection)
        if refusal and scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": refusal})
        elif refusal:
            answer = JSONResponse({"refused": refusal}, status_code=403)
            await answer(scope, receive, _with_headers(scope, send))
        elif _is_page_for_nobody(connection):
            await sign_in.page()(scope, receive, _with_headers(scope, send))
        else:
            await self.app(scope, receive, _with_headers(scope, send))


def _refusal(connection: HTTPConnection) -> str:
    path = connection.url.path
    if any(closed in path for closed in CLOSED):
        return "This address is closed."
    if opening.settings().mode is Mode.OIDC:
        private = any(part in path for part in PRIVATE)
        anonymous = private and not sign_in.holds_identity(connection)
        return "Sign in first." if anonymous else ""
    return "" if _is_local(connection) else "This mode answers its own machine only."


def _is_local(connection: HTTPConnection) -> bool:
    """From this machine, asked for by its name, and not sent by another site's page.

    A name that an attacker points at 127.0.0.1 shows itself in the Host header.
    """
    client = connection.client.host if connection.client else None
    host = connection.headers.get("host", "")
    origin = connection.headers.get("origin")
    return (
        _is_loopback(client)
        and _is_loopback(urlsplit(f"//{host}").hostname)
        and (origin is None or urlsplit(origin).netloc == host)
    )


def _is_page_for_nobody(connection: HTTPConnection) -> bool:
    return (
        connection.scope["type"] == "http"
        and opening.settings().mode is Mode.OIDC
        and not any(part in connection.url.path for part in PUBLIC)
        and not sign_in.holds_identity(connection)
    )


def _with_headers(scope: Scope, send: Send) -> Send:
    fixed = dict(HEADERS)
    if "/media/" in scope["path"]:
        fixed["Cache-Control"] = "no-store"

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            names = {name.lower().encode() for name in fixed}
            kept = [pair for pair in message["headers"] if pair[0].lower() not in names]
            ours = [(name.encode(), value.encode()) for name, value in fixed.items()]
            message = {**message, "headers": [*kept, *ours]}
        await send(message)

    return sending


async def _ready(_request: Request) -> JSONResponse:
    return JSONResponse({"ready": True, "mode": opening.settings().mode})


ROUTES = [
    Route("/api/ready", _ready),
    Route(sign_in.ADDRESS, sign_in.begin),
    feeds.ROUTE,
]
MIDDLEWARE = [Middleware(Gate)]


def explain(problem: Exception) -> bool:
    """What the person reads in place of an error's details; the log has those."""
    if isinstance(problem, Refused):
        st.error(str(problem))
        return True
    reference = secrets.token_hex(4)
    LOG.error("Mishap %s: %s", reference, type(problem).__name__)
    st.error(
        f"Something went wrong on our side. Nothing that you were told was saved is"
        f" lost. Quote {reference} when you report it."
    )
    return True
