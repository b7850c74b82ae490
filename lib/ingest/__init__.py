"""Files in: bytes to typed rows and problems; nothing is written.

This package is loaded in the child process too, which has to start fast: pydantic is
imported only where the parent needs it.
"""

import hashlib
import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import Any

from lib import config
from lib.domain import parsed_json
from lib.domain.errors import FileRefused
from lib.domain.papers import LIMIT, Document, MediaType
from lib.domain.parsed import Hints, Parsed
from lib.ingest.archive import CSV_LIMIT, too_large

SECONDS = 60
WORKBOOK_SECONDS = 20
NOTHING_SAID = Hints()

# What Python needs to start; passwords in the environment are none of a parser's business.
_ENVIRONMENT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TZ")
_OTHERWISE = (
    "Nothing of it was stored. Save the table alone as a CSV file and choose that; if it "
    "happens again, tell whoever looks after this application."
)


def read(content: bytes, file_name: str, hints: Hints = NOTHING_SAID) -> Parsed:
    """The file as read by a process of its own, within limits of memory and time."""
    if len(content) > CSV_LIMIT:
        raise too_large(CSV_LIMIT)
    answer = _ask(content, file_name, asdict(hints))
    try:
        return _typed(answer)
    except ValueError:
        raise FileRefused(f"The reader gave no clear answer. {_OTHERWISE}") from None


def read_path(path: Path, hints: Hints = NOTHING_SAID) -> Parsed:
    try:
        if path.stat().st_size > CSV_LIMIT:
            raise too_large(CSV_LIMIT)
        content = path.read_bytes()
    except OSError as error:
        why = (error.strerror or "it cannot be opened").lower()
        raise FileRefused(f"{path} cannot be read: {why}.", "not-found") from None
    return read(content, path.name, hints)


def content_hash(parsed: Parsed) -> str:
    """The same for the same facts, whatever the file's order, name and packing."""
    rows = sorted(json.dumps(row[1:], default=str) for row in parsed.rows)
    dated = [parsed.kind, parsed.period, parsed.described_on]
    meaning = [parsed.counted, parsed.population]
    whole = json.dumps([dated, meaning, rows], default=str)
    return hashlib.sha256(whole.encode()).hexdigest()


def read_paper(content: bytes, file_name: str) -> Document:
    """A letter, a plan or a picture, looked at in the same way before it is filed."""
    if len(content) > LIMIT:
        raise FileRefused(
            f"This file is larger than {LIMIT // 2**20} MB. Send fewer pages, or scan"
            " them at a lower resolution.",
            "too-large",
        )
    name = PurePosixPath(file_name.replace("\\", "/")).name
    try:
        told = _told(_ask(content, name, None))
        media_type, has_text = MediaType(told["media_type"]), bool(told["has_text"])
    except (ValueError, KeyError):
        raise _unclear_paper() from None
    except FileRefused as refusal:
        if refusal.problem in _OF_THE_READER:
            raise _unclear_paper(refusal.problem) from None
        raise
    return Document(content, name, media_type, has_text)


_OF_THE_READER = ("memory", "timeout", "unreadable")


def _unclear_paper(problem: str = "unreadable") -> FileRefused:
    return FileRefused(
        "This file cannot be looked through. Nothing of it was stored. Print it to a"
        " PDF and file that.",
        problem,
    )


def _ask(content: bytes, file_name: str, hints: dict[str, Any] | None) -> bytes:
    is_workbook = b"[Content_Types].xml" in content
    seconds = WORKBOOK_SECONDS if is_workbook else SECONDS
    about = {"file_name": file_name, "hints": hints, "seconds": seconds}
    head = json.dumps(about, default=str).encode()
    with subprocess.Popen(
        [sys.executable, "-m", "lib.ingest.child"],
        cwd=config.ROOT,
        env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            answer, _ = process.communicate(head + b"\n" + content, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise _took_too_long() from None
        finally:
            _end(process)
    _refuse_death(process.returncode)
    return answer


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


def _refuse_death(code: int) -> None:
    if code < 0 and signal.Signals(-code).name == "SIGXCPU":
        raise _took_too_long()
    if code < 0:
        raise _died("memory")
    if code:
        raise _died(f"exit {code}")


def _typed(answer: bytes) -> Parsed:
    _told(answer)
    return parsed_json.load(answer)


def _told(answer: bytes) -> dict[str, Any]:
    about: dict[str, Any] = json.loads(answer.partition(b"\n")[0])
    if "refused" in about:
        raise FileRefused(about["refused"], about["problem"])
    if "died" in about:
        raise _died(about["died"])
    return about


def _took_too_long() -> FileRefused:
    return FileRefused(f"This file takes too long to read. {_OTHERWISE}", "timeout")


def _died(why: str) -> FileRefused:
    if why == "memory":
        return FileRefused(f"This file needs too much memory. {_OTHERWISE}", "memory")
    return FileRefused(f"The reader stopped at this file ({why}). {_OTHERWISE}")
