"""Sign-in mode attacked without a browser: replays, strangers, other people's files."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import streamlit
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed, InvalidStatus

from lib.domain.sign_in import IDLE
from tests import factories
from tests.browser.raw import Talk, signed_in, talking, visitor
from tests.browser.signing_in import SigningIn

OLIVE, ADA = factories.officer(), factories.approver()
PAGE = "over_threshold"
ROLE = "UPDATE account SET role = :role WHERE email = :email"
VIEWS = "SELECT count(*) FROM saved_view WHERE owner = :owner"


@pytest.fixture
def olive(signing_in: SigningIn) -> Iterator[httpx.Client]:
    """Signed in afresh, as an officer."""
    signing_in.run(ROLE, role=OLIVE.role, email=OLIVE.email)
    with signed_in(signing_in.address, OLIVE.email) as client:
        yield client


def saving(talk: Talk) -> list[WidgetState]:
    """The message of somebody who names a view and presses the button."""
    talk.run(PAGE)
    return [
        WidgetState(id=talk.labelled("text_input", "Name"), string_value="Mine"),
        WidgetState(id=talk.labelled("button", "Save view"), trigger_value=True),
    ]


def kinds(told: list[ForwardMsg]) -> list[str]:
    return [str(each.WhichOneof("type")) for each in told]


def told_to_reload(told: list[ForwardMsg]) -> bool:
    """And nothing ran."""
    return kinds(told)[-1] == "auth_redirect" and "new_session" not in kinds(told)


def views(signing_in: SigningIn) -> int:
    return int(signing_in.run(VIEWS, owner=OLIVE.email)[0][0])


def test_a_message_replayed_in_another_role_does_nothing(signing_in, olive):
    before = views(signing_in)
    with talking(olive) as talk:
        message = saving(talk)
        talk.run(PAGE, message)
        assert views(signing_in) == before + 1
        signing_in.run(ROLE, role="Auditor", email=OLIVE.email)
        assert told_to_reload(talk.run(PAGE, message))
    with talking(olive, talk.session) as again:
        told = again.run(PAGE, message)
        assert again.session != talk.session
        assert "delta" in kinds(told)
    assert views(signing_in) == before + 1


def test_a_message_replayed_after_signing_out_does_nothing(signing_in, olive):
    before, held = views(signing_in), dict(olive.cookies)
    with talking(olive) as talk:
        message = saving(talk)
        olive.get("/auth/logout", follow_redirects=False)
        assert told_to_reload(talk.run(PAGE, message))
    with visitor(signing_in.address) as thief:
        thief.cookies.update(held)
        with talking(thief, talk.session) as again:
            assert told_to_reload(again.run(PAGE, message))
        assert "You have signed out." in thief.get("/practice?ods=X99001").text
    assert views(signing_in) == before


def test_a_session_of_somebody_else_gives_nothing(signing_in, olive):
    with talking(olive) as talk, signed_in(signing_in.address, ADA.email) as ada:
        talk.run(PAGE)
        with talking(ada, talk.session) as hers:
            hers.run(PAGE)
            assert hers.session not in ("", talk.session)
        planted = f"/_stcore/upload_file/{talk.session}/1"
        files, token = (
            {"file": b"a,b"},
            {"X-Xsrftoken": olive.cookies["_streamlit_xsrf"]},
        )
        assert ada.put(planted, files=files, headers=token).status_code == 403
        assert ada.delete(planted, headers=token).status_code == 403
        assert olive.put(planted, files=files, headers=token).status_code == 204


def test_an_upload_beyond_the_limit_is_refused(signing_in, olive):
    token = {"X-Xsrftoken": olive.cookies["_streamlit_xsrf"]}
    with talking(olive) as talk:
        talk.run(PAGE)
        answer = olive.put(
            f"/_stcore/upload_file/{talk.session}/1",
            files={"file": b"x" * (51 * 2**20)},
            headers=token,
        )
    assert answer.status_code == 413


def test_an_export_is_of_whoever_asked_for_it_while_signed_in(signing_in, olive):
    with talking(olive) as talk:
        talk.run(PAGE)
        (offered, *_) = [
            each.download_button
            for each in talk.elements
            if each.HasField("download_button")
        ]
        wish = BackMsg()
        wish.backend_operation_request.request_id = "1"
        wish.backend_operation_request.session_id = talk.session
        wish.backend_operation_request.deferred_file.file_id = offered.deferred_file_id
        link = re.findall(rb"/media/[\w.-]+", talk.say(wish)[-1].SerializeToString())
        address = link[0].decode()
        found = olive.get(address)
        assert found.status_code == 200
        assert found.headers["cache-control"] == "no-store"
        with signed_in(signing_in.address, ADA.email) as ada:
            assert ada.get(address).status_code == 403
        with visitor(signing_in.address) as stranger:
            assert stranger.get(address).status_code == 403
        signing_in.age(OLIVE.email, "seen_at", IDLE)
        assert olive.get(address).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/media/0123456789abcdef.csv",
        "/_stcore/metrics",
        "/_stcore/agent/run",
        "/_stcore/upload_file/any/1",
    ],
)
def test_a_stranger_gets_no_file_no_figures_and_no_agent(signing_in, path):
    with visitor(signing_in.address) as stranger:
        for ask in (stranger.get, stranger.put, stranger.post, stranger.delete):
            assert ask(path).status_code == 403


def test_fonts_are_no_exports(signing_in):
    page = Path(streamlit.__file__).parent / "static"
    font = next(page.glob("static/media/*.woff2")).relative_to(page)
    with visitor(signing_in.address) as stranger:
        answer = stranger.get(f"/{font}")
    assert answer.status_code == 200
    assert answer.headers.get("cache-control") != "no-store"


def test_strangers_do_not_disturb_who_is_signed_in(signing_in, olive):
    with talking(olive) as talk, visitor(signing_in.address) as stranger:
        talk.run(PAGE)
        for _ in range(50):
            with pytest.raises(InvalidStatus), talking(stranger):
                pass
            stranger.put("/_stcore/upload_file/any/1", content=b"x" * 100_000)
        assert "delta" in kinds(talk.run(PAGE))


@pytest.mark.parametrize("frame", [b"\xff" * 100, b"\x00" * (60 * 2**20), "text"])
def test_garbage_ends_the_websocket_it_came_by_and_no_other(signing_in, olive, frame):
    with talking(olive) as talk, talking(olive) as other:
        talk.run(PAGE)
        with pytest.raises(ConnectionClosed):  # while it is sent, or after
            other.connection.send(frame)
            while True:
                other.connection.recv(30)
        assert "delta" in kinds(talk.run(PAGE))


def test_nobody_clears_the_caches_of_all(signing_in, olive):
    clear = BackMsg(clear_cache=True)
    with talking(olive) as talk:
        talk.run(PAGE)
        talk.connection.send(clear.SerializeToString())
        assert "delta" in kinds(talk.run(PAGE))


def test_a_page_of_another_site_learns_nothing(signing_in, olive):
    asked = {"Origin": "https://evil.example"}
    answer = olive.get("/_stcore/health", headers=asked)
    assert "access-control-allow-origin" not in answer.headers


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(signing_in):
    with visitor(signing_in.address) as client:
        form = client.get("/api/sign-in")
        answer = client.post(
            form.url, data={"sub": OLIVE.email}, follow_redirects=False
        )
        answer = client.get(answer.headers["location"], follow_redirects=False)
        lines = answer.headers.get_list("set-cookie")
    set_ = [line for line in lines if line.startswith("_streamlit_user")]
    assert set_
    for line in set_:
        assert "httponly" in line.lower()
        assert "samesite=lax" in line.lower()
        assert "max-age=43200" in line.lower()
