"""Visits: on which days somebody looked, and how far the record went then."""

from datetime import date

from sqlmodel import Field

from lib.domain.base import Table


class Visit(Table, table=True):
    """The first look of a day. `sequence` is its place in the order of commits."""

    email: str = Field(primary_key=True, foreign_key="account.email", max_length=254)
    on: date = Field(primary_key=True)
    sequence: int
