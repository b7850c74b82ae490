"""The data dictionary of an export: what each column of each table holds."""

from collections.abc import Iterator

TEXT, NUMBER, DAY, MOMENT, FLAG = (
    "text",
    "whole number",
    "date",
    "moment in UTC",
    "true or false",
)

_SWITCH = "2 on, 1 available but off, 0 not available"
_COLUMNS = {
    "id": (NUMBER, "Number of the line in its table."),
    "upload_id": (NUMBER, "The upload that said it: upload.id."),
    "row": (NUMBER, "The line of the file, as a spreadsheet shows it."),
    "practice_code": (TEXT, "ODS code of the practice."),
    "name": (TEXT, "Name of the practice as the file gives it."),
    "postcode": (TEXT, "Postcode of the practice."),
    "status": (TEXT, "active, closed, dormant or proposed."),
    "opened_on": (DAY, "The practice's first day."),
    "closed_on": (DAY, "The practice's last day."),
    "sub_icb_code": (TEXT, "ODS code of the sub-ICB location (formerly CCG)."),
    "is_english": (FLAG, "Whether the practice is in England."),
    "pcn_code": (TEXT, "ODS code of the primary care network; empty for none."),
    "icb_code": (TEXT, "ODS code of the integrated care board."),
    "supplier": (TEXT, "Supplier of the clinical system."),
    "from_on": (DAY, "In force from."),
    "until_on": (DAY, "In force until; empty while it lasts."),
    "lmc_name": (TEXT, "Name of the local medical committee."),
    "group_name": (TEXT, "Name of the federation, team or place."),
    "on": (DAY, "The day that the list was counted."),
    "basis": (TEXT, "registered (all ages) or aged-16-plus."),
    "sex": (TEXT, "all, female or male."),
    "patients": (NUMBER, "Registered patients of the practice."),
    "period": (DAY, "The month described, by its first day."),
    "measure": (
        TEXT,
        "104, 106 or 103 (patients with that code); added, superseded (104 in the month).",
    ),
    "value": (NUMBER, "Patients; empty where the sender hid the number."),
    "suppressed": (FLAG, "Whether the sender hid the number."),
    "list_size": (NUMBER, "List size as the same line of the file gave it."),
    "run_on": (DAY, "The day that the search was run."),
    "kind": (TEXT, "Kind of file."),
    "described_on": (DAY, "Snapshot, extract or run date."),
    "file_name": (TEXT, "Name of the file."),
    "file_hash": (TEXT, "SHA-256 of the file."),
    "sender": (TEXT, "Who sent it."),
    "counted": (TEXT, "104 counts are of the latest code, ever coded, or unknown."),
    "population": (TEXT, "Of whom: all, aged-16-plus, search-parent or unknown."),
    "whole": (FLAG, "Whether practices that are not in the file have no data in it."),
    "rows_read": (NUMBER, "Data lines of the file."),
    "rows_stored": (NUMBER, "Facts stored from it."),
    "reason": (TEXT, "Why one figure was corrected, and by which source."),
    "confirmed": (TEXT, "The kinds of warning that a person confirmed."),
    "loaded_by": (TEXT, "E-mail address of whoever loaded it."),
    "loaded_at": (MOMENT, "When it was loaded."),
    "withdrawn_by": (TEXT, "E-mail address of whoever withdrew it."),
    "withdrawn_at": (MOMENT, "When it was withdrawn; its facts are not exported."),
    "withdrawn_reason": (TEXT, "Why it was withdrawn."),
    "version": (NUMBER, "How often the entry was changed, and one."),
    "text": (TEXT, "What the practice says, word for word."),
    "said_on": (DAY, "The date of the document in which it says so."),
    "source": (TEXT, "The document in which it says so."),
    "confirmed_on": (DAY, "When the practice confirmed the wording; empty if not."),
    "typed_by": (TEXT, "Who typed it from the document."),
    "typed_at": (MOMENT, "When it was typed."),
    "patient_list_size": (NUMBER, "POMI: registered patients."),
    "total_pat_enbld": (NUMBER, "POMI: patients enabled for any online service."),
    "new_pat_enbld": (NUMBER, "POMI: patients newly enabled in the month."),
    "total_use": (NUMBER, "POMI: uses of all online services."),
    "sys_appts_enbld": (NUMBER, f"POMI: appointments, {_SWITCH}."),
    "sys_presc_enbld": (NUMBER, f"POMI: prescriptions, {_SWITCH}."),
    "sys_detcoderec_enbld": (NUMBER, f"POMI: the coded record, {_SWITCH}."),
    "pat_appts_enbld": (NUMBER, "POMI: patients enabled for appointments."),
    "pat_presc_enbld": (NUMBER, "POMI: patients enabled for prescriptions."),
    "pat_detcoderec_enbld": (NUMBER, "POMI: patients enabled for the coded record."),
    "pat_appts_use": (NUMBER, "POMI: transactions with appointments."),
    "pat_presc_use": (NUMBER, "POMI: transactions with prescriptions."),
    "pat_detcoderec_use": (NUMBER, "POMI: transactions with the coded record."),
}


def lines(table: str, columns: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """table, column, type, meaning."""
    for column in columns:
        yield (table, column, *_COLUMNS[column])
