"""`oversight status`: what is loaded, what is missing, and what comes next."""

import typer

from lib.cli.application import app
from lib.cli.options import ICB, As, Demo, Json
from lib.cli.output import as_json, as_table
from lib.cli.session import acting, require_icb, settings

FOUND = {"state": "State", "title": "Step", "found": "What is there, or missing"}


@app.command()
def status(
    icb: ICB = None, as_: As = None, demo: Demo = False, json: Json = False
) -> None:
    """The steps from an empty database to casework.

    As the page Getting started has them.
    """
    from lib.analysis.getting_started import summary
    from lib.casework import getting_started
    from lib.config import Mode

    by = acting(as_, demo)
    signs_in = settings(demo).mode is not Mode.LOCAL
    found = getting_started.of(by, require_icb(by, icb), signs_in=signs_in)
    rows = [
        {
            "step": task.step,
            "part": task.about.part,
            "title": task.about.title,
            "state": task.state,
            "found": task.found,
            "why": task.about.why,
            "source": task.about.source,
        }
        for task in found
    ]
    if json:
        as_json(rows)
    else:
        as_table(FOUND, rows)
        typer.echo("\n" + "".join(summary(found)))
