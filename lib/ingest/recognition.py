"""Which kind of file a document is, told by its content and never by its name."""

from collections.abc import Collection

from lib.domain.errors import FileRefused
from lib.domain.files import Kind
from lib.domain.parsed import Hints
from lib.ingest import formats
from lib.ingest.document import Document
from lib.ingest.formats import Format

NAMES = {
    Kind.REGISTER: "the practice register (epraccur)",
    Kind.HIERARCHY: "practices with their PCN, sub-ICB location and ICB "
    "(gp-reg-pat-prac-map)",
    Kind.PCN_MEMBERSHIP: "PCN membership (ePCN)",
    Kind.LMC: "practices with their LMC",
    Kind.GROUPS: "practices with their federation, team or place",
    Kind.LIST_SIZE: "list sizes (gp-reg-pat-prac-all)",
    Kind.SINGLE_AGE: "list sizes by single year of age, per practice",
    Kind.ONLINE_ACCESS: "online access (POMI)",
    Kind.COUNTS: "counts of 103, 104 and 106",
    Kind.CONTACTS: "contacts with practice code and role",
    Kind.REPORTS: "monthly reports of practices",
    Kind.TRACKER: "a tracker of cases",
    Kind.PEOPLE: "people who may sign in",
    Kind.ROLLOUT: "rollout: pauses, settings, enablement, switch-on dates",
    Kind.NATIONAL_STEPS: "NHS England's list of practices by step",
    Kind.SUCCESSION: "successions of practices or of sub-ICB locations",
    Kind.ACCESS: "online accounts with prospective access",
    Kind.DEPRIVATION: "practices with their deprivation fifth",
}

# People choose the headings of these; unknown ones are matched once by a person.
MADE_BY_HAND = {
    Kind.COUNTS,
    Kind.LMC,
    Kind.GROUPS,
    Kind.CONTACTS,
    Kind.REPORTS,
    Kind.TRACKER,
    Kind.PEOPLE,
    Kind.ROLLOUT,
    Kind.NATIONAL_STEPS,
    Kind.SUCCESSION,
    Kind.ACCESS,
    Kind.DEPRIVATION,
}


def recognise(document: Document, hints: Hints) -> Format:
    refusal = formats.refused(document)
    if refusal is not None:
        raise refusal
    fitting = _fitting(document, hints.kind)
    if not fitting:
        raise _unknown()
    if hints.kind is None:
        return fitting[0]
    chosen = [each for each in fitting if hints.kind == each.KIND]
    if not chosen:
        raise _other(hints.kind, fitting[0].KIND)
    return chosen[0]


def _fitting(document: Document, announced: Kind | None) -> list[Format]:
    """In doubt a file made by hand is what a person says that it is.

    A tracker may well have a column of counts, or of LMCs, beside its own.
    """
    fitting = [each for each in formats.ALL if each.recognises(document)]
    by_hand = {each.KIND for each in fitting} <= MADE_BY_HAND
    in_doubt = by_hand if announced is Kind.TRACKER else not fitting
    return formats.ALL if in_doubt and announced in MADE_BY_HAND else fitting


def unread(chosen: Format) -> Collection[int | str]:
    """Columns (position from 0, or heading) that the format drops without a look."""
    columns: Collection[int | str] = getattr(chosen, "UNREAD", ())
    return columns


def _unknown() -> FileRefused:
    return FileRefused(
        "It is not clear what this file is: no line near its top has the headings of a "
        f"kind that is read here. These are: {'; '.join(NAMES.values())}. For counts, "
        "fill in the template: “Template” on the page Import data, or in a terminal "
        "`oversight template counts.xlsx`.",
        "unknown-kind",
    )


def _other(announced: Kind, found: Kind) -> FileRefused:
    return FileRefused(
        f"This file was announced as {NAMES[announced]}, but it looks like "
        f"{NAMES[found]}. Leave the kind open, or choose another file.",
        "wrong-kind",
    )
