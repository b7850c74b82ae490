"""Rollout: pauses, settings, enablement, access model and switch-on dates by practice.

A file that a person makes, a line for each practice (and clinical system, where one
changed). A blank cell says nothing: what was said of it before stands.
"""

import re
from collections.abc import Iterator
from datetime import date

from lib.domain.files import Kind
from lib.domain.parsed import Hints, Parsed
from lib.domain.rollout import WORDS, Lever, Word
from lib.domain.rollout_rows import RolloutRow
from lib.domain.suppliers import supplier
from lib.ingest.document import Document
from lib.ingest.formats import dating, headings
from lib.ingest.formats.headings import Column, plain
from lib.ingest.formats.line import PRACTICE, Line
from lib.ingest.formats.once import Once
from lib.ingest.formats.table import open_table, parsed

KIND = Kind.ROLLOUT

# A column with a day for each of these words.
DAYS = {
    "pause_sent": (Lever.PAUSE, Word.SENT),
    "pause_acknowledged": (Lever.PAUSE, Word.ACKNOWLEDGED),
    "pause_effective": (Lever.PAUSE, Word.EFFECTIVE),
    "pause_withdrawn": (Lever.PAUSE, Word.WITHDRAWN),
    "planned": (Lever.SWITCH_ON, Word.PLANNED),
    "announced": (Lever.SWITCH_ON, Word.ANNOUNCED),
    "confirmed": (Lever.SWITCH_ON, Word.ACTUAL),
    "withdrawn": (Lever.SWITCH_ON, Word.WITHDRAWN),
    "visible": (Lever.VISIBLE, Word.FROM),
}
# A column with the word itself, and one with its day.
SAID = {
    "settings": (Lever.SETTINGS, "settings_on"),
    "enablement": (Lever.ENABLEMENT, "enablement_on"),
    "model": (Lever.MODEL, "model_on"),
}


def _optional(field: str, *names: str) -> Column:
    return Column(field, names, required=False)


COLUMNS = (
    Column("practice_code", headings.PRACTICE_CODE),
    _optional("supplier", "Supplier", "Clinical system", "System", "GP system"),
    _optional("pause_sent", "Pause sent", "Pause requested", "Pause letter sent"),
    _optional("pause_acknowledged", "Pause acknowledged"),
    _optional("pause_effective", "Pause effective", "Paused from"),
    _optional("pause_withdrawn", "Pause withdrawn", "Pause ended"),
    _optional("settings", "Settings", "Organisation settings"),
    _optional("settings_on", "Settings as of", "Settings checked on"),
    _optional("enablement", "Enablement", "Bulk enablement"),
    _optional("enablement_on", "Enablement date", "Enablement on"),
    _optional("model", "Access model", "Model"),
    _optional("model_on", "Access model as of", "Access model since"),
    _optional("planned", "Switch-on planned", "Planned switch-on"),
    _optional("announced", "Switch-on announced", "Announced switch-on"),
    _optional("confirmed", "Switch-on confirmed", "Switch-on actual", "Live since"),
    _optional("withdrawn", "Switch-on withdrawn"),
    _optional("visible", "Entries visible from", "Visible from"),
    _optional("said_on", "Said on"),
)
# What no other kind of file has; a tracker or a plan may well name the access model.
_OWN = {*DAYS, "settings", "enablement"}

_TIME = re.compile(r"[ T]+(\d{1,2}:\d{2})(:\d{2}(\.\d+)?)?Z?$")
_MIDNIGHT = "00:00"  # of a spreadsheet: a day, and no time


def recognises(document: Document) -> bool:
    found = headings.find(document, COLUMNS)
    if found is None or "practice_code" not in found.fields:
        return False
    return bool(_OWN & found.fields.keys())


def read(document: Document, hints: Hints) -> Parsed:
    table = open_table(document, COLUMNS, hints)
    once = Once[RolloutRow]()
    of_line: dict[int, list[RolloutRow]] = {}
    for line in table.lines():
        code = line.code("practice_code", PRACTICE)
        found = list(_rows(line, code))
        if found and line.sound:
            of_line[line.row] = found
            system = found[0].supplier
            once.add(line, (code, system), found[0], f"{code} {system or ''}".strip())
    rows = [row for first in once.rows() for row in of_line[first.row]]
    return dating.undated(parsed(KIND, table, rows), hints)


def _rows(line: Line, code: str) -> Iterator[RolloutRow]:
    system, said_on = supplier(line.text("supplier")), line.day("said_on")
    for lever, word, on, at in (*_days(line), *_words(line)):
        yield RolloutRow(line.row, code, lever, word, on, at, system, said_on)


def _days(line: Line) -> Iterator[tuple[Lever, Word, date, str]]:
    for field, (lever, word) in DAYS.items():
        on = line.day(field)
        if on:
            yield lever, word, on, _time(line, field)


def _words(line: Line) -> Iterator[tuple[Lever, Word, date | None, str]]:
    for field, (lever, dated) in SAID.items():
        word, on = _word(line, field, lever), line.day(dated)
        if word:
            yield lever, word, on, ""
        elif on and not line.text(field):
            line.blame(
                "blank", dated, "A day without a word.", f"Fill in the {lever}, too."
            )


def _word(line: Line, field: str, lever: Lever) -> Word | None:
    text = line.text(field)
    if not text:
        return None
    found = next((word for word in WORDS[lever] if plain(word) == plain(text)), None)
    if found is None:
        line.blame(
            "rollout-word",
            field,
            f"{text!r} is no word for the {lever}.",
            f"Write one of: {', '.join(WORDS[lever])}.",
        )
    return found


def _time(line: Line, field: str) -> str:
    """Of a request to pause the hour can decide whether it was in time."""
    told = _TIME.search(line.text(field)) if field == "pause_sent" else None
    at = told[1].zfill(len(_MIDNIGHT)) if told else ""
    return "" if at == _MIDNIGHT else at
