"""Where terms and rules come from: publications with their dates, and our own rules."""

from typing import NamedTuple


class Source(NamedTuple):
    """`address` is empty where the rule is this application's own."""

    title: str
    dated: str
    address: str = ""


OURS = Source("Rule of this application", "decided in 2026")
_BMA = "https://www.bma.org.uk/advice-and-support/gp-practices/gp-service-provision/accelerated-access-to-gp-held-patient-records-2023"
BMA_CODES = Source(
    "BMA, Providing access to patient records",
    "updated 2 November 2023",
    f"{_BMA}/providing-access-to-patient-records",
)
NHS_CODES = Source(
    "NHS Digital, Using enhanced review SNOMED codes",
    "2022",
    "https://digital.nhs.uk/services/nhs-app/nhs-app-guidance-for-gp-practices/"
    "using-enhanced-review-snomed-codes-when-giving-a-patient-access-to-their-health-record",
)
SEARCHES = Source(
    "Dr Bhatti, Prospective access: updated searches",
    "26 March 2024",
    "https://drbhatti.com/2024/03/26/prospective-access-updated-searches-march-2024/",
)
REMEDY = Source(
    "NHS England, Prospective record access: manually enabling patient access",
    "no date seen",
    "https://digital.nhs.uk/services/nhs-app/nhs-app-features/"
    "gp-health-records-in-the-app/prospective-record-access-manually-enabling-patient-access",
)
LISTS = Source(
    "NHS England, Patients Registered at a GP Practice, data quality statement",
    "monthly",
    "https://digital.nhs.uk/data-and-information/publications/statistical/"
    "patients-registered-at-a-gp-practice/data-quality-statement",
)
PULSE = Source(
    "Pulse, GP practices doing bulk opt-outs told to report to NHS England",
    "1 February 2023",
    "https://www.pulsetoday.co.uk/news/breaking-news/"
    "gp-practices-doing-bulk-opt-outs-from-records-access-told-to-report-to-nhs-england/",
)
MANAGEMENT = Source(
    "Management in Practice, the same report",
    "3 February 2023",
    "https://managementinpractice.com/news/"
    "gp-practices-doing-bulk-opt-outs-from-records-access-told-to-report-to-nhs-england/",
)

# The rule behind the threshold, known only as two trade papers reported it.
QUOTATION = (
    "Any practice who has excluded more than 50% of their patients will be required to"
    " submit an action plan for reviewing these patients and granting access to NHS"
    " England, the primary care team will be in touch with these practices shortly with"
    " further details."
)
NOT_KNOWN = (
    "Who wrote the document, when and to whom, and whether it was for all of England.",
    "The denominator: all registered patients, or those aged 16 and over. The choice can"
    + " put a practice on either side.",
    "The day on which patients are counted, and whether it is counted again.",
)
QUOTED_FROM = (PULSE, MANAGEMENT)
NECS = Source(
    "NECS, case study on NHS England's “Prospective Record Access non-compliant"
    " dashboard”",
    "on July 2024",
    "https://www.necsu.nhs.uk/?p=11058",
)
MICROSOFT = Source(
    "Microsoft, Last digits are changed to zeros",
    "no date seen",
    "https://support.microsoft.com/kb/269370/en-us",
)
