"""Invented files as people have them: a hierarchy, list sizes and counts as text."""

from collections.abc import Iterable, Mapping

HIERARCHY = (
    "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,"
    "PCN_NAME,ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,"
    "ONS_ICB_CODE,ICB_CODE,ICB_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,"
    "COMM_REGION_NAME,SUPPLIER_NAME"
)
LIST_SIZES = (
    "PUBLICATION,EXTRACT_DATE,TYPE,SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE,"
    "CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS"
)
COUNTS = "Practice code,Patients with active 104,Counted of,Run date"
PRACTICES = ("X99001", "X99002", "X99003")


def hierarchy(
    practices: Iterable[str] = PRACTICES, *, on: str = "01Apr2026", icb: str = "XA1"
) -> str:
    """Each practice in the invented ICB and, but for the last digit, of one name."""
    return _lines(
        HIERARCHY,
        (
            f"GP_PRAC_PAT_LIST,{on},{code},PRACTICE {code[-2:]},ZZ99 1AA,U99001,"
            f"NORTH PCN,E38999001,X01,NORTH,E54999001,{icb},INVENTED ICB,E40999001,"
            f"XR1,INVENTED REGION,EMIS"
            for code in practices
        ),
    )


def list_sizes(patients: Mapping[str, int], *, on: str = "2026-04-01") -> str:
    return _lines(
        LIST_SIZES,
        (
            f"GP_PRAC_PAT_LIST,{on},GP,X01,E38999001,{code},ZZ99 1AA,ALL,ALL,{number}"
            for code, number in patients.items()
        ),
    )


def counts(excluded: Mapping[str, object], *, on: str = "31/03/2026") -> str:
    """Of all ages, the latest code, at the end of March 2026."""
    lines = (f"{code},{number},all,{on}" for code, number in excluded.items())
    return _lines(COUNTS, lines)


def _lines(heading: str, lines: Iterable[str]) -> str:
    return "\n".join([heading, *lines, ""])
