"""`oversight threshold`: the dated rules, and recording one."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from lib.cli.application import app
from lib.cli.options import ICB, As, Demo, Json, day
from lib.cli.output import Record, as_json
from lib.cli.session import acting, require_icb
from lib.domain.files import Basis
from lib.domain.measures import Key

if TYPE_CHECKING:
    from lib.domain.threshold import ThresholdRule
    from lib.domain.users import User

Percent = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=99,
        help="More than this per cent is over the threshold; of online accounts, this"
        " or more is at or above it.",
    ),
]
OfBasis = Annotated[Basis | None, typer.Option(help="What the rate is a share of.")]
From = Annotated[
    date | None,
    typer.Option("--from", parser=day, metavar="DATE", help="In force from this day."),
]
Source = Annotated[
    str | None, typer.Option(help="Who set it, and where: a letter, a minute, a date.")
]


@dataclass(frozen=True)
class Stated:
    percent: int | None
    basis: Basis | None
    from_on: date | None
    source: str | None


@app.command()
def threshold(
    icb: ICB = None,
    percent: Percent = None,
    basis: OfBasis = None,
    from_: From = None,
    source: Source = None,
    as_: As = None,
    demo: Demo = False,
    json: Json = False,
) -> None:
    """The threshold rules. With --percent, --basis, --from and --source, record one.

    Without --icb a new rule is the default for all ICBs. Earlier months keep the rule
    of their time.
    """
    from lib.queries import organisations
    from lib.queries import threshold as recorded

    stated = Stated(percent, basis, from_, source)
    _require_all_or_none(stated)
    by = acting(as_, demo)
    chosen = require_icb(by, icb)
    if percent is not None:
        _record(chosen, stated, by)
    measure = Key.ACCESS if basis is Basis.ONLINE_ACCOUNTS else Key.CODED_104
    every = recorded.rules(by, measure)
    rules = [r for r in every if not chosen or r.icb_code in (None, chosen)]
    if json:
        as_json([_row(rule) for rule in rules])
    else:
        names = organisations.names(by)
        for rule in rules:
            typer.echo(f"Rule {rule.id}: {rule.worded(names)}. Source: {rule.source}")


def _require_all_or_none(stated: Stated) -> None:
    given = [value is not None for value in vars(stated).values()]
    if any(given) and not all(given):
        raise typer.BadParameter(
            "A rule needs all of --percent, --basis, --from and --source."
        )


def _record(icb_code: str | None, stated: Stated, by: "User") -> None:
    from lib import actions
    from lib.actions.thresholds import Limit

    if stated.percent and stated.basis and stated.from_on and stated.source is not None:
        limit = Limit(stated.percent, stated.basis, stated.from_on, stated.source)
        actions.thresholds.record(icb_code, limit, by=by)


def _row(rule: "ThresholdRule") -> Record:
    return {
        "id": rule.id,
        "icb_code": rule.icb_code,
        "measure": rule.measure,
        "percent": rule.percent,
        "strict": rule.strict,
        "basis": rule.basis,
        "direction": rule.direction,
        "from": rule.from_on,
        "source": rule.source,
        "recorded_by": rule.recorded_by,
        "recorded_at": rule.recorded_at,
    }
