"""Papers: file a document as it came, and take it back."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from lib import db
from lib.actions import events, within
from lib.domain.action_plan import ActionPlan
from lib.domain.correspondence import Paper, PaperKind
from lib.domain.dates import happened, today
from lib.domain.errors import NotFound, RuleBroken
from lib.domain.free_text import LINE, needed
from lib.domain.papers import LIMIT, Document
from lib.domain.plan_content import PlanVersion
from lib.domain.roles import Permission
from lib.domain.users import User


@dataclass(frozen=True)
class Filing:
    """What a person says of a paper. `plan_version_id`: it is evidence of that plan."""

    kind: PaperKind
    title: str
    received_on: date
    received_from: str
    plan_version_id: int | None = None


def file(ods_code: str, filing: Filing, document: Document, *, by: User) -> int:
    """Keep a document that has been looked at (`lib.ingest.read_paper`)."""
    by.require(Permission.DO_CASEWORK)
    title = needed(filing.title, "Say what it is, in a few words", most=LINE)
    received_from = needed(filing.received_from, "Say from whom it came", most=LINE)
    file_name = needed(document.file_name, "The file has no name", most=LINE)
    happened(filing.received_on)
    if not 0 < len(document.content) <= LIMIT:
        raise RuleBroken("The file is empty or too large to be kept.")
    with db.transaction() as session:
        practice = within.practice(session, ods_code, by=by)
        _require_version(session, ods_code, filing.plan_version_id)
        _require_new(session, ods_code, filing, document)
        events.record(
            session,
            by,
            "file paper",
            subject=ods_code,
            kind=filing.kind,
            title=title,
            received_on=filing.received_on,
            sha256=document.sha256,
        )
        paper = Paper(
            practice_code=practice.ods_code,
            plan_version_id=filing.plan_version_id,
            kind=filing.kind,
            title=title,
            file_name=file_name,
            media_type=document.media_type,
            size=len(document.content),
            sha256=document.sha256,
            content=document.content,
            received_on=filing.received_on,
            received_from=received_from,
            filed_by=by.email,
        )
        return db.add(session, paper)


def withdraw(
    paper_id: int,
    reason: str,
    *,
    erase: bool = False,
    seen_version: int,
    by: User,
) -> None:
    """Filed by mistake: it leaves the screens and stays on record.

    `erase`: the file itself goes too, as where it has turned out to be about a patient.
    """
    by.require(Permission.DO_CASEWORK)
    why = needed(reason, "Say why the paper is withdrawn", most=LINE)
    with db.transaction() as session:
        paper = within.editable(session, Paper, paper_id, seen_version, by=by)
        if paper.withdrawn_on is not None:
            raise RuleBroken("That paper has been withdrawn already.")
        events.record(
            session,
            by,
            "withdraw paper",
            subject=paper.practice_code,
            reason=why,
            title=paper.title,
            erased=erase,
        )
        if erase:
            paper.content = b""
        paper.withdrawn_on, paper.withdrawn_reason = today(), why
        paper.version += 1


def _require_version(session: Session, ods_code: str, version_id: int | None) -> None:
    if version_id is None:
        return
    whose = session.exec(
        select(ActionPlan.practice_code)
        .join(PlanVersion, col(PlanVersion.plan_id) == col(ActionPlan.id))
        .where(PlanVersion.id == version_id)
    ).first()
    if whose != ods_code:
        raise NotFound("There is no such action plan of this practice.")


def _require_new(
    session: Session, ods_code: str, filing: Filing, document: Document
) -> None:
    same = session.exec(
        select(Paper.title).where(
            Paper.practice_code == ods_code,
            Paper.sha256 == document.sha256,
            Paper.plan_version_id == filing.plan_version_id,
            col(Paper.withdrawn_on).is_(None),
        )
    ).first()
    if same is not None:
        raise RuleBroken(f"That very file is filed already, as “{same}”.")
