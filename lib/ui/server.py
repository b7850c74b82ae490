"""The web server around the screens: how it opens, readiness, mishaps."""

import logging
import secrets
import traceback
from pathlib import Path

import altair
import pandas  # noqa: F401 both paid for before the first visitor
import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

from lib import config
from lib.config import ROOT, Mode
from lib.domain.errors import Refused
from lib.ui import base_path, feeds, menu, opening, providers, sign_in
from lib.ui.first_paint import FirstPaint
from lib.ui.gate import Gate
from lib.ui.markup import esc
from lib.ui.signed_in import SignedIn

LOG = logging.getLogger(__name__)


def open_doors() -> None:
    """Stop where strangers could come in; else open the database."""
    mode = config.read().mode
    address = st.get_option("server.address")
    problem = providers.problem() if mode is Mode.OIDC else None
    if problem:
        raise SystemExit(
            f"Sign-in is not set up in .streamlit/secrets.toml. {problem}"
            " See .streamlit/secrets.toml.example."
        )
    if mode is not Mode.OIDC and not providers.is_loopback(address):
        raise SystemExit(
            f"The {mode} mode has no sign-in, so it answers this machine only."
            f" server.address is {address!r}: set it to 127.0.0.1, or use"
            " OVERSIGHT_MODE=oidc."
        )
    opening.settings()
    # Tests hold each chart against the schema; a visitor need not wait for that.
    altair.utils.schemapi.disable_debug_mode()


async def _ready(_request: Request) -> JSONResponse:
    return JSONResponse({"ready": True, "mode": opening.settings().mode})


async def _first_page(request: Request) -> RedirectResponse:
    """Streamlit has the first page at the root and nowhere else; under the name that
    the others have it says “Page not found”. Relative, so that a base path stays."""
    query = request.url.query
    return RedirectResponse(f"./?{query}" if query else "./")


ROUTES = [
    Route(base_path.under(menu.MENU[0].address), _first_page),
    Route(base_path.under("/api/ready"), _ready),
    Route(sign_in.ADDRESS, sign_in.begin),
    feeds.ROUTE,
]
MIDDLEWARE = [Middleware(Gate), Middleware(SignedIn), Middleware(FirstPaint)]


def explain(problem: Exception) -> bool:
    """What the person reads in place of an error's details; the log has those."""
    if isinstance(problem, Refused):
        st.error(esc(problem))
        return True
    reference = secrets.token_hex(4)
    LOG.error(
        "Mishap %s: %s on %s by way of %s",
        reference,
        type(problem).__name__,
        st.context.url,
        _way(problem),
    )
    st.error(
        f"Something went wrong on our side. Nothing that you were told was saved is"
        f" lost. Quote {reference} when you report it."
    )
    return True


def _way(problem: Exception) -> str:
    """The places in our own code: Streamlit's traceback, which stands above this line
    in the log, may be of somebody else's mishap at the same moment."""
    frames = traceback.extract_tb(problem.__traceback__)
    places = [(Path(frame.filename), frame.lineno) for frame in frames]
    ours = [(path, line) for path, line in places if path.is_relative_to(ROOT)]
    return " > ".join(f"{path.relative_to(ROOT)}:{line}" for path, line in ours)
