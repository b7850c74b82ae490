"""The data feeds over HTTP: /api/figures.csv, /api/plans.json, and what else there is.

Excel asks by "From Web" with Basic sign-in (any user name, the key as password), Power
BI likewise or with a Bearer header. A key in the address would end in every log.
"""

import binascii
from base64 import b64decode
from collections.abc import Mapping
from datetime import date

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lib import actions, queries
from lib.casework import feeds
from lib.casework.feeds import FEEDS, MOST_MONTHS, Asked
from lib.documents import feeds as files
from lib.domain.dates import parse_period, period_of, period_text, periods, today
from lib.domain.errors import Refused, RuleBroken
from lib.domain.users import User
from lib.ui import base_path, opening

ADDRESS = base_path.under("/api/{name}.{form}")
NOT_KEPT = {"Cache-Control": "no-store"}


def answer(request: Request) -> Response:
    """Runs in a thread of its own, as Starlette does for functions that block."""
    opening.settings()
    held = queries.feed_keys.holder(_key(request))
    if held is None:
        return _refused(
            "Sign in with a key to the data feeds: any user name, the key as password.",
            401,
            {"WWW-Authenticate": 'Basic realm="Data feeds", charset="UTF-8"'},
        )
    key_id, user = held
    name, form = (request.path_params[part] for part in ("name", "form"))
    if name not in FEEDS or form not in files.WRITERS:
        offered = ", ".join(FEEDS)
        return _refused(f"There are these feeds: {offered}; .csv or .json.", 404)
    try:
        return _feed(name, form, key_id, user, request.query_params)
    except Refused as refusal:
        return _refused(str(refusal), 400)


def _feed(
    name: str, form: str, key_id: int, user: User, said: Mapping[str, str]
) -> Response:
    asked = _asked(user, said)
    table = feeds.table(name, user, asked)
    actions.feed_keys.use(key_id, name, len(table), by=user, **dict(said))
    write, media_type = files.WRITERS[form]
    return Response(write(table), media_type=media_type, headers=NOT_KEPT)


def _asked(user: User, said: Mapping[str, str]) -> Asked:
    """?icb=QXX&from=2023-01&to=2023-09; without months the latest one."""
    unknown = set(said) - {"icb", "from", "to"}
    if unknown:
        raise RuleBroken(f"{min(unknown)} is not asked for here: icb, from and to are.")
    icb_code = said.get("icb")
    if icb_code is not None and icb_code not in dict(queries.organisations.icbs(user)):
        raise RuleBroken(f"{icb_code} is not the code of an ICB among yours.")
    latest = queries.periods.default(user, icb_code) or period_of(today())
    last = _month(said.get("to"), latest)
    first = _month(said.get("from"), last)
    if first > last or len(periods(first, last)) > MOST_MONTHS:
        raise RuleBroken(
            f"From {period_text(first)} to {period_text(last)}: ask for 1 to"
            f" {MOST_MONTHS} months, the earlier first."
        )
    return Asked(icb_code, first, last)


def _month(text: str | None, otherwise: date) -> date:
    try:
        return parse_period(text) if text else otherwise
    except ValueError as problem:
        raise RuleBroken(str(problem)) from None


def _key(request: Request) -> str:
    scheme, _, held = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return held.strip()
    try:
        return b64decode(held, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _refused(
    why: str, status: int, headers: Mapping[str, str] | None = None
) -> Response:
    kept = {**NOT_KEPT, **(headers or {})}
    return JSONResponse({"refused": why}, status_code=status, headers=kept)


ROUTE = Route(ADDRESS, answer)
