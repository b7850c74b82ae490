"""A visitor without a browser: requests as one likes, and Streamlit's own messages."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.web.server.starlette.starlette_app_utils import (
    generate_xsrf_token_string,
)
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

TOKEN = generate_xsrf_token_string()
XSRF = "_streamlit_xsrf"
PATIENCE = 30  # seconds


@contextmanager
def signed_in(address: str, email: str) -> Iterator[httpx.Client]:
    """Somebody who has just signed in at the provider."""
    with visitor(address) as client:
        form = client.get("/api/sign-in")
        client.post(form.url, data={"sub": email})
        yield client


@contextmanager
def visitor(address: str) -> Iterator[httpx.Client]:
    host = urlsplit(address).hostname or ""
    options = {"base_url": address, "follow_redirects": True, "timeout": PATIENCE}
    with httpx.Client(**options) as client:  # type: ignore[arg-type]
        client.cookies.set(XSRF, TOKEN, domain=host)
        yield client


class Talk:
    """One websocket; `session` is its name once the first run has told it."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.session = self.page = ""
        self.elements: list[Element] = []

    def say(self, message: BackMsg) -> list[ForwardMsg]:
        """What comes back until the run is over or the websocket is closed."""
        with suppress(ConnectionClosed):  # what came before is still to be read
            self.connection.send(message.SerializeToString())
        return list(self._heard())

    def open(self, page: str) -> list[ForwardMsg]:
        """By its address, as whoever types it."""
        self.page = ""
        return self.run(page)

    def run(self, page: str, states: Sequence[WidgetState] = ()) -> list[ForwardMsg]:
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.widget_states.widgets.extend(states)
        return self.say(message)

    def _heard(self) -> Iterator[ForwardMsg]:
        self.elements = []
        try:
            while True:
                told = ForwardMsg.FromString(self.connection.recv(PATIENCE))  # type: ignore[arg-type]
                yield told
                if self._ends(told):
                    return
        except ConnectionClosed:
            return

    def _ends(self, told: ForwardMsg) -> bool:
        if told.HasField("new_session"):
            self.session = told.new_session.initialize.session_id
        if told.HasField("navigation"):
            self.page = told.navigation.page_script_hash
        if told.HasField("delta") and told.delta.HasField("new_element"):
            self.elements.append(told.delta.new_element)
        early = ForwardMsg.FINISHED_EARLY_FOR_RERUN
        if told.HasField("script_finished"):
            return told.script_finished != early
        return told.HasField("backend_operation_response")

    def labelled(self, kind: str, label: str) -> str:
        """The id of a widget of the last run."""
        found = [getattr(e, kind) for e in self.elements if e.HasField(kind)]
        return next(each.id for each in found if each.label == label)


@contextmanager
def talking(client: httpx.Client, session: str = "") -> Iterator[Talk]:
    """As that visitor; `session` is one to take up again."""
    address = str(client.base_url).rstrip("/")
    cookies = "; ".join(f"{each.name}={each.value}" for each in client.cookies.jar)
    spoken = ["streamlit", TOKEN, *([session] if session else [])]
    with connect(
        f"{address.replace('http', 'ws')}/_stcore/stream",
        origin=address,  # type: ignore[arg-type]
        subprotocols=spoken,  # type: ignore[arg-type]
        additional_headers={"Cookie": cookies},
        max_size=None,
        compression=None,
    ) as connection:
        yield Talk(connection)
