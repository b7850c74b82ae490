"""The process that opens a stranger's file: it may die, and can neither keep nor send.

In: one line of JSON (file name, hints, seconds), then the bytes of the file. Out: one
line of JSON with the refusal, or with what was read and a second line with its rows.
Without hints it is a paper, of which only the kind is told.
"""

import gc
import json
import sys
import traceback
from collections.abc import Collection
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from lib.domain import parsed_json
from lib.domain.errors import FileRefused
from lib.domain.files import Counted, Kind, Population
from lib.domain.parsed import Hints, Parsed
from lib.ingest import opening, patients, recognition
from lib.ingest.formats import Format, contacts
from lib.ingest.formats.headings import plain
from lib.ingest.opening import Opened

MEMORY = 2**30


def parse(content: bytes, file_name: str, hints: Hints) -> Parsed:
    patients.check_text(file_name)
    opened = opening.open_file(content, file_name)
    for text in opened.elsewhere():
        patients.check_text(text)
    try:
        chosen = recognition.recognise(opened.document, hints)
    except FileRefused as refusal:
        _check_refused(opened, refusal.problem)
        raise
    _check_for_patients(opened, chosen)
    return chosen.read(opened.document, hints)


def _check_refused(opened: Opened, problem: str) -> None:
    """Of a list of patients not even the name is kept, so it must be told apart."""
    if problem == "unknown-kind":
        _check_made_by_hand(opened)
    elif problem != "wrong-kind":
        _check_all(opened)


def _check_for_patients(opened: Opened, chosen: Format) -> None:
    if chosen.KIND is Kind.CONTACTS:
        _check_contacts(opened)
    elif chosen.KIND in recognition.MADE_BY_HAND:
        _check_made_by_hand(opened)
    elif unread := recognition.unread(chosen):
        _check_but(opened, unread)
    else:
        _check_all(opened)


def _check_but(opened: Opened, unread: Collection[int | str]) -> None:
    for sheet in opened.document.sheets:
        patients.check_cells(sheet, unread)
    for sheet in opened.hidden:
        patients.check_cells(sheet)


def _check_all(opened: Opened) -> None:
    for text in opened.cells():
        patients.check_text(text)


def _check_made_by_hand(opened: Opened) -> None:
    _check_headings(opened)
    _check_all(opened)


def _check_headings(opened: Opened, honest: Collection[str] = ()) -> None:
    for sheet in [*opened.document.sheets, *opened.hidden]:
        for _, cells in sheet.head:
            patients.check_headings(c for c in cells if plain(c) not in honest)


def _check_contacts(opened: Opened) -> None:
    """People at work have names and telephone numbers; patients stay out all the same."""
    _check_headings(opened, contacts.HONEST)
    _check_but(opened, contacts.TELEPHONES)
    for sheet in opened.document.sheets:
        patients.check_telephones(sheet, contacts.TELEPHONES)


def main() -> None:
    gc.disable()  # the process ends with the file
    _limit_memory_and_files()
    about = json.loads(sys.stdin.buffer.readline())
    _limit_processor(about["seconds"])
    try:
        answer = _answer(sys.stdin.buffer.read(), about)
    except FileRefused as refusal:
        _say({"refused": str(refusal), "problem": refusal.problem})
    except MemoryError:
        _say({"died": "memory"})
    except Exception as fault:  # noqa: BLE001 whatever a stranger's file provokes
        _say({"died": _place(fault)})
    else:
        sys.stdout.buffer.write(answer)


def _answer(content: bytes, about: dict[str, Any]) -> bytes:
    if about["hints"] is None:
        from lib.ingest import papers

        media_type, has_text = papers.look(content, about["file_name"])
        return json.dumps({"media_type": media_type, "has_text": has_text}).encode()
    hints = _hints(about["hints"])
    return parsed_json.dump(parse(content, about["file_name"], hints))


def _hints(said: dict[str, Any]) -> Hints:
    return Hints(
        kind=said["kind"] and Kind(said["kind"]),
        period=said["period"] and date.fromisoformat(said["period"]),
        columns=said["columns"],
        practices=said["practices"],
        counted=said["counted"] and Counted(said["counted"]),
        population=said["population"] and Population(said["population"]),
    )


def _say(what: object) -> None:
    print(json.dumps(what))  # noqa: T201 this is how it answers


def _place(fault: Exception) -> str:
    """Where in the code, without the words of the fault: they may quote the file."""
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__}, {Path(frame.filename).stem} {frame.lineno}"


def _limit_memory_and_files() -> None:
    _limit("RLIMIT_AS", MEMORY)
    _limit("RLIMIT_FSIZE", 0)
    _limit("RLIMIT_CORE", 0)


def _limit_processor(seconds: int) -> None:
    _limit("RLIMIT_CPU", seconds)


def _limit(what: str, most: int) -> None:
    """Windows has no such limits and macOS not all: the time limit outside remains."""
    with suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        resource.setrlimit(getattr(resource, what), (most, most + 1))


if __name__ == "__main__":
    main()
