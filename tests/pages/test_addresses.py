"""Every view has an address: what narrows it stands there, and is there on reload."""

import ast

import pytest

from lib.config import ROOT
from lib.demo import people
from tests.pages.screens import seen

NARROWING = {"selectbox", "radio", "text_input", "number_input", "toggle"} | {
    "segmented_control",
    "pagination",
}
# Modules whose boxes outside a form say what is to be stored, sent or downloaded.
FILLED_IN = {
    "burden",  # of which ask more time was sought
    "burden_ask",
    "downloads",
    "import_form",
    "letters",
    "letters_sent",
    "many",
    "matching",
    "monthly_return",  # to whom it goes
    "over",  # a what-if ends with the page that it is tried on
    "people_form",
    "people_one",  # writes the account into the address itself
    "plan_form",
    "plan_review",
    "practice_case",
    "practice_contacts",
    "practice_correspondence",
    "practice_edit",
    "practice_escalation",
    "practice_papers",
    "practice_rollout",
    "practice_safety",
    "report_asking",
    "report_form",
    "search",  # opens the practice
    "settings_deputies",
    "settings_letters",
    "settings_stance",
    "settings_threshold",
    "settings_values",
    "tracker_review",
    "tracker_words",
    "uploads",  # writes the upload into the address itself
}


class Boxes(ast.NodeVisitor):
    """Those outside a form that the address does not keep."""

    def __init__(self):
        self.kept, self.loose = 0, 0

    def visit_With(self, node):
        if "form(" not in "".join(ast.unparse(item) for item in node.items):
            self.generic_visit(node)

    def visit_Call(self, node):
        if ast.unparse(node.func).startswith("st.") and node.func.attr in NARROWING:
            is_kept = any(each.arg == "bind" for each in node.keywords)
            self.kept += is_kept
            self.loose += not is_kept
        self.generic_visit(node)


def test_a_box_that_narrows_a_page_is_kept_in_its_address():
    loose = set()
    for path in (ROOT / "lib" / "ui").glob("*.py"):
        boxes = Boxes()
        boxes.visit(ast.parse(path.read_text(encoding="utf-8")))
        if boxes.loose:
            loose.add(path.stem)
    assert loose == FILLED_IN


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize(
    ("page", "asked"),
    [
        (
            "oversight/over_threshold",
            {"month": "August 2023", "only": "Newly over"},
        ),
        ("oversight/bulk_moves", {"cluster-by": "Supplier"}),
        (
            "oversight/patient_months",
            {"months-by": "Supplier", "months-from-2023-09-01": "March 2023"},
        ),
        (
            "oversight/what_if",
            {"if-percent": "40", "if-strict": "At or above", "if-plan": "10"},
        ),
        ("administration/people", {"people-role": "ICB officer"}),
        (
            "administration/audit_trail",
            {
                "person-asked": "sam",
                "subject-asked": "X99001",
                "from-asked": "01/09/2023",
            },
        ),
        ("administration/audit_trail", {"audit-plain": "true", "audit-page": "2"}),
    ],
)
def test_an_address_puts_every_filter_back(page, asked):
    is_of_figures = page.startswith("oversight")
    person = people.OFFICER if is_of_figures else people.ADMINISTRATOR
    screen = seen(person, page, **asked)
    boxes = {
        each.proto.query_param_key: each
        for kind in (*NARROWING, "button_group")
        for each in screen.get(kind)
        if getattr(each.proto, "query_param_key", "")
    }
    shown = {key: told(boxes[key]) for key in asked if key in boxes}
    assert shown == asked


def told(box):
    value = getattr(box, "format_func", str)(box.value)
    return value.lower() if value in ("True", "False") else value
