"""Remember what a person matched once for a sender; forget it again."""

from collections.abc import Mapping

from sqlmodel import Session, select

from lib import db
from lib.actions import events
from lib.domain.action_plan import Status
from lib.domain.errors import NotFound
from lib.domain.free_text import LINE, checked
from lib.domain.organisations import Practice
from lib.domain.roles import Permission
from lib.domain.scope import practices_visible_to, visible_to
from lib.domain.uploads import HeadingMatch, PracticeMatch, WordFor, WordMatch
from lib.domain.users import Account, User


def remember(
    sender: str, columns: Mapping[str, str], practices: Mapping[str, str], *, by: User
) -> None:
    """Headings to fields, and names or CDB numbers to ODS codes, for this sender."""
    by.require(Permission.IMPORT_COUNTS)
    with db.transaction() as session:
        for text, code in practices.items():
            wanted = select(Practice).where(Practice.ods_code == code, visible_to(by))
            if session.exec(wanted).first() is None:
                raise NotFound(f"There is no practice {code} among yours ({text}).")
            _require_own(session.get(PracticeMatch, (sender, text)), session, by)
        events.record(
            session,
            by,
            "remember matches",
            subject=sender,
            columns=dict(columns),
            practices=dict(practices),
        )
        for heading, field in columns.items():
            session.merge(
                HeadingMatch(
                    sender=sender, heading=heading, field=field, matched_by=by.email
                )
            )
        for text, code in practices.items():
            session.merge(
                PracticeMatch(
                    sender=sender, text=text, practice_code=code, matched_by=by.email
                )
            )


def remember_words(
    sender: str, about: WordFor, words: Mapping[str, str], *, by: User
) -> None:
    """What a sender's own words for a status or an owner stand for; "" for none."""
    by.require(Permission.DO_CASEWORK)
    with db.transaction() as session:
        for means in filter(None, words.values()):
            _require_meaning(session, about, means)
        events.record(
            session,
            by,
            f"remember words for {about}",
            subject=sender,
            words=dict(words),
        )
        for text, means in words.items():
            session.merge(
                WordMatch(
                    sender=sender,
                    about=about,
                    text=checked(text, "The word", most=LINE),
                    means=means,
                    matched_by=by.email,
                )
            )


def _require_meaning(session: Session, about: WordFor, means: str) -> None:
    if about is WordFor.OWNER and session.get(Account, means) is None:
        raise NotFound(f"There is no account {means}.")
    if about is WordFor.STATUS and means not in set(Status):
        known = "; ".join(Status)
        raise NotFound(f"{means!r} is not a status. These are: {known}.")


def forget(sender: str, text: str, *, by: User) -> None:
    by.require(Permission.IMPORT_COUNTS)
    with db.transaction() as session:
        practice = session.get(PracticeMatch, (sender, text))
        _require_own(practice, session, by)
        heading = session.get(HeadingMatch, (sender, text))
        words = select(WordMatch).where(
            WordMatch.sender == sender, WordMatch.text == text
        )
        known: list[HeadingMatch | PracticeMatch | WordMatch | None]
        known = [heading, practice, *session.exec(words)]
        found = [match for match in known if match is not None]
        if not found:
            raise NotFound(f"Nothing is remembered of {text!r} for {sender!r}.")
        events.record(session, by, "forget match", subject=sender, text=text)
        for match in found:
            session.delete(match)


def _require_own(match: PracticeMatch | None, session: Session, by: User) -> None:
    """Two ICBs may hear from one sender; each undoes its own practices only."""
    if match is None:
        return
    own = practices_visible_to(by).where(Practice.ods_code == match.practice_code)
    if session.exec(own).first() is None:
        raise NotFound(f"{match.text!r} is matched to a practice of another ICB.")
