"""Sign-in through the identity provider, before anything of Streamlit is served.

An anonymous visitor could otherwise fill the memory with uploads, clear everybody's
caches by a message on the websocket, and fetch exports by their address.
"""

from datetime import timedelta

from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

# Streamlit's own cookie lives 30 days and cannot be withdrawn.
LASTS = timedelta(hours=12)
ADDRESS = "/api/sign-in"

_PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Sign in</title><style>
body {{font: 17px/1.5 sans-serif; color: #0b0c0c; max-width: 40rem; margin: 4rem auto;
padding: 0 1rem}} a {{color: #005eb8}}</style></head><body><main>
<h1>Records access oversight</h1><p>Sign in with the account of your organisation.</p>
<p><a href="{ADDRESS}">Sign in</a></p></main></body></html>"""


def page() -> HTMLResponse:
    return HTMLResponse(_PAGE)


async def begin(_request: Request) -> RedirectResponse:
    return RedirectResponse(generate_login_redirect_url("default"))


def holds_identity(connection: HTTPConnection) -> bool:
    """Whether the cookie that the provider's answer left is ours and recent."""
    cookie = connection.cookies.get(USER_COOKIE_NAME, "")
    days = LASTS / timedelta(days=1)
    return (
        decode_signed_value(get_cookie_secret(), USER_COOKIE_NAME, cookie, days)
        is not None
    )
