"""The cells of a tracker's line: known to whoever reads files, who knows no tables."""

from enum import StrEnum


class Field(StrEnum):
    """The cells of a line; as named here they are fields of a TrackerRow."""

    OWNER = "owner"
    REQUESTED = "requested_on"
    DUE = "due_on"
    STATUS = "status"
    RECEIVED = "received_on"
    AGREED = "agreed_on"
    CONTACT = "last_contact_on"
    ACTION = "next_action"
    ACTION_ON = "next_action_on"
    NOTES = "notes"
    CONTRACT = "contract_type"


HEADINGS: dict[Field, str] = {
    Field.OWNER: "Owner",
    Field.REQUESTED: "Plan requested on",
    Field.DUE: "Plan due on",
    Field.STATUS: "Status",
    Field.RECEIVED: "Plan received on",
    Field.AGREED: "Plan agreed on",
    Field.CONTACT: "Last contact",
    Field.ACTION: "Next action",
    Field.ACTION_ON: "Next action on",
    Field.NOTES: "Notes",
    Field.CONTRACT: "Contract type",
}
# Hidden in our workbook: the versions, and the cells as they went out.
VERSIONS, SENT = "Versions (do not change)", "As sent (do not change)"
DAYS = {
    *(Field.REQUESTED, Field.DUE, Field.RECEIVED, Field.AGREED),
    *(Field.CONTACT, Field.ACTION_ON),
}
# What is known of a practice whether it has a case or not.
OF_THE_PRACTICE = {Field.CONTACT, Field.NOTES, Field.CONTRACT}
# Only ever added to: nobody can have changed it meanwhile.
LOGGED = {Field.CONTACT, Field.NOTES}
OF_THE_EPISODE = {Field.OWNER, Field.ACTION, Field.ACTION_ON}
OF_THE_PLAN = set(Field) - OF_THE_PRACTICE - OF_THE_EPISODE
