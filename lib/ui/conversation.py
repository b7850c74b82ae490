"""A websocket of somebody signed in: each message passes only while they still are.

Streamlit runs callbacks and fragments of an earlier run, with the person of that run
in them. So a change of role or scope ends the whole conversation, not only the page.
"""

import asyncio
import re
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from google.protobuf.message import DecodeError
from starlette.concurrency import run_in_threadpool
from starlette.types import Message, Receive, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from lib import actions, queries
from lib.domain.users import User
from lib.queries.sign_ins import Standing

OVER: Message = {"type": "websocket.disconnect", "code": 1008}
# The others are for developers: one clears the caches of everybody.
USED = {
    "rerun_script",
    "stop_script",
    "file_urls_request",
    "backend_operation_request",
    "app_heartbeat",
    "",  # not a message at all: Streamlit closes on it
}
FILE = re.compile(rb"/media/([\w.-]+)")
MOST_REMEMBERED = 50_000


class Owner(NamedTuple):
    """Somebody as they were when the websocket opened."""

    key: str
    user: User


class Owned:
    """Whose a session or a file is, as far as the server has told anybody."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, Owner], None] = {}

    def give(self, name: str, owner: Owner) -> None:
        self._known.pop((name, owner), None)
        self._known[name, owner] = None
        if len(self._known) > MOST_REMEMBERED:
            del self._known[next(iter(self._known))]

    def is_of(self, name: str, owner: Owner) -> bool:
        return (name, owner) in self._known


class Conversation:
    """Stands between the browser's websocket and Streamlit."""

    def __init__(
        self, owner: Owner, owned: Owned, receive: Receive, send: Send
    ) -> None:
        self.owner, self.owned = owner, owned
        self._receive, self._send = receive, send
        self._named = self._over = False

    async def receive(self) -> Message:
        while not self._over:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            said = _read(message)
            kind = said.WhichOneof("type") or ""
            if await self._still_holds(said) and kind in USED:
                return message
        return OVER

    async def send(self, message: Message) -> None:
        if self._over:
            return
        if message["type"] == "websocket.send":
            self._remember(message.get("bytes") or b"")
        await self._send(message)

    async def _still_holds(self, said: BackMsg) -> bool:
        standing = await run_in_threadpool(queries.sign_ins.standing, self.owner.key)
        if standing.user != self.owner.user:
            self._over = True
            await tell_to_reload(self._send)
            return False
        by_itself = said.rerun_script.is_auto_rerun or said.HasField("app_heartbeat")
        if not by_itself:
            note(self.owner.key, standing)
        return True

    def _remember(self, sent: bytes) -> None:
        """The name of the session, which the first run tells, and links to files."""
        for link in FILE.findall(sent):
            self.owned.give(link.decode(), self.owner)
        if not self._named:
            told = ForwardMsg.FromString(sent)
            if told.HasField("new_session"):
                name = told.new_session.initialize.session_id
                self.owned.give(name, self.owner)
                self._named = True


async def tell_to_reload(send: Send) -> None:
    """The browser asks for its page anew: as the person now is, or to sign in."""
    told = ForwardMsg()
    told.auth_redirect.url = ""
    told.auth_redirect.SetInParent()
    await send({"type": "websocket.send", "bytes": told.SerializeToString()})
    await send({"type": "websocket.close", "code": 1008})


def note(key: str, standing: Standing) -> None:
    """Write the sign of life beside the work: a long import may hold the database."""
    if standing.user is not None and standing.to_be_noted:
        write = partial(actions.sign_ins.seen, key, by=standing.user)
        asyncio.get_running_loop().run_in_executor(None, write)


def _read(message: Message) -> BackMsg:
    said = BackMsg()
    with suppress(DecodeError):
        said.ParseFromString(message.get("bytes") or b"")
    return said
