"""Identity providers of secrets.toml, and whose addresses each may vouch for."""

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from streamlit.auth_util import get_redirect_uri, get_secrets_auth_section

SECRET_LENGTH = 32
# Entra ID's addresses for the accounts of everybody in the world: there an
# administrator of any tenant can give his people whatever e-mail address he likes.
ANYBODYS = ("/common/", "/organizations/", "/consumers/")


class Provider(NamedTuple):
    name: str
    title: str
    claim: str  # which of its claims is the person's address
    domains: frozenset[str]  # whose addresses it may vouch for; empty: any

    def address(self, claims: Mapping[str, Any]) -> str | None:
        """Who it says has signed in.

        A provider of one organisation, as Entra ID, leaves `email_verified` out; one
        that says no has let somebody type the address in.
        """
        if self.claim == "email" and claims.get("email_verified", True) not in (
            True,
            "true",
        ):
            return None
        address = str(claims.get(self.claim) or "").strip().lower()
        vouched = not self.domains or address.rpartition("@")[2] in self.domains
        return address if address and vouched else None


def every() -> list[Provider]:
    """`[auth]` itself where it names a client, and each `[auth.name]`."""
    auth = get_secrets_auth_section()
    alone = [_provider("default", auth)] if "client_id" in auth else []
    return alone + [_provider(name, section) for name, section in _named(auth).items()]


def address(claims: Mapping[str, Any]) -> str | None:
    """The address that the provider of these claims vouches for."""
    said = claims.get("provider")
    found = [each for each in every() if each.name == said]
    return found[0].address(claims) if found else None


def origin() -> str:
    """Scheme and host of our own, as browsers know them."""
    address = urlsplit(get_redirect_uri(get_secrets_auth_section()) or "")
    return f"{address.scheme}://{address.netloc}"


def behind_tls() -> bool:
    return origin().startswith("https://")


def problem() -> str | None:
    """What makes sign-in unsafe or impossible, in a sentence for whoever installs."""
    auth = get_secrets_auth_section()
    found = every()
    if not found or "redirect_uri" not in auth:
        return "It names no provider or no redirect_uri."
    if len(str(auth.get("cookie_secret", ""))) < SECRET_LENGTH:
        return f"cookie_secret takes {SECRET_LENGTH} random characters or more."
    if not behind_tls() and not is_loopback(urlsplit(origin()).hostname):
        return (
            "redirect_uri must begin with https://: cookies would travel in the open."
        )
    sections = [auth, *_named(auth).values()]
    addresses = [str(each.get("server_metadata_url", "")) for each in sections]
    if any(part in each for each in addresses for part in ANYBODYS):
        return "server_metadata_url must name your own tenant, not everybody's."
    if len(found) > 1 and not all(each.domains for each in found):
        return "With several providers each needs `domains`, whose people it knows."
    return None


def is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False


def _named(auth: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {
        name: section
        for name, section in auth.items()
        if isinstance(section, Mapping) and "client_id" in section
    }


def _provider(name: str, section: Mapping[str, Any]) -> Provider:
    return Provider(
        name,
        title=str(section.get("title", "")),
        claim=str(section.get("claim", "email")),
        domains=frozenset(str(each).lower() for each in section.get("domains", ())),
    )
