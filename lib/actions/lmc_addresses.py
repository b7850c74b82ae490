"""The address of an LMC, which every request names: recorded, never changed."""

from sqlmodel import select

from lib import db
from lib.actions import events
from lib.domain.errors import NotFound
from lib.domain.free_text import LINE, needed
from lib.domain.letter import LMCAddress
from lib.domain.organisations import Practice
from lib.domain.roles import Permission
from lib.domain.scope import visible_to
from lib.domain.users import User


def record(lmc_name: str, address: str, source: str, *, by: User) -> None:
    """From now on the letters to its practices carry this one."""
    by.require(Permission.DO_CASEWORK)
    where = " ".join(
        needed(address, "Say where the LMC can be written to", most=LINE).split()
    )
    why = needed(source, "Say where the address comes from", most=LINE)
    with db.transaction() as session:
        own = select(Practice.ods_code).where(
            Practice.lmc_name == lmc_name, visible_to(by)
        )
        if session.exec(own.limit(1)).first() is None:
            raise NotFound(f"None of your practices belongs to an LMC {lmc_name}.")
        sequence = events.record(
            session,
            by,
            "record address of LMC",
            subject=lmc_name,
            reason=why,
            address=where,
        )
        session.add(
            LMCAddress(
                lmc_name=lmc_name,
                address=where,
                source=why,
                sequence=sequence,
                recorded_by=by.email,
            )
        )
