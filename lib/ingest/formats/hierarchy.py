"""gp-reg-pat-prac-map: each practice's PCN, sub-ICB location, ICB, region, supplier."""

from datetime import date

from lib.domain.codes import postcode
from lib.domain.files import Kind
from lib.domain.parsed import Hints, Parsed
from lib.domain.rows import HierarchyRow
from lib.domain.suppliers import supplier
from lib.ingest.document import Document
from lib.ingest.formats import dating, headings
from lib.ingest.formats.headings import Column
from lib.ingest.formats.line import ORGANISATION, PCN, PRACTICE, Line
from lib.ingest.formats.once import Once
from lib.ingest.formats.table import open_table, parsed

KIND = Kind.HIERARCHY

# The second names are those before July 2022: CCGs and STPs. The supplier came later.
COLUMNS = (
    Column("on", ("EXTRACT_DATE",)),
    Column("practice_code", ("PRACTICE_CODE",)),
    Column("name", ("PRACTICE_NAME",)),
    Column("postcode", ("PRACTICE_POSTCODE",)),
    Column("pcn_code", ("PCN_CODE",)),
    Column("pcn_name", ("PCN_NAME",)),
    Column("sub_icb_ons_code", ("ONS_SUB_ICB_LOCATION_CODE", "ONS_CCG_CODE")),
    Column("sub_icb_code", ("SUB_ICB_LOCATION_CODE", "CCG_CODE")),
    Column("sub_icb_name", ("SUB_ICB_LOCATION_NAME", "CCG_NAME")),
    Column("icb_ons_code", ("ONS_ICB_CODE", "ONS_STP_CODE")),
    Column("icb_code", ("ICB_CODE", "STP_CODE")),
    Column("icb_name", ("ICB_NAME", "STP_NAME")),
    Column("region_ons_code", ("ONS_COMM_REGION_CODE",)),
    Column("region_code", ("COMM_REGION_CODE",)),
    Column("region_name", ("COMM_REGION_NAME",)),
    Column("supplier", ("SUPPLIER_NAME",), required=False),
)

# The pseudo-code of practices that are in no PCN; its name is "Unallocated".
NO_PCN = "U"


def recognises(document: Document) -> bool:
    return headings.has(
        document, COLUMNS, {"practice_code", "pcn_code", "sub_icb_code"}
    )


def read(document: Document, hints: Hints) -> Parsed:
    table = open_table(document, COLUMNS, hints)
    rows = Once[HierarchyRow]()
    on: date | None = None
    for line in table.lines():
        on = line.same_day("on", on)
        row = _row(line)
        rows.add(line, row.practice_code, row, row.practice_code)
    return dating.snapshot(parsed(KIND, table, rows.rows()), on, hints)


def _row(line: Line) -> HierarchyRow:
    pcn_code, pcn_name = _pcn(line)
    return HierarchyRow(
        row=line.row,
        practice_code=line.code("practice_code", PRACTICE),
        name=line.needed("name"),
        postcode=postcode(line.text("postcode")),
        pcn_code=pcn_code,
        pcn_name=pcn_name,
        sub_icb_ons_code=line.needed("sub_icb_ons_code"),
        sub_icb_code=line.code("sub_icb_code", ORGANISATION),
        sub_icb_name=line.needed("sub_icb_name"),
        icb_ons_code=line.needed("icb_ons_code"),
        icb_code=line.code("icb_code", ORGANISATION),
        icb_name=line.needed("icb_name"),
        region_ons_code=line.needed("region_ons_code"),
        region_code=line.code("region_code", ORGANISATION),
        region_name=line.needed("region_name"),
        supplier=supplier(line.text("supplier")),
    )


def _pcn(line: Line) -> tuple[str | None, str | None]:
    if line.text("pcn_code").upper() == NO_PCN:
        return None, None
    return line.code("pcn_code", PCN), line.needed("pcn_name")
