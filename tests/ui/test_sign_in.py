"""The provider's answer, the page that was wanted, and how a provider is trusted."""

import json
import re
import tomllib
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import Response
from streamlit.auth_util import set_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from lib import queries
from lib.config import ROOT
from lib.domain.sign_in import Ending
from lib.ui import gate, providers, sign_in
from lib.ui.providers import Provider
from lib.ui.signed_in import SignedIn
from tests.ui.asking import Answer, Inside, ask
from tests.ui.conftest import OLIVE, claims, cookie, key

Auth = dict[str, Any]
ANSWER = "/oauth2callback?code=1&state=2"


def answered(claimed: str, behind: Any = SignedIn, **headers: str) -> Answer:
    """As Streamlit does when the provider has vouched for somebody."""
    answer = Response(status_code=302, headers={"location": "/"})
    name, _, value = cookie(claimed).partition("=")
    answer.set_cookie(name, value, max_age=30 * 24 * 3600, httponly=True)
    inside = Inside(status=302, headers=answer.raw_headers)
    return ask(behind, ANSWER, inside=inside, **headers)


def wanting(page: str) -> dict[str, str]:
    """The cookie that a browser has after it asked for that page."""
    line = ask(SignedIn, page, accept="text/html").headers.get("set-cookie", "")
    return {"cookie": line.partition(";")[0]}


def _signed(name: str, value: str) -> str:
    return create_signed_value(get_cookie_secret(), name, value).decode()


@pytest.mark.usefixtures("sign_in_mode")
class TestAnswer:
    def test_who_has_an_account_is_in(self) -> None:
        answer = answered(claims())
        assert (answer.status, answer.headers["location"]) == (302, "/")
        assert queries.sign_ins.standing(key(claims())).user == OLIVE

    @pytest.mark.parametrize(
        "said", [{"email": "eve@x.example"}, {"email_verified": False}, {"email": None}]
    )
    def test_who_has_none_gets_no_cookie_and_is_told(self, said: Auth) -> None:
        answer = answered(claims(**said))
        assert answer.status == 403
        assert "set-cookie" not in answer.headers
        assert "There is no account for you here" in answer.body
        assert queries.sign_ins.standing(key(claims(**said))).user is None

    def test_a_name_from_the_provider_does_not_become_html(self) -> None:
        assert "<b>" not in answered(claims(email="<b>@x.example")).body

    def test_the_cookie_ends_when_the_sign_in_does(self) -> None:
        assert "Max-Age=43200;" in answered(claims()).headers["set-cookie"]

    def test_claims_that_fill_several_cookies_are_read_whole(self) -> None:
        """As Entra ID sends them of somebody in many groups."""
        parts: dict[str, str] = {}
        set_cookie_with_chunks(
            lambda name, value: parts.update({name: _signed(name, value)}),
            lambda name, value: _signed(name, value).encode(),
            USER_COOKIE_NAME,
            json.loads(
                claims(groups=[sha256(b"%d" % n).hexdigest() for n in range(200)])
            ),
            cookie_attr_size=100,
        )
        assert len(parts) > 1
        answer = Response(status_code=302)
        for name, value in parts.items():
            answer.set_cookie(name, value)
        inside = Inside(status=302, headers=answer.raw_headers)
        assert ask(SignedIn, ANSWER, inside=inside).status == 302
        carried = "; ".join(f"{name}={value}" for name, value in parts.items())
        assert ask(SignedIn, "/", cookie=carried).body == "inside"

    def test_one_lands_on_the_page_first_asked_for(self) -> None:
        page = "/practice?ods=X99001&tab=a%20b"
        answer = answered(claims(), **wanting(page))
        assert answer.headers["location"] == page

    def test_it_is_the_last_page_that_was_asked_for(self) -> None:
        assert wanting("/") == {"cookie": f'{sign_in.WANTED}="/"'}

    def test_another_server_is_never_kept_as_wanted(self) -> None:
        assert wanting("//evil.example/x") == {"cookie": ""}

    def test_an_icon_is_not_what_was_wanted(self) -> None:
        assert "set-cookie" not in ask(SignedIn, "/icon.png", accept="image/*").headers

    @pytest.mark.parametrize(
        "page", ["https://evil.example", "//evil.example", "/%0d%0aSet-Cookie:%20a=b"]
    )
    def test_nor_believed_from_a_cookie(self, page: str) -> None:
        planted = f"{sign_in.WANTED}={page}"
        location = answered(claims(), cookie=planted).headers["location"]
        assert location == "/"

    def test_whoever_was_signed_in_on_that_browser_is_out(self, olive: str) -> None:
        answered(claims(nonce="2"), cookie=olive)
        standing = queries.sign_ins.standing(key(claims()))
        assert standing.ended is Ending.SIGNED_OUT

    def test_what_the_provider_refuses_goes_its_way(self) -> None:
        answer = ask(SignedIn, ANSWER, inside=Inside(status=302, headers=[]))
        assert answer.status == 302

    def test_signing_out_ends_it_on_the_server(self, olive: str) -> None:
        assert ask(SignedIn, "/auth/logout", cookie=olive).body == "inside"
        standing = queries.sign_ins.standing(key(claims()))
        assert standing.ended is Ending.SIGNED_OUT
        assert "You have signed out." in ask(SignedIn, "/", cookie=olive).body


@given(st.text())
def test_no_address_of_ours_leads_elsewhere(address: str) -> None:
    if sign_in.is_page_of_ours(address):
        assert address.isascii()
        assert address[0] == "/"
        assert address[1:2] not in ("/", "\\")
        assert not set(address) & set("\r\n\t \\")


def test_cookies_travel_over_tls_only_where_there_is_tls(sign_in_mode: Auth) -> None:
    def gates(app: Any) -> gate.Gate:
        return gate.Gate(SignedIn(app))

    assert "Secure" not in answered(claims(), gates).headers["set-cookie"]
    assert "strict-transport-security" not in ask(gates, "/").headers
    sign_in_mode["redirect_uri"] = "https://oversight.example/oauth2callback"
    assert "; Secure" in answered(claims(nonce="2"), gates).headers["set-cookie"]
    assert "; Secure" in ask(gates, "/", accept="text/html").headers["set-cookie"]
    assert "strict-transport-security" in ask(gates, "/").headers


def test_each_provider_is_offered_and_vouches_for_its_own(sign_in_mode: Auth) -> None:
    del sign_in_mode["client_id"]
    sign_in_mode["nhs"] = {"client_id": "a", "title": "NHSmail", "domains": ["nhs.net"]}
    sign_in_mode["lmc"] = {
        "client_id": "b",
        "title": "LMC <1>",
        "claim": "preferred_username",
        "domains": ["Lmc.example"],
    }
    body = ask(SignedIn, "/").body
    assert 'provider=nhs">Sign in: NHSmail<' in body
    assert 'provider=lmc">Sign in: LMC &lt;1&gt;<' in body
    said = {"email": "a@nhs.net", "preferred_username": "Z@lmc.example"}
    assert providers.address({"provider": "nhs", **said}) == "a@nhs.net"
    assert providers.address({"provider": "lmc", **said}) == "z@lmc.example"
    lying = {"provider": "lmc", "preferred_username": "a@nhs.net"}
    assert providers.address(lying) is None
    assert providers.address({"provider": "gone", **said}) is None


@pytest.mark.parametrize(
    ("different", "problem"),
    [
        ({}, None),
        ({"client_id": None}, "provider"),
        ({"redirect_uri": None}, "redirect_uri"),
        ({"cookie_secret": "short"}, "32"),
        ({"redirect_uri": "http://oversight.example/oauth2callback"}, "https"),
        ({"server_metadata_url": "https://login/organizations/v2.0/x"}, "tenant"),
        ({"other": {"client_id": "b"}}, "domains"),
    ],
)
def test_what_is_unsafe_is_said_at_the_start(
    sign_in_mode: Auth, different: Auth, problem: str | None
) -> None:
    sign_in_mode.update(different)
    for name in [name for name, value in different.items() if value is None]:
        del sign_in_mode[name]
    found = providers.problem()
    assert (found is None) if problem is None else (problem in (found or ""))


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ({}, "a@x.example"),
        ({"email_verified": True}, "a@x.example"),
        ({"email_verified": "false"}, None),
        ({"email_verified": None}, None),
    ],
)
def test_an_address_that_somebody_typed_in_is_not_believed(
    said: Auth, address: str | None
) -> None:
    provider = Provider("default", "", "email", frozenset())
    assert provider.address({"email": " A@x.example ", **said}) == address


@pytest.mark.usefixtures("sign_in_mode")
def test_every_ending_has_its_words() -> None:
    assert set(sign_in.ENDED) == set(Ending)


@pytest.mark.parametrize("several", [False, True])
def test_the_example_is_right_once_it_is_filled_in(
    sign_in_mode: Auth, *, several: bool
) -> None:
    example = (ROOT / ".streamlit" / "secrets.toml.example").read_text("utf-8")
    filled = example.replace('= ""', f'= "{"x" * 32}"')
    if several:
        head, _, sections = filled.partition("# [auth.nhsmail]")
        head = re.sub("(?m)^(client|server).*$", "", head)
        filled = head + re.sub("(?m)^# ?", "", f"# [auth.nhsmail]{sections}")
    sign_in_mode.clear()
    sign_in_mode.update(tomllib.loads(filled)["auth"])
    assert providers.problem() is None
    names = ["nhsmail", "lmc"] if several else ["default"]
    assert [each.name for each in providers.every()] == names
