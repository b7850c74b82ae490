"""The terminal: the questions and changes of the screens, for scripts and large files.

`--help` and usage errors have to be quick, so that modules of this package import
pandas and the database only inside the functions that need them.
"""

import sys

from lib.cli import (
    accounts,
    audit,
    exports,
    feeds,
    imports,
    insight,
    letters,
    measures,
    monthly_reports,
    people,
    plans,
    practices,
    queries,
    rules,
    sign_ins,
    status,
    trackers,
    uploads,
    worklist,
)
from lib.cli.application import app

# Each adds its commands to the application.
__all__ = [
    "accounts",
    "app",
    "audit",
    "exports",
    "feeds",
    "imports",
    "insight",
    "letters",
    "main",
    "measures",
    "monthly_reports",
    "people",
    "plans",
    "practices",
    "queries",
    "rules",
    "sign_ins",
    "status",
    "trackers",
    "uploads",
    "worklist",
]


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    app()
