"""Templates of the files about the rollout and the register, each with its rules."""

from typing import NamedTuple

import streamlit as st

from lib.documents import (
    access,
    blank,
    deprivation,
    national_steps,
    people,
    rollout,
    succession,
)
from lib.documents.blank import Blank
from lib.domain.files import Kind
from lib.domain.roles import Permission
from lib.domain.users import LOADING, User
from lib.ui import downloads, folds, import_form
from lib.ui.markup import esc


class Offered(NamedTuple):
    kind: Kind
    about: str
    blank: Blank


OFFERED = (
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
    alt = f"Specification of the file of {one.about}"
    import_form.specification(one.blank.columns, alt)
    st.markdown("".join(f"- {esc(rule)}\n" for rule in one.blank.rules))
    name, example = f"{one.kind}.csv", f"{one.kind}-example.csv"
    with st.container(horizontal=True):
        workbook = blank.as_xlsx(one.blank)
        import_form.file(
            "Template, Excel", workbook, f"{one.kind}.xlsx", downloads.XLSX
        )
        import_form.file("Template, CSV", blank.as_csv(one.blank), name, "text/csv")
        import_form.file(
            "Worked example, CSV", blank.example_csv(one.blank), example, "text/csv"
        )
