"""`oversight import`: recognise all files first, then load each in the right order."""

from pathlib import Path
from typing import Annotated

import typer

from lib.cli import loading, reports, trackers
from lib.cli.application import app
from lib.cli.loading import Said
from lib.cli.matching import column_matches, practice_matches
from lib.cli.options import As, Demo, Json, Period
from lib.cli.output import as_json
from lib.cli.session import acting
from lib.domain.arrivals import Consent
from lib.domain.files import Counted, Kind, Population

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE", exists=True, dir_okay=False, help="CSV, zip or xlsx."
    ),
]
OfKind = Annotated[
    Kind | None, typer.Option(help="What the files are; else told by their content.")
]
ForICB = Annotated[
    str | None,
    typer.Option(
        "--icb",
        metavar="CODE",
        help="The ICB of counts, contacts or reports. Needed where you have several.",
    ),
]
Whole = Annotated[
    bool | None,
    typer.Option(
        "--whole/--partial",
        help="Whether practices that a counts file lacks have no data, or are "
        "unchanged. Otherwise by its layout.",
    ),
]
WhatCounted = Annotated[
    Counted | None,
    typer.Option(help="104 counts are of patients whose latest code it is, or ever."),
]
OfWhom = Annotated[
    Population | None, typer.Option(help="Of whom patients were counted.")
]
Sender = Annotated[
    str, typer.Option(metavar="NAME", help="Who sent it: matches are remembered by it.")
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="HEADING=FIELD",
        help="What an unknown heading means; nothing behind = leaves the column out.",
    ),
]
Practices = Annotated[
    list[str] | None,
    typer.Option(
        "--practice",
        metavar="NAME=ODS",
        help="The ODS code of an EMIS name or CDB number.",
    ),
]
GoodRows = Annotated[
    bool,
    typer.Option("--good-rows-only", help="Leave out the rows that must be fixed."),
]
Accept = Annotated[
    list[str] | None,
    typer.Option(metavar="KIND-OF-WARNING", help="Confirm warnings of this kind."),
]
AcceptAll = Annotated[
    bool, typer.Option("--accept-warnings", help="Confirm every warning.")
]


@app.command("import")
def import_(
    files: Files,
    kind: OfKind = None,
    period: Period = None,
    icb: ForICB = None,
    whole: Whole = None,
    counted: WhatCounted = None,
    population: OfWhom = None,
    sender: Sender = "",
    column: Columns = None,
    practice: Practices = None,
    good_rows_only: GoodRows = False,
    accept: Accept = None,
    accept_warnings: AcceptAll = False,
    tracker_of: trackers.Of = None,
    authority: trackers.Authority = "",
    recipient: trackers.ToWhom = None,
    authority_link: trackers.Link = "",
    authority_on: trackers.AuthorityOn = None,
    status: trackers.Statuses = None,
    owner: trackers.Owners = None,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """Load files: all of each, or nothing of it.

    A tracker of cases (--kind tracker) is stored once you have accepted its list of
    changes: --accept changes.

    Exit code 0: all are stored, now or earlier. 1: one is refused or waits for your
    confirmation. 2: wrong usage.
    """
    said = Said(
        kind=kind,
        period=period,
        icb_code=icb,
        whole=whole,
        counted=counted,
        population=population,
        sender=sender.strip(),
        columns=column_matches(column or []),
        practices=practice_matches(practice or []),
    )
    consent = Consent(frozenset(accept or ()), accept_warnings, good_rows_only)
    by = acting(as_, demo)
    if kind is Kind.TRACKER:
        stated = trackers.Told(
            tracker_of, authority, recipient, authority_link, authority_on
        )
        words = trackers.Words(status or [], owner or [])
        trackers.load(files, (said, stated, words), consent, by, json=json)
        return
    found = loading.load(files, said, consent, by)
    if json:
        as_json([reports.as_record(report) for report in found])
    else:
        reports.show(found)
    loading.remember(said, by)
    if any(report.upload_id is None for report in found):
        raise typer.Exit(1)
