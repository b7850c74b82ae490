"""The template for people with accounts: to fill in, with its specification."""

import io

import xlsxwriter  # type: ignore[import-untyped]

from lib.documents import template
from lib.documents.template import Column
from lib.domain.roles import Role

DATA_SHEET, SPECIFICATION_SHEET = "People", "Specification"
LAST_LINE = 1_999  # so far down the drop-down reaches

COLUMNS = (
    Column(
        "E-mail",
        "The address that the person signs in with. It says which account is meant.",
        "An e-mail address, once in the file.",
        ("pat@example.nhs.uk", "lee@example.nhs.uk", "kim@example.org"),
        needed=True,
    ),
    Column(
        "Name",
        "As colleagues know them.",
        "Any text.",
        ("Pat Officer", "Lee Auditor", "Kim Observer"),
        needed=True,
    ),
    Column(
        "Role",
        "What they may do. Nobody gives a role that may do more than their own.",
        " or ".join(Role),
        (Role.OFFICER, Role.AUDITOR, Role.LMC_OBSERVER),
        needed=True,
    ),
    Column(
        "ICB",
        "The ICBs whose practices they see. Not for an LMC observer.",
        "Codes with a space between, or all.",
        ("QMJ QRV", "all", ""),
    ),
    Column(
        "LMC",
        "Of an LMC observer: the LMC, as its list of practices spells it.",
        "The name of an LMC.",
        ("", "", "North LMC"),
    ),
    Column(
        "Until",
        "The last day of the account. Blank where it has no end.",
        "A date, day first.",
        ("", "31/03/2027", ""),
    ),
)
RULES = (
    "Whoever is not in the file is left alone, and listed before anything is stored.",
    "A change of an account that is there already is shown, old and new, and confirmed.",
    "An account that is deactivated is let in again on the page People, not by a file.",
)
WIDTHS = (32, 24, 26, 18, 24, 14)


def as_csv() -> bytes:
    return template.lines_csv(COLUMNS, [])


def example_csv() -> bytes:
    return template.lines_csv(COLUMNS, template.examples(COLUMNS))


def as_xlsx() -> bytes:
    content = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, {"in_memory": True, **options}) as book:
        sheet = book.add_worksheet(DATA_SHEET)
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for position, (column, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            style = day if column.heading == "Until" else None
            sheet.set_column(position, position, width, style)
            sheet.write_string(0, position, column.heading, bold)
            if column.heading == "Role":
                choice = {"validate": "list", "source": list(Role)}
                sheet.data_validation(1, position, LAST_LINE, position, choice)
        sheet.freeze_panes(1, 1)
        about = book.add_worksheet(SPECIFICATION_SHEET)
        template.specification(book, about, COLUMNS, RULES)
    return content.getvalue()
