"""One practice on the demonstration: what it says in every state, and correcting it."""

import pytest
from streamlit.testing.v1 import AppTest

from lib import queries
from lib.demo import people
from lib.domain.practice_edits import What
from tests import event_log
from tests.pages.screens import press, seen, visited, words

PAGE = "oversight/practice"

pytestmark = pytest.mark.usefixtures("demonstration")


def visit(ods_code: str, user=people.OFFICER) -> AppTest:
    return visited(user, PAGE, ods=ods_code)


def read(ods_code: str, user=people.OFFICER) -> AppTest:
    return seen(user, PAGE, ods=ods_code)


def why(screen: AppTest) -> dict[str, str]:
    shown = next(t.value for t in screen.table if "Rule" in t.value.index)
    return shown.iloc[:, 0].to_dict()


def figures(screen: AppTest):
    return next(t.value for t in screen.table if "106" in t.value)


def test_why_it_is_here_names_rule_list_upload_and_row():
    screen = read("X99002")
    assert "5,809 of 9,310 is more than 50% of registered patients." in words(screen)
    found = why(screen)
    assert found["Rule"].startswith("More than 50% of registered patients")
    assert "Pulse" in found["Source of the rule"]
    assert found["List size"] == "9,310, published, 1 October 2023"
    assert found["Count from"].endswith("row 3")
    assert "latest code is 104" in found["Counted"]


@pytest.mark.parametrize(
    ("ods_code", "flips", "line"),
    [
        ("X99008", "Depends on the basis", "Between 38.4% and 61.7% of 4,559"),
        (
            "X99018",
            "Depends on the basis and on which month's list",
            "50.0% of 10,000 registered patients",
        ),
    ],
)
def test_it_names_what_would_flip_it(ods_code, flips, line):
    said = words(read(ods_code))
    assert f"**{flips}.**" in said
    assert line in said


def test_exactly_half_is_not_over():
    screen = read("X99018")
    said = words(screen)
    assert "5,000 of 10,000 is not more than 50% of registered patients." in said
    assert "badge[Over the threshold]" not in said


def test_the_chart_has_a_sentence_and_a_table_with_its_gap():
    screen = read("X99002")
    chart = screen.get("vega_lite_chart")[0].proto
    assert chart.alt in words(screen)
    months = next(t.value for t in screen.table if "List size" in t.value)
    rates = dict(zip(months["Month"], months["Per cent"], strict=True))
    assert round(rates["September 2023"] * 100, 1) == 62.4
    gap = months.set_index("Month").loc[["May 2023", "June 2023"]]
    assert gap["Per cent"].isna().all()
    assert set(gap["Over"]) == {"cannot be told"}


def test_every_word_on_a_figure_is_kept_with_its_file():
    screen = read("X99009")
    every = next(t.value for t in screen.table if "Counts now" in t.value)
    february = every[(every["Month"] == "February 2023") & (every["Code"] == "104")]
    assert february["Counts now"].tolist() == ["Yes", "Replaced"]
    assert february["Patients"].iloc[0] == 3641
    assert "corrected on screen" in february["From"].iloc[0]
    assert "Withdrawn" in " ".join(every["Counts now"])


@pytest.mark.parametrize(
    ("ods_code", "sentence", "reason"),
    [
        ("X99109", "No data for September 2023.", "No count came"),
        ("X99104", "was suppressed by its sender", "was hidden by its sender"),
        ("X99107", "more than are on the list", "More patients are counted"),
        ("X99105", "does not fit the basis", "does not fit the basis"),
    ],
)
def test_a_figure_that_cannot_be_read_says_why_and_shows_no_flag(
    ods_code, sentence, reason
):
    screen = read(ods_code, people.LEAD)
    said = words(screen)
    assert sentence in said
    assert reason in said
    assert "it cannot be told whether the practice is over" in said
    assert "badge[Over the threshold]" not in said


def test_a_practice_that_never_sent_anything_has_a_page():
    said = words(read("X99060"))
    assert "No count has been loaded for this practice." in said
    assert "No figure has been loaded for this practice." in said


def test_a_closed_practice_leads_to_its_successor_and_keeps_its_figures():
    screen = read("X99062")
    assert "This practice closed on 31 March 2023" in words(screen)
    link = next(
        each.proto
        for each in screen.get("page_link")
        if each.proto.label.startswith("Its successor")
    )
    assert link.label == "Its successor: Cindermere Medical Centre"
    assert link.query_string == "ods=X99013"
    assert figures(screen)["Month"].iloc[0] == "February 2023"


def test_a_renamed_practice_says_its_former_name():
    assert "Formerly Fennimoor Road Surgery." in words(read("X99005"))


def test_a_small_list_is_marked_in_words():
    said = words(read("X99012"))
    assert "badge[Small list]" in said
    assert "a few patients move the per cent much" in said


@pytest.mark.parametrize("ods_code", ["X99999", "X99101", "<b>x</b>"])
def test_an_unknown_code_and_another_icb_s_are_refused_alike(ods_code):
    screen = visit(ods_code)
    assert [title.value for title in screen.title] == ["Practice not found"]
    assert "There is no practice" in words(screen)
    assert "among yours" in words(screen)
    assert not screen.table


def test_without_a_code_the_page_says_what_to_do():
    assert "Choose a practice" in words(read(""))


def test_an_earlier_month_is_told_by_its_own_figures():
    screen = seen(people.OFFICER, PAGE, ods="X99002", month="August 2023")
    assert "65.6% of 9,301 patients" in words(screen)


def corrected(screen: AppTest, value: int | None, source: str, reason: str) -> AppTest:
    screen.number_input[0].set_value(value)
    typed = {box.label: box for box in screen.text_input}
    typed["Who gave the right figure, and when"].set_value(source)
    typed["Why it is corrected"].set_value(reason)
    return press(screen, "Save the figure")


def test_a_correction_is_followed_by_figure_source_and_paragraph():
    screen = corrected(visit("X99002"), 4000, "E-mail of 3 October", "Left the list")
    said = words(screen)
    assert "The figure for September 2023 is corrected." in said
    assert "(4,000)" in said
    assert "4,000 of 9,310 is not more than 50%" in said
    assert "corrected on screen" in why(screen)["Count from"]
    assert figures(screen)["104"].iloc[0] == 4000
    event = event_log.newest_first().iloc[0]
    assert (event.action, event.subject) == ("correct figure", "X99002")
    assert event.reason == "Left the list"


def test_a_correction_needs_a_number_and_its_source_and_may_be_above_the_list():
    screen = visit("X99002")
    for value, source, answer in (
        (None, "E-mail", "Type the right number of patients."),
        (4000, "", "Say why the figure is corrected and who gave"),
    ):
        corrected(screen, value, source, "Wrong")
        assert answer in words(screen)
        assert figures(screen)["104"].iloc[0] == 5809
        typed = {box.label: box.value for box in screen.text_input}
        assert typed["Who gave the right figure, and when"] == source
    said = words(corrected(screen, 20_000, "E-mail", "Theirs"))
    assert "20,000 came for September 2023, more than are on the list." in said


def moving(code: str) -> tuple[AppTest, str]:
    """The form, with another PCN chosen, and that PCN."""
    chosen = {f"edit-{code}-what-0": What.PCN}
    screen = visited(people.ANALYST, PAGE, chosen, ods=code)
    box = screen.selectbox(key=f"edit-{code}-to-PCN-0")
    before = queries.practices.get(people.ANALYST, code).pcn
    other = next(each for each in box.options if before not in each)
    box.set_value(other[-6:-1])
    return screen, other[:-8]


def plainly(screen: AppTest) -> str:
    return words(screen).replace("\\", "").replace("\u2060", "")


def test_an_edit_of_the_register_is_previewed_and_recorded_with_reason_and_source():
    code = "X99006"
    screen, other = moving(code)
    before = queries.practices.get(people.ANALYST, code).pcn
    screen.text_input(key=f"edit-{code}-from-0").set_value("15/09/2023").run()
    said = plainly(screen)
    assert "What it would change in" in said
    for pcn in (before, other):
        assert f"{pcn}: " in said
    assert "The hierarchy of 1 October 2023 is loaded already" in said
    typed = {
        "from": "02/10/2023",
        "reason": "It moved",
        "source": "Notice of 2 October",
    }
    for field, text in typed.items():
        screen.text_input(key=f"edit-{code}-{field}-0").set_value(text)
    press(screen, "Record it")
    assert queries.practices.get(people.ANALYST, code).pcn == other
    said = plainly(screen)
    assert "is loaded already" not in said
    assert "move it to another PCN, from 2 October 2023. Holds." in said
