"""Templates of the files that are made by hand, each with its specification."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from lib.documents import (
    access,
    counts,
    deprivation,
    national_steps,
    people,
    rollout,
    succession,
    template,
)
from lib.documents.template import Blank, Column
from lib.domain.files import Kind
from lib.domain.roles import Permission
from lib.domain.users import LOADING, User
from lib.ui import downloads, folds, markup
from lib.ui.markup import esc


class Offered(NamedTuple):
    kind: Kind
    about: str
    blank: Blank


OFFERED = (
    Offered(Kind.COUNTS, "counts", counts.BLANK),
    Offered(Kind.PEOPLE, "people with accounts", people.BLANK),
    Offered(Kind.ACCESS, "online accounts with access", access.BLANK),
    Offered(Kind.ROLLOUT, "rollout dates", rollout.BLANK),
    Offered(Kind.NATIONAL_STEPS, "NHS England's steps", national_steps.BLANK),
    Offered(Kind.SUCCESSION, "successions", succession.BLANK),
    Offered(Kind.DEPRIVATION, "deprivation", deprivation.BLANK),
)


def show(user: User) -> None:
    """Of the files that this person may load."""
    for one in OFFERED:
        if user.may(LOADING.get(one.kind, Permission.IMPORT_REFERENCE)):
            label = f"Template and specification for {one.about}"
            if fold := folds.opened(label, f"template-{one.kind}"):
                with fold:
                    _one(one)


def _one(one: Offered) -> None:
    blank = one.blank
    specified(blank.columns, blank.rules, f"Specification of the file of {one.about}")
    files(
        one.kind,
        template.as_xlsx(blank),
        template.as_csv(blank),
        template.example_csv(blank),
    )


def specified(columns: Sequence[Column], rules: Sequence[str], alt: str) -> None:
    rows = [
        {
            "Column": esc(column.heading),
            "Meaning": esc(column.meaning),
            "Allowed": esc(column.allowed),
            "Needed": "yes" if column.needed else "no",
        }
        for column in columns
    ]
    markup.table(rows, alt)
    markup.bullets(rules)


def files(kind: str, workbook: bytes, empty: bytes, example: bytes) -> None:
    offered = (
        ("Template, Excel", workbook, f"{kind}.xlsx", downloads.XLSX),
        ("Template, CSV", empty, f"{kind}.csv", downloads.CSV),
        ("Worked example, CSV", example, f"{kind}-example.csv", downloads.CSV),
    )
    with st.container(horizontal=True):
        for label, content, name, mime in offered:
            downloads.button(f"get-{name}", label, content, (name, mime))
