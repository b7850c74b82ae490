"""The inner gate of the mode with sign-in: who has none gets no further than it."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from lib import queries
from lib.config import Mode
from lib.queries.sign_ins import Standing
from lib.ui import gate, identity, opening, sign_in
from lib.ui.conversation import Conversation, Owned, Owner, note, tell_to_reload

STREAM, UPLOADS, FILES = "/_stcore/stream", "/_stcore/upload_file/", "/media/"
PRIVATE = (STREAM, UPLOADS, FILES)
PUBLIC = ("/_stcore/", "/static/", "/api/", "/auth/", "/favicon")
SESSION = 2  # its place among the websocket's subprotocols, after an XSRF token


class SignedIn:
    """Lets through who is signed in, each to their own sessions and files."""

    def __init__(self, app: ASGIApp) -> None:
        self.app, self.owned = app, Owned()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or opening.settings().mode is not Mode.OIDC:
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path == sign_in.ANSWER:
            await sign_in.finish(self.app, scope, receive, send)
        elif _is_public(path):
            if path == sign_in.LEAVING:
                await sign_in.leave(HTTPConnection(scope))
            await self.app(scope, receive, send)
        else:
            await self._private(scope, receive, send)

    async def _private(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = HTTPConnection(scope)
        found = identity.within(connection.cookies)
        if found is None:
            await _turn_away(None, scope, receive, send)
            return
        standing = await run_in_threadpool(queries.sign_ins.standing, found.key)
        if standing.user is None:
            await _turn_away(standing, scope, receive, send)
            return
        note(found.key, standing)
        owner = Owner(found.key, standing.user)
        if scope["type"] == "websocket":
            talk = Conversation(owner, self.owned, receive, send)
            await self.app(self._of_own_session(scope, owner), talk.receive, talk.send)
        elif self._is_of_another(scope["path"], owner):
            await gate.refuse("This is not yours.", scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _is_of_another(self, path: str, owner: Owner) -> bool:
        for kind in (UPLOADS, FILES):
            if kind in path:
                name = path.partition(kind)[2].partition("/")[0]
                return not self.owned.is_of(name, owner)
        return False

    def _of_own_session(self, scope: Scope, owner: Owner) -> Scope:
        """A browser that comes back names its session: left out unless it is its own,
        of the same sign-in, role and scope."""
        header = b"sec-websocket-protocol"
        said = dict(scope["headers"]).get(header, b"").split(b",")
        if len(said) <= SESSION:
            return scope
        if self.owned.is_of(said[SESSION].strip().decode("latin-1"), owner):
            return scope
        others = [pair for pair in scope["headers"] if pair[0] != header]
        return {**scope, "headers": [*others, (header, b",".join(said[:SESSION]))]}


def _is_public(path: str) -> bool:
    if path.startswith(gate.OWN_FILES):
        return True
    if any(part in path for part in PRIVATE):
        return False
    return any(part in path for part in PUBLIC)


async def _turn_away(
    standing: Standing | None, scope: Scope, receive: Receive, send: Send
) -> None:
    """The sign-in page for a page; to a window left open, the word to ask for it."""
    if scope["type"] == "websocket" and standing is not None:
        await receive()  # the browser's wish to connect
        spoken = (scope.get("subprotocols") or [None])[0]
        await send({"type": "websocket.accept", "subprotocol": spoken})
        await tell_to_reload(send)
    elif any(part in scope["path"] for part in PRIVATE):
        await gate.refuse("Sign in first.", scope, receive, send)
    else:
        answer = sign_in.page(HTTPConnection(scope), standing)
        await answer(scope, receive, send)
