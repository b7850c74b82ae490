"""Who a browser says it is: the signed cookie that the provider's answer left."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME


class Identity(NamedTuple):
    """`key` differs for each sign-in: the claims hold a number used once."""

    key: str
    claims: Mapping[str, Any]


def within(cookies: Mapping[str, str]) -> Identity | None:
    """What we signed, whole; None for anything else."""
    secret = get_cookie_secret()

    def part(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies.get(name, ""))

    signed = get_cookie_with_chunks(part, USER_COOKIE_NAME)
    if not signed:
        return None
    return Identity(sha256(signed).hexdigest(), json.loads(signed))
