"""What an edit of the register would change: expected practices, rates of groups."""

from collections.abc import Iterator, Mapping

import pandas as pd

from lib.analysis import groups
from lib.analysis.frame import Row
from lib.analysis.words import counted, share_words
from lib.domain.practice_edits import Edit, What

# The column of the figures frame that says in which group a practice is counted;
# "group" is joined by whoever asks.
COLUMN = {
    What.CLOSE: "icb_code",
    What.PCN: "pcn_code",
    What.LMC: "lmc_name",
    What.SUPPLIER: "supplier",
    What.GROUP: "group",
}


def lines(month: pd.DataFrame, edit: Edit, names: Mapping[str, str]) -> list[str]:
    """`month`: one month of the figures frame. A sentence for each group whose numbers
    would be others, as if the edit held in that month."""
    mine = month["ods_code"] == edit.ods_code
    if not (mine & month["expected"]).any():
        return ["It is not expected in this month: no number of it changes."]
    column = COLUMN[edit.what]
    if edit.what is What.CLOSE:
        after = month.assign(expected=month["expected"] & ~mine)
    else:
        after = month.assign(**{column: month[column].mask(mine, edit.to)})
    before, then = (_said(rows, column) for rows in (month, after))
    changed = [
        name for name in {**before, **then} if before.get(name) != then.get(name)
    ]
    nothing = "No number changes."
    return [
        f"{names.get(name, name)}: {then.get(name, 'no practices')}, instead of"
        f" {before.get(name, 'none')}."
        for name in changed
    ] or [nothing]


def _said(month: pd.DataFrame, column: str) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for row in groups.by(month, column, "Without one").to_dict("records"):
        found.setdefault(str(row["group"]), []).append("; ".join(_parts(row)))
    return {name: " and ".join(said) for name, said in found.items()}


def _parts(row: Row) -> Iterator[str]:
    yield counted(int(row["practices"]), "expected practice")
    if not pd.isna(row["over"]):
        yield f"{int(row['over'])} over"
    if not pd.isna(row["list_size"]) and row["list_size"]:
        share = share_words(int(row["patients"]), int(row["list_size"]))
        yield f"{share} of the patients of those that reported"
