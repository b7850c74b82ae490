"""Settings: what differs between laptop, test and live, read from the environment."""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Mode(StrEnum):
    DEMO = "demo"  # an invented ICB, people picked on screen, this machine only
    LOCAL = "local"  # one named person and their own data, this machine only
    OIDC = "oidc"  # sign-in through an identity provider


@dataclass(frozen=True)
class Settings:
    mode: Mode
    database_url: str
    person: str  # the e-mail address of the one person of local mode


def _sqlite(path: Path) -> str:
    return f"sqlite:///{path}"


DEMO_URL = _sqlite(ROOT / "data" / "demo" / "demonstration.db")
LOCAL_URL = _sqlite(ROOT / "data" / "local" / "oversight.db")


def read(default: Mode = Mode.DEMO) -> Settings:
    """The settings in force; `default` is the mode where OVERSIGHT_MODE is not set.

    The demonstration has its own file whatever DATABASE_URL says, so that an
    invented row can never reach real data.
    """
    chosen = os.environ.get("OVERSIGHT_MODE") or default
    try:
        mode = Mode(chosen)
    except ValueError:
        raise SystemExit(
            f"OVERSIGHT_MODE is {chosen!r}. It takes demo, local or oidc."
        ) from None
    own = os.environ.get("DATABASE_URL") or LOCAL_URL
    return Settings(
        mode=mode,
        database_url=DEMO_URL if mode is Mode.DEMO else own,
        person=os.environ.get("OVERSIGHT_USER") or "administrator@localhost",
    )
