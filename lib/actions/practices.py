"""Practices: what no file tells of one, recorded by a person."""

from lib import db
from lib.actions import events, within
from lib.domain.errors import RuleBroken
from lib.domain.free_text import LINE, needed
from lib.domain.organisations import ContractType
from lib.domain.roles import Permission
from lib.domain.users import User


def succeed(ods_code: str, successor_code: str, source: str, *, by: User) -> None:
    """Say which practice took a closed one's patients on; history stays where it is."""
    by.require(Permission.EDIT_PRACTICES)
    if ods_code == successor_code:
        raise RuleBroken("A practice cannot be its own successor.")
    why = needed(source, "Say where this comes from: a letter, a notice", most=LINE)
    with db.transaction() as session:
        closed = within.practice(session, ods_code, by=by)
        if closed.closed_on is None:
            raise RuleBroken(f"{ods_code} is not closed.")
        successor = within.practice(session, successor_code, by=by)
        events.record(
            session,
            by,
            "record successor",
            subject=ods_code,
            reason=why,
            was=closed.successor_code,
            successor=successor.ods_code,
        )
        closed.successor_code = successor.ods_code
        closed.version += 1


def set_contract(
    ods_code: str,
    contract: ContractType | None,
    source: str,
    *,
    seen_version: int,
    by: User,
) -> None:
    """Which contract the practice holds; no file of the NHS's says it."""
    by.require(Permission.DO_CASEWORK)
    why = needed(source, "Say where this comes from: the contract, a letter", most=LINE)
    with db.transaction() as session:
        practice = within.editable_practice(session, ods_code, seen_version, by=by)
        events.record(
            session,
            by,
            "set contract type",
            subject=ods_code,
            reason=why,
            was=practice.contract_type,
            now=contract,
        )
        practice.contract_type = contract
        practice.version += 1
