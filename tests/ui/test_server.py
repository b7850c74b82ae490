"""The gate: who is let in, in which mode, and which headers every answer has."""

from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.types import Message, Receive, Scope, Send
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from lib.config import Mode, Settings
from lib.domain.errors import RuleBroken
from lib.ui import opening, server, sign_in

HERE = "127.0.0.1"
OURS = "localhost:8501"


class Answer:
    def __init__(self, messages: list[Message]) -> None:
        first = messages[0]
        self.refused_websocket = first["type"] == "websocket.close"
        self.status = first.get("status", 101)
        self.headers = {k.decode(): v.decode() for k, v in first.get("headers", [])}
        self.body = b"".join(m.get("body", b"") for m in messages).decode()


async def _inside(scope: Scope, _receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"inside"})


def _ask(
    path: str, *, client: str = HERE, kind: str = "http", **headers: str
) -> Answer:
    """What the gate sends back to a request from that client."""
    headers = {"host": OURS, **headers}
    scope: dict[str, Any] = {
        "type": kind,
        "method": "GET",
        "scheme": "http",
        "path": path,
        "query_string": b"",
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
        "client": (client, 50000),
        "server": ("127.0.0.1", 8501),
    }
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    with start_blocking_portal() as portal:
        portal.call(server.Gate(_inside), scope, receive, send)
    return Answer(sent)


def _identity() -> str:
    name = sign_in.USER_COOKIE_NAME
    return f"{name}={create_signed_value(get_cookie_secret(), name, '{}').decode()}"


def _in_mode(monkeypatch: pytest.MonkeyPatch, mode: Mode) -> None:
    settings = Settings(mode, "sqlite://", "")
    monkeypatch.setattr(opening, "settings", lambda: settings)
    monkeypatch.setattr("lib.config.read", lambda: settings)


@pytest.fixture(params=[Mode.DEMO, Mode.LOCAL])
def without_sign_in(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    _in_mode(monkeypatch, request.param)


@pytest.fixture
def with_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    _in_mode(monkeypatch, Mode.OIDC)


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/run"])
def test_metrics_and_agent_are_closed_in_every_mode(
    monkeypatch: pytest.MonkeyPatch, mode: Mode, path: str
) -> None:
    _in_mode(monkeypatch, mode)
    assert _ask(path, cookie=_identity()).status == 403


@pytest.mark.usefixtures("without_sign_in")
class TestWithoutSignIn:
    def test_this_machine_is_let_in(self) -> None:
        assert _ask("/overview").body == "inside"

    def test_another_machine_is_refused(self) -> None:
        assert _ask("/", client="10.0.0.7").status == 403

    def test_a_name_pointed_at_this_machine_is_refused(self) -> None:
        assert _ask("/", host="rebound.example:8501").status == 403

    def test_a_page_of_another_site_gets_no_websocket(self) -> None:
        stream = _ask(
            "/_stcore/stream", kind="websocket", origin="http://localhost:3000"
        )
        assert stream.refused_websocket

    def test_our_own_page_gets_its_websocket(self) -> None:
        stream = _ask("/_stcore/stream", kind="websocket", origin=f"http://{OURS}")
        assert not stream.refused_websocket


@pytest.mark.usefixtures("with_sign_in")
class TestWithSignIn:
    @pytest.mark.parametrize("path", ["/_stcore/upload_file/s/f", "/media/x.csv"])
    def test_nobody_reaches_uploads_and_exports(self, path: str) -> None:
        assert _ask(path).status == 403

    def test_nobody_gets_a_websocket(self) -> None:
        assert _ask("/_stcore/stream", kind="websocket").refused_websocket

    def test_nobody_sees_the_sign_in_page_in_place_of_any_page(self) -> None:
        body = _ask("/practice").body
        assert "Sign in" in body
        assert "inside" not in body

    def test_a_forged_cookie_is_nobody(self) -> None:
        forged = f"{sign_in.USER_COOKIE_NAME}=eyJlbWFpbCI6ICJ4In0.forged"
        assert _ask("/media/x.csv", cookie=forged).status == 403

    def test_who_is_signed_in_is_let_in(self) -> None:
        assert _ask("/media/x.csv", cookie=_identity()).body == "inside"

    def test_health_answers_anybody(self) -> None:
        assert _ask("/_stcore/health").body == "inside"


@pytest.mark.usefixtures("without_sign_in")
@pytest.mark.parametrize("name", server.HEADERS)
def test_every_answer_has_the_headers(name: str) -> None:
    for path in ("/", "/_stcore/metrics"):
        assert _ask(path).headers[name] == server.HEADERS[name]


@pytest.mark.usefixtures("without_sign_in")
def test_exports_are_not_stored_on_the_way() -> None:
    assert _ask("/media/x.csv").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["0.0.0.0", "", "192.168.1.4", None])  # noqa: S104
@pytest.mark.usefixtures("without_sign_in")
def test_a_mode_for_one_machine_does_not_start_for_others(
    monkeypatch: pytest.MonkeyPatch, address: str | None
) -> None:
    monkeypatch.setattr(server.st, "get_option", lambda _name: address)
    with pytest.raises(SystemExit, match=r"127\.0\.0\.1"):
        server.open_doors()


@pytest.mark.usefixtures("without_sign_in")
@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "localhost"])
def test_it_starts_on_loopback(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(server.st, "get_option", lambda _name: address)
    server.open_doors()


def test_a_mishap_is_told_without_its_details(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(server.st, "error", told.append)
    assert server.explain(ValueError("row 14: 9434765919"))
    assert "9434765919" not in told[0]
    assert "Quote" in told[0]


def test_a_refusal_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(server.st, "error", told.append)
    assert server.explain(RuleBroken("The month is closed."))
    assert told == ["The month is closed."]
