"""Sign-in mode at its inner gate: strangers, and each message of a conversation."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.types import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from lib import actions, db
from lib.domain.roles import Role
from lib.ui.signed_in import SignedIn
from tests import factories
from tests.ui.asking import Answer, Inside, ask
from tests.ui.conftest import OLIVE, claims, cookie, key

SESSION = "5e551011"
LINK = "/media/0f11e.csv"

pytestmark = pytest.mark.usefixtures("sign_in_mode")


def change_account(change: str) -> Callable[[], None]:
    def act() -> None:
        with db.engine().begin() as connection:
            connection.exec_driver_sql(f"UPDATE account SET {change}")

    return act


def sign_out() -> None:
    actions.sign_ins.end(key(claims()), by=OLIVE)


def says(kind: str = "rerun_script") -> Message:
    message = BackMsg()
    if kind == "rerun_script":
        message.rerun_script.query_string = ""
        message.rerun_script.SetInParent()
    else:
        setattr(message, kind, True)
    return {"type": "websocket.receive", "bytes": message.SerializeToString()}


def new_session() -> bytes:
    told = ForwardMsg()
    told.new_session.initialize.session_id = SESSION
    return told.SerializeToString()


def talk(*messages: Message | Callable[[], None], **said: Any) -> Answer:
    return ask(SignedIn, "/_stcore/stream", messages=messages, **said)


def got_through(answer: Answer) -> int:
    return [each["type"] for each in answer.passed].count("websocket.receive")


def told_to_reload(answer: Answer) -> bool:
    last, before = answer.sent[-1], answer.sent[-2]
    told = ForwardMsg.FromString(before["bytes"])
    return last["type"] == "websocket.close" and told.HasField("auth_redirect")


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/upload_file/s/f",
        "/_stcore/upload_file/s/oauth2callback",
        "/media/x.csv",
        "/x/media/y.csv",
        "/media/x.csv/auth/logout",
    ],
)
@pytest.mark.parametrize("held", ["", "forged", "unknown"])
def test_nobody_reaches_uploads_and_files(path: str, held: str) -> None:
    forged = f"{USER_COOKIE_NAME}=eyJlbWFpbCI6ICJ4In0.forged"
    carried = {"": "", "forged": forged, "unknown": cookie(claims())}[held]
    assert ask(SignedIn, path, cookie=carried).status == 403


def test_nobody_gets_a_websocket() -> None:
    assert talk(says()).refused_websocket
    assert talk(says(), cookie=f"{USER_COOKIE_NAME}=forged").refused_websocket


def test_a_cookie_that_we_signed_for_nobody_gets_the_word_to_reload_and_no_more() -> (
    None
):
    answer = talk(says(), cookie=cookie(claims()))
    assert told_to_reload(answer)
    assert answer.passed == []


@pytest.mark.parametrize("path", ["/practice", "/", "/anything/at/all"])
def test_nobody_sees_the_sign_in_page_in_place_of_any_page(path: str) -> None:
    body = ask(SignedIn, path).body
    assert "Sign in" in body
    assert "inside" not in body


@pytest.mark.parametrize("path", ["/_stcore/health", "/static/js/a.js", "/api/ready"])
def test_what_holds_no_data_answers_anybody(path: str) -> None:
    assert ask(SignedIn, path).body == "inside"


def test_who_is_signed_in_is_let_in(olive: str) -> None:
    assert ask(SignedIn, "/practice", cookie=olive).body == "inside"
    assert got_through(talk(says(), says(), cookie=olive)) == 2


@pytest.mark.parametrize(
    "between",
    [
        sign_out,
        change_account("active = false"),
        change_account("role = 'Auditor'"),
        change_account("sees_all_icbs = false"),
        lambda: (
            actions.sign_ins.end_all(OLIVE.email, "lost", by=factories.administrator())
            and None
        ),
    ],
)
def test_no_message_passes_once_the_person_is_not_who_they_were(
    olive: str, between: Callable[[], None]
) -> None:
    answer = talk(says(), between, says(), says(), cookie=olive)
    assert got_through(answer) == 1
    assert told_to_reload(answer)


def test_nothing_is_sent_to_a_conversation_that_is_over(olive: str) -> None:
    class Late(Inside):
        async def __call__(self, scope, receive, send):  # type: ignore[no-untyped-def]
            await super().__call__(scope, receive, send)
            await send({"type": "websocket.send", "bytes": new_session()})

    answer = talk(sign_out, says(), cookie=olive, inside=Late())
    assert told_to_reload(answer)


def test_a_session_is_taken_up_again_by_its_own_person_only(olive: str) -> None:
    kept = _Kept()
    assert SESSION.encode() not in kept.protocols(olive)  # not hers yet
    kept.opened(olive)
    assert SESSION.encode() in kept.protocols(olive)
    ada = factories.signed_up(factories.person(Role.APPROVER, "Ada", icb=None))
    claimed = claims(email=ada.email)
    actions.sign_ins.begin(key(claimed), by=ada)
    assert SESSION.encode() not in kept.protocols(cookie(claimed))
    change_account("role = 'Auditor'")()
    assert SESSION.encode() not in kept.protocols(olive)


def test_files_and_uploads_are_of_those_who_were_told_of_them(olive: str) -> None:
    kept = _Kept()
    upload = f"/_stcore/upload_file/{SESSION}/1"
    assert [kept.get(p, olive) for p in (upload, LINK)] == [403, 403]
    kept.opened(olive)
    assert [kept.get(p, olive) for p in (upload, LINK)] == [200, 200]
    again = claims(nonce="2")
    actions.sign_ins.begin(key(again), by=OLIVE)
    assert [kept.get(p, cookie(again)) for p in (upload, LINK)] == [403, 403]
    sign_out()
    assert [kept.get(p, olive) for p in (upload, LINK)] == [403, 403]


class _Kept:
    """One gate for several requests."""

    def __init__(self) -> None:
        self.gate = SignedIn(Inside())

    def _ask(self, path: str, inside: Inside, **said: Any) -> Answer:
        self.gate.app = inside
        return ask(lambda _inside: self.gate, path, inside=inside, **said)

    def opened(self, carried: str) -> None:
        told = Inside([new_session(), b"a link: /media/0f11e.csv"])
        self._ask("/_stcore/stream", told, cookie=carried)

    def protocols(self, carried: str) -> bytes:
        inside = Inside()
        named = {"sec_websocket_protocol": f"streamlit, token, {SESSION}"}
        self._ask("/_stcore/stream", inside, cookie=carried, **named)
        return dict(inside.scope["headers"])[b"sec-websocket-protocol"]

    def get(self, path: str, carried: str) -> int:
        return self._ask(path, Inside(), cookie=carried).status


@pytest.mark.parametrize(
    "kind",
    ["clear_cache", "set_run_on_save", "load_git_info", "debug_shutdown_runtime"],
)
def test_messages_for_developers_do_not_pass(olive: str, kind: str) -> None:
    assert got_through(talk(says(kind), says(), cookie=olive)) == 1


def test_garbage_passes_to_streamlit_which_closes_on_it(olive: str) -> None:
    garbage = {"type": "websocket.receive", "bytes": b"\xff\xff\xff"}
    assert got_through(talk(garbage, cookie=olive)) == 1
