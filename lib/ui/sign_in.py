"""Signing in and out: the page before everything else, and the provider's answer.

An anonymous visitor could otherwise fill the memory with uploads, clear everybody's
caches by a message on the websocket, and fetch exports by their address.
"""

import re
from html import escape
from http.cookies import SimpleCookie
from urllib.parse import quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.user_info import generate_login_redirect_url

from lib import actions, queries
from lib.domain.sign_in import LASTS, Ending
from lib.queries.sign_ins import Standing
from lib.ui import base_path, identity, providers
from lib.ui.identity import Identity

ADDRESS = base_path.under("/api/sign-in")
ANSWER = base_path.under("/oauth2callback")
LEAVING = base_path.under("/auth/logout")
WANTED = "oversight_page"  # the cookie with the page that somebody first asked for
MINUTES_TO_SIGN_IN = 10

ENDED = {
    Ending.IDLE: "You were away for half an hour, so your sign-in has ended.",
    Ending.TOO_LONG: "Your sign-in has lasted twelve hours and has ended.",
    Ending.BY_ADMINISTRATOR: "An administrator has ended your sign-in.",
    Ending.SIGNED_OUT: "You have signed out.",
}
WELCOME = "Sign in with the account of your organisation."
CLOSED = "Your account here has been closed. Ask an administrator of your ICB."

_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{title}</title><style>
body {{font: 17px/1.5 sans-serif; color: #0b0c0c; max-width: 40rem; margin: 4rem auto;
padding: 0 1rem}} a {{color: #005eb8}}</style></head><body><main>
<h1>{title}</h1>{body}</main></body></html>"""


def page(connection: HTTPConnection, standing: Standing | None) -> Response:
    """In place of whatever was asked for, which is kept for afterwards."""
    answer = _page("Records access oversight", _why(standing), "Sign in")
    asked = connection.url.path + (
        f"?{connection.url.query}" * bool(connection.url.query)
    )
    # Not what a browser fetches beside the page, as icons.
    if is_page_of_ours(asked) and "text/html" in connection.headers.get("accept", ""):
        answer.set_cookie(
            WANTED,
            quote(asked),
            max_age=60 * MINUTES_TO_SIGN_IN,
            httponly=True,
            samesite="lax",
        )
    return answer


def is_page_of_ours(address: str) -> bool:
    """A path on this server: a browser reads `//` and `/\\` as another one's name."""
    return re.fullmatch(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*", address) is not None


async def begin(request: Request) -> RedirectResponse:
    """To the provider that was chosen."""
    names = [each.name for each in providers.every()]
    chosen = request.query_params.get("provider", "")
    return RedirectResponse(
        generate_login_redirect_url(chosen if chosen in names else names[0])
    )


async def leave(connection: HTTPConnection) -> None:
    """Sign out here; Streamlit then does so at the provider, where that is offered."""
    found = identity.within(connection.cookies)
    if found is not None:
        await run_in_threadpool(_end, found.key)


async def finish(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Streamlit checks what the provider answers; we let in who has an account."""
    connection = HTTPConnection(scope)
    answer = await _answer(app, scope, receive)
    found = identity.within(_cookies_set(answer))
    if found is not None:
        email = providers.address(found.claims)
        if await run_in_threadpool(_let_in, found, email):
            await leave(connection)  # whoever was signed in here before
            _land(answer, connection)
        else:
            answer = _stranger(email)
    await answer(scope, receive, send)


def _let_in(found: Identity, email: str | None) -> bool:
    user = queries.users.by_email(email) if email else None
    if user is None:
        said = email or str(found.claims.get("email") or found.claims.get("sub"))
        why = "no account" if email else "not vouched for"
        actions.sign_ins.refuse(said, why, by=actions.users.SYSTEM)
        return False
    actions.sign_ins.begin(found.key, by=user)
    return True


def _end(key: str) -> None:
    user = queries.sign_ins.standing(key).user
    if user is not None:
        actions.sign_ins.end(key, by=user)


async def _answer(app: ASGIApp, scope: Scope, receive: Receive) -> Response:
    """What the application would send, held back."""
    held: list[Message] = []

    async def hold(message: Message) -> None:
        held.append(message)

    await app(scope, receive, hold)
    start = held[0]
    body = b"".join(each.get("body", b"") for each in held[1:])
    answer = Response(body, start["status"])
    answer.raw_headers = list(start["headers"])
    return answer


def _cookies_set(answer: Response) -> dict[str, str]:
    cookies = SimpleCookie()
    for line in answer.headers.getlist("set-cookie"):
        cookies.load(line)
    return {name: morsel.value for name, morsel in cookies.items()}


def _land(answer: Response, connection: HTTPConnection) -> None:
    """On the page first asked for. The cookies end when the sign-in does."""
    lasts = f"Max-Age={int(LASTS.total_seconds())}".encode()
    answer.raw_headers[:] = [
        (
            name,
            re.sub(rb"Max-Age=[1-9]\d+", lasts, value)
            if name == b"set-cookie"
            else value,
        )
        for name, value in answer.raw_headers
    ]
    wanted = unquote(connection.cookies.get(WANTED, ""))
    if is_page_of_ours(wanted):
        answer.headers["location"] = wanted
        answer.delete_cookie(WANTED)


def _why(standing: Standing | None) -> str:
    if standing is None:
        return WELCOME
    return ENDED[standing.ended] if standing.ended else CLOSED


def _stranger(email: str | None) -> Response:
    who = f"You signed in as {email}. " if email else ""
    return _page(
        "There is no account for you here",
        f"{who}Ask an administrator of your ICB for access.",
        "Sign in as somebody else",
        status=403,
    )


def _page(title: str, words: str, link: str, status: int = 200) -> HTMLResponse:
    links = [
        f'<p><a href="{ADDRESS}?provider={quote(each.name)}">'
        f"{escape(f'{link}: {each.title}' if each.title else link)}</a></p>"
        for each in providers.every()
    ]
    body = f"<p>{escape(words)}</p>{''.join(links)}"
    return HTMLResponse(
        _PAGE.format(title=escape(title), body=body),
        status,
        headers={"Cache-Control": "no-store"},
    )
