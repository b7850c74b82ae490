"""`oversight export`: every fact in scope, as files with a data dictionary."""

import csv
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lib.cli.application import app
from lib.cli.dictionary import lines
from lib.cli.options import As, Demo, Json
from lib.cli.output import tell
from lib.cli.session import acting

if TYPE_CHECKING:
    import pandas as pd

    from lib.domain.users import User

SHOWN = {"file": "File", "rows": "Rows"}
RISKY = r"^([=+\-@\t\r\x00])"  # a spreadsheet would run what follows as a formula


class Format(StrEnum):
    CSV = "csv"
    PARQUET = "parquet"


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False)],
    format_: Annotated[Format, typer.Option("--format")] = Format.CSV,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """Write every fact within your scope, with a dictionary.

    A file for each table, and dictionary.csv. Facts of withdrawn uploads are left out.
    In CSV a text that a spreadsheet would run as a formula has an apostrophe before it;
    Parquet holds it as it is.
    """
    from lib.actions import downloads
    from lib.queries import facts

    by = acting(as_, demo)
    tables = {**facts.tables(by), "under_query": _under_query(by)}
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, table in tables.items():
        path = folder / f"{name}.{format_}"
        _write(table, path)
        written.append({"file": str(path), "rows": len(table)})
    _write_dictionary(folder / "dictionary.csv", tables)
    downloads.record("every fact", sum(map(len, tables.values())), by=by)
    tell(written, SHOWN, json)


def _under_query(by: "User") -> "pd.DataFrame":
    """Which of these figures an observer has asked about, and nobody has answered."""
    from lib.queries import figure_queries

    columns = ["ods_code", "about", "period", "body", "raised_on"]
    found = figure_queries.open_(by)[columns]
    return found.rename(columns={"ods_code": "practice_code"})


def _write(table: "pd.DataFrame", path: Path) -> None:
    whole = _with_whole_numbers(table)
    if path.suffix == ".parquet":
        whole.to_parquet(path, index=False)
    else:
        _harmless(whole).to_csv(path, index=False, lineterminator="\r\n")


def _with_whole_numbers(table: "pd.DataFrame") -> "pd.DataFrame":
    """No fact is a fraction: pandas only reads a column with gaps as one."""
    numbers = table.select_dtypes(include="number").columns
    return table.astype(dict.fromkeys(numbers, "Int64"))


def _harmless(table: "pd.DataFrame") -> "pd.DataFrame":
    texts = table.select_dtypes(include=["object", "string"]).columns
    return table.assign(
        **{name: table[name].replace(RISKY, r"'\1", regex=True) for name in texts}
    )


def _write_dictionary(path: Path, tables: "dict[str, pd.DataFrame]") -> None:
    with path.open("w", encoding="utf-8", newline="") as written:
        writer = csv.writer(written)
        writer.writerow(["table", "column", "type", "meaning"])
        for name, table in tables.items():
            writer.writerows(lines(name, list(table.columns)))
