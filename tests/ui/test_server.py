"""The gate: who is let in, in which mode, and which headers every answer has."""

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from lib.config import Mode, Settings
from lib.domain.errors import RuleBroken
from lib.ui import base_path, gate, opening, providers, server
from tests.ui.asking import OURS, Answer, ask


def _ask(path: str, **said: str) -> Answer:
    return ask(gate.Gate, path, **said)


def _in_mode(monkeypatch: pytest.MonkeyPatch, mode: Mode) -> None:
    settings = Settings(mode, "sqlite://", "")
    monkeypatch.setattr(opening, "settings", lambda: settings)
    monkeypatch.setattr("lib.config.read", lambda: settings)


@pytest.fixture(params=[Mode.DEMO, Mode.LOCAL])
def without_sign_in(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    _in_mode(monkeypatch, request.param)


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/run"])
def test_metrics_and_agent_are_closed_in_every_mode(
    monkeypatch: pytest.MonkeyPatch, mode: Mode, path: str
) -> None:
    _in_mode(monkeypatch, mode)
    assert _ask(path).status == 403


@pytest.mark.usefixtures("without_sign_in")
class TestWithoutSignIn:
    def test_this_machine_is_let_in(self) -> None:
        assert _ask("/overview").body == "inside"

    def test_another_machine_is_refused(self) -> None:
        assert _ask("/", client="10.0.0.7").status == 403

    def test_a_name_pointed_at_this_machine_is_refused(self) -> None:
        assert _ask("/", host="rebound.example:8501").status == 403

    def test_a_page_of_another_site_gets_no_websocket(self) -> None:
        stream = _ask("/_stcore/stream", origin="http://localhost:3000")
        assert stream.refused_websocket

    def test_our_own_page_gets_its_websocket(self) -> None:
        stream = _ask("/_stcore/stream", origin=f"http://{OURS}")
        assert not stream.refused_websocket


@pytest.mark.usefixtures("without_sign_in")
@pytest.mark.parametrize("name", gate.HEADERS)
def test_every_answer_has_the_headers(name: str) -> None:
    for path in ("/", "/_stcore/metrics"):
        assert _ask(path).headers[name] == gate.HEADERS[name]


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


def test_sign_in_mode_does_not_start_without_a_provider(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _in_mode(monkeypatch, Mode.OIDC)
    monkeypatch.setattr(providers, "get_secrets_auth_section", dict)
    with pytest.raises(SystemExit, match=r"not set up in \.streamlit/secrets\.toml"):
        server.open_doors()


@pytest.mark.usefixtures("without_sign_in")
@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "localhost"])
def test_it_starts_on_loopback(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(server.st, "get_option", lambda _name: address)
    server.open_doors()


@pytest.mark.parametrize("base", ["", "oversight"])
def test_the_first_page_is_found_under_its_name_too(
    monkeypatch: pytest.MonkeyPatch, base: str
) -> None:
    monkeypatch.setattr(server.st, "get_option", lambda _name: base)
    named = base_path.under("overview")
    routes = [Route(named, server.ROUTES[0].endpoint)]
    for query in ("", "?month=March+2026&person=a%40b"):
        answer = ask(lambda _app: Starlette(routes=routes), f"{named}{query}")
        assert (answer.status, answer.headers["location"]) == (307, f"./{query}")
    assert server.ROUTES[0].path == "/overview"


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
