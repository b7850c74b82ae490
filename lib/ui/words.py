"""Plain words for what the code names in short: kinds of file and of problem."""

from lib.domain.files import Counted, Kind, Population

KINDS = {
    Kind.REGISTER: "register of practices",
    Kind.HIERARCHY: "hierarchy",
    Kind.PCN_MEMBERSHIP: "PCN membership",
    Kind.LMC: "LMC areas",
    Kind.GROUPS: "groups of practices",
    Kind.LIST_SIZE: "list sizes",
    Kind.SINGLE_AGE: "list sizes by year of age",
    Kind.ONLINE_ACCESS: "online access",
    Kind.COUNTS: "counts",
    Kind.CONTACTS: "contacts",
    Kind.TRACKER: "tracker of cases",
    Kind.REPORTS: "monthly reports",
    Kind.PEOPLE: "people",
    Kind.ROLLOUT: "rollout",
    Kind.NATIONAL_STEPS: "national steps",
    Kind.SUCCESSION: "successions",
    Kind.ACCESS: "accounts with access",
    Kind.DEPRIVATION: "deprivation",
}

COUNTED = {
    Counted.LATEST: "patients whose latest code is 104",
    Counted.EVER: "patients ever coded 104",
    Counted.UNKNOWN: "not known",
}
POPULATIONS = {
    Population.ALL: "all ages",
    Population.AGED_16_PLUS: "aged 16 and over",
    Population.SEARCH_PARENT: "the search's own parent population",
    Population.UNKNOWN: "not known",
}

PROBLEMS = {
    "account-changed": "an account is changed",
    "above-list": "the count is more than the list size",
    "agreed-before": "the plan was agreed before the case was kept here",
    "american-date": "the month stands before the day",
    "another-icb": "the practice belongs to another ICB",
    "bad-ods-code": "not the shape of a practice code",
    "blank": "the cell is blank",
    "changed-meanwhile": "somebody has changed the case meanwhile",
    "closed-practice": "the practice was closed",
    "contract-type": "not a type of contract",
    "count-moved": "the 104 count moved by more than 20 points of the list",
    "counted-unknown": "the file does not say what was counted",
    "date": "not a date",
    "day-before-status": "a day does not fit the status",
    "draft": "a draft of the plan has been begun",
    "due-before-request": "due before it was requested",
    "duplicate-heading": "two columns stand for the same",
    "duplicate-person": "the person is there twice",
    "duplicate-practice": "the practice is there twice",
    "emptied": "what has happened was emptied",
    "enabled-above-list": "more patients enabled than on the list",
    "excel-damaged-snomed": "Excel has changed the SNOMED code",
    "extra-cells": "the line has more cells than the table",
    "future-day": "the day has not come yet",
    "hidden-columns": "the hidden columns are not those of the line",
    "list-size-moved": "the list size moved by more than 10%",
    "lost-cells": "the line has lost cells",
    "measure-unknown": "it is not said which code was counted",
    "missing-heading": "a column is missing",
    "needs-approver": "an approver records this",
    "no-authority": "it is not said who asked for the plans",
    "no-extended-day": "no day until which it was extended",
    "no-period": "no month is given",
    "no-received-day": "no day on which the plan came",
    "no-requested-day": "no day on which it was requested",
    "no-rows": "no figure can be used",
    "not-a-count": "not a whole number, 0 or more",
    "not-a-date": "not a date",
    "not-a-month": "not a month",
    "not-a-snomed-id": "not a SNOMED code",
    "not-adopted": "the ICB has not adopted the rule",
    "not-over": "the practice is not over the threshold",
    "note-row": "a line that looks like a remark is left out",
    "nothing-to-load": "nothing can be loaded",
    "other-system": "the line is about another clinical system",
    "other-code": "another code than 103, 104 or 106",
    "person-refused": "the account cannot be stored",
    "percent-in-count": "a per cent where a count belongs",
    "population-unknown": "the file does not say of whom it counts",
    "population-unlike-basis": "the count is not of those whom the rule is about",
    "practice-missing": "practices with figures last month are missing",
    "report-not-taken": "the report cannot be taken",
    "rollout-day": "the word does not fit its day",
    "rollout-word": "not a word for that lever",
    "several-months": "the file describes several months",
    "spreadsheet-error": "an error of the spreadsheet",
    "status-order": "a status that may not follow",
    "too-long": "the text is too long",
    "totals-row": "a line that looks like a total is left out",
    "two-people": "another person decides on it",
    "unknown-heading": "the heading is not known",
    "unknown-practice": "the practice is not known",
    "unmatched-owner": "nobody of that name may hold a case",
    "unmatched-practice": "the practice has no ODS code here",
    "unmatched-status": "the status is not known",
    "wrong-month": "another month than stated",
    "wrong-period": "another month than stated",
}


def problem(kind: str) -> str:
    return PROBLEMS.get(kind, kind.replace("-", " "))


def capital(text: str) -> str:
    """The first letter raised, and PCN left as it is."""
    return text[:1].upper() + text[1:]
