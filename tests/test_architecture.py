"""The rules of shape that the import contracts cannot say."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lib.config import ROOT
from lib.domain.tables import METADATA

PYTHON = sorted(
    path.relative_to(ROOT)
    for folder in ("lib", "pages", "tests")
    for path in (ROOT / folder).rglob("*.py")
)
LIB = [path for path in PYTHON if path.parts[0] == "lib"]
PAGES = [path for path in PYTHON if path.parts[0] == "pages"]
ON_SCREEN = [*PAGES, *(p for p in LIB if p.parts[1] in ("ui", "analysis"))]
SHIPPED = [*LIB, *PAGES, Path("app.py")]

PAGE_LINES, LIB_LINES = 120, 250
ATTICS = {"utils", "helpers", "common", "manager", "data", "df"}
BLAME = re.compile(r"\b(failing|worst|non-?compliant)\b", re.IGNORECASE)

# Questions without a user: they sign somebody in, or say that data have changed.
BEFORE_SIGN_IN = {
    "events.versions",
    "events.written",
    "feed_keys.holder",
    "sign_ins.standing",
    "users.by_email",
    "users.demonstration",
}
# Parts of questions, which open no session of their own.
PARTS_OF_QUESTIONS = {
    "denominators",
    "disclosed",
    "memberships",
    "office",
    "placements",
    "truth",
}
# Each action writes its event with it.
NOT_AN_ACTION = {"events.record"}

# Rows that people change: `version` tells whether the one they saw is still the newest.
EDITABLE = {
    "account",
    "action_plan",
    "ask",
    "contact",
    "deputy",
    "episode",
    "escalation",
    "feed_key",
    "figure_query",
    "letter",
    "milestone",
    "monthly_report",
    "monthly_return",
    "paper",
    "plan_version",
    "report_duty",
    "report_query",
    "reporting_period",
    "safety_check",
    "statement",
    "heading_match",
    "practice",
    "practice_match",
    "saved_view",
    "upload",
    "word_match",
}
NEVER_EDITED = {
    # facts and records, only ever added
    "adoption",
    "agreement",
    "letter_wording",
    "lmc_address",
    "log_entry",
    "measure",
    "report_waiver",
    "section_review",
    "stance",
    "event",
    "exclusion_count",
    "group_membership",
    "hierarchy_entry",
    "list_size",
    "lmc_membership",
    "online_access",
    "pcn_membership",
    "register_entry",
    "rollout_entry",
    "national_step",
    "access_count",
    "deprivation_entry",
    "succession_entry",
    "setting",
    "threshold_rule",
    "visit",
    # names that files bring
    "icb",
    "lmc",
    "pcn",
    "practice_group",
    "region",
    "sub_icb_location",
    "sub_icb_location_icb",
    # the application's own
    "account_icb",
    "audit_entry",
    "ledger",
    "sign_in",
    "staged_file",
}


@cache
def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def functions(layer: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The public functions of the modules that stand directly in a layer."""
    for path in LIB:
        if path.parts[:-1] != ("lib", layer) or path.stem in PARTS_OF_QUESTIONS:
            continue
        for node in ast.parse(text(path)).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield f"{path.stem}.{node.name}", node


def files_with(pattern: str, among: list[Path]) -> set[str]:
    return {str(path) for path in among if re.search(pattern, text(path))}


def test_no_page_lies_directly_in_pages():
    """Streamlit would serve it to anybody, without the shell and its sign-in."""
    assert [path for path in PAGES if len(path.parts) < 3] == []


def test_every_page_is_on_the_menu_and_every_entry_is_a_page():
    from lib.ui.menu import MENU

    on_menu = {Path("pages", f"{entry.path}.py") for entry in MENU}
    assert set(PAGES) == on_menu


def test_a_page_asks_first_who_looks():
    asks = "user = access.current_user()"
    assert [path for path in PAGES if first_statement(path) != asks] == []


def first_statement(path: Path) -> str:
    """The one after the docstring and the imports."""
    after = (
        node
        for node in ast.parse(text(path)).body[1:]
        if not isinstance(node, ast.Import | ast.ImportFrom)
    )
    return ast.unparse(next(after))


def test_every_question_is_asked_by_a_user():
    without = {
        name
        for name, function in functions("queries")
        if [each.arg for each in function.args.args[:1]] != ["user"]
    }
    assert without == BEFORE_SIGN_IN


def test_parts_of_questions_open_no_session():
    parts = [Path("lib", "queries", f"{name}.py") for name in PARTS_OF_QUESTIONS]
    assert files_with(r"db\.reading", parts) == set()


def test_every_action_says_who_acts():
    anonymous = {
        name
        for name, function in functions("actions")
        if "by" not in [each.arg for each in function.args.kwonlyargs]
    }
    assert anonymous == NOT_AN_ACTION


def test_only_actions_change_data():
    others = [path for path in SHIPPED if path.parts[:2] != ("lib", "actions")]
    assert files_with(r"\bdb\.(transaction|engine)\(|import .*transaction", others) == {
        "lib/migrations/__init__.py",
        "lib/migrations/backups.py",
    }


def test_no_file_is_longer_than_one_can_read():
    lines = {
        path: len(text(path).splitlines())
        for path in SHIPPED
        if path.parts[:2] != ("lib", "migrations")
    }
    limits = {path: PAGE_LINES if path in PAGES else LIB_LINES for path in lines}
    assert {path: n for path, n in lines.items() if n > limits[path]} == {}


def test_every_module_opens_with_a_sentence():
    modules = [path for path in [*PYTHON, Path("app.py")] if not is_bare(path)]
    sentence = re.compile(r"[^.]([^.]|\.\S)*\.($|\s)")
    assert [path for path in modules if not sentence.match(opening(path))] == []


def is_bare(path: Path) -> bool:
    return path.name == "__init__.py" and not text(path)


def opening(path: Path) -> str:
    return ast.get_docstring(ast.parse(text(path))) or ""


def test_no_module_is_an_attic():
    assert [path for path in PYTHON if ATTICS & {*path.parts, path.stem}] == []


def test_words_on_screen_do_not_blame():
    found = {path: BLAME.findall(text(path)) for path in ON_SCREEN}
    assert {path: words for path, words in found.items() if words} == {}


def test_tables_that_people_edit_have_a_version():
    versioned = {t.name for t in METADATA.tables.values() if "version" in t.columns}
    assert versioned == EDITABLE


def test_every_table_is_known_to_be_edited_or_not():
    assert set(METADATA.tables) == EDITABLE | NEVER_EDITED


def test_no_stored_text_becomes_html():
    assert files_with("unsafe_allow_html", SHIPPED) == set()


def test_only_one_module_caches():
    assert files_with(r"\bcache_(data|resource)\b", SHIPPED) <= {"lib/ui/caching.py"}


def test_only_one_module_keeps_state_between_runs():
    assert files_with(r"\bsession_state\b", SHIPPED) <= {"lib/ui/memory.py"}
