"""Saved views: a page with its filters, under a name."""

from sqlmodel import Field

from lib.domain.base import Table


class SavedView(Table, table=True):
    """`query` is the address behind the page's name: "supplier=EMIS&min_months=3"."""

    __tablename__ = "saved_view"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    owner: str = Field(foreign_key="account.email", index=True)
    icb_code: str | None = Field(default=None, foreign_key="icb.code")
    page: str
    query: str
    shared: bool = False  # with everybody whose scope has this ICB
    pinned: bool = False  # on the overview, with its count and change
    version: int = 1
