"""Streamlit's own page gets our title and style, and nothing else is touched."""

from pathlib import Path

import httpx
import pytest
import streamlit
from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from lib.ui import style
from lib.ui.first_paint import FirstPaint

THEIRS = Path(streamlit.__file__).parent / "static"
PAGE, SHEET = THEIRS / "index.html", next((THEIRS / "static" / "css").glob("*.css"))
SERVED = Starlette(
    routes=[Mount("/", StaticFiles(directory=THEIRS, html=True))],
    middleware=[Middleware(GZipMiddleware)],  # as Streamlit's server has it
)


DRESSED = FirstPaint(SERVED)
HERE = "http://127.0.0.1"
AS_A_PAGE = {"accept": "text/html,*/*;q=0.8"}


def get(app: ASGIApp, path: str, **said: str) -> httpx.Response:
    async def asked() -> httpx.Response:
        served = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=served, base_url=HERE) as client:
            return await client.get(path, headers=said)

    with start_blocking_portal() as portal:
        return portal.call(asked)


def test_the_page_comes_with_our_title_and_style() -> None:
    page = get(DRESSED, "/", **AS_A_PAGE).text
    assert page.count("<title>Records access oversight</title>") == 1
    assert page.index("</head>") < page.index(style.element())
    theirs = page.replace(style.element(), "").replace(
        "Records access oversight", "Streamlit"
    )
    assert theirs == PAGE.read_text("utf-8")


def test_its_length_is_that_of_what_is_sent() -> None:
    answer = get(DRESSED, "/", **AS_A_PAGE)
    assert int(answer.headers["content-length"]) == len(answer.content)


@pytest.mark.parametrize("said", ["if-none-match", "if-modified-since", "range"])
def test_nobody_keeps_a_page_of_yesterday(said: str) -> None:
    """Streamlit's file stays the same while our style changes."""
    had = {
        "if-none-match": get(SERVED, "/").headers["etag"],
        "if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT",
        "range": "bytes=0-9",
    }
    answer = get(DRESSED, "/", **AS_A_PAGE, **{said: had[said]})
    assert (answer.status_code, answer.text.count("<style>")) == (200, 1)
    assert {"etag", "last-modified"}.isdisjoint(answer.headers)


@pytest.mark.parametrize(
    ("path", "said"),
    [(f"/static/css/{SHEET.name}", AS_A_PAGE), ("/", {"accept": "*/*"})],
    ids=["another file", "not asked for as a page"],
)
def test_all_else_is_sent_as_it_is(path: str, said: dict[str, str]) -> None:
    ours, theirs = (get(app, path, **said) for app in (DRESSED, SERVED))
    assert ours.content == theirs.content
    assert ours.headers["etag"] == theirs.headers["etag"]
