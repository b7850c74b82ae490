"""Everything that a page sends: words, tables, charts and downloads, as one text."""

import io
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from lib.ui import downloads


def everything(screen: AppTest) -> str:
    """Numbers in tables and charts as they are, those in words as they are written."""
    return "\n".join(_parts(screen._tree))


def _parts(node: Any) -> Iterator[str]:
    if hasattr(node, "children"):
        for child in node.children.values():
            yield from _parts(child)
    proto = getattr(node, "proto", None)
    if proto is not None:
        yield from _values(proto)


def _values(message: Any) -> Iterator[str]:
    """Of a message and those within; Arrow's bytes as the table that they are."""
    for field, value in message.ListFields():
        for each in value if _is_several(value) else [value]:
            if hasattr(each, "ListFields"):
                yield from _values(each)
            elif not isinstance(each, bytes):
                yield str(each)
            elif field.name == "data":
                yield _as_text(each)


def _is_several(value: Any) -> bool:
    return hasattr(value, "__iter__") and not isinstance(value, str | bytes)


def _as_text(data: bytes) -> str:
    with pa.ipc.open_stream(data) as stream:
        frame: pd.DataFrame = stream.read_pandas()
    return frame.to_csv()


@pytest.fixture
def downloaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What each table that a page offers holds, built as soon as the page is drawn."""
    files: list[str] = []

    def build(_key: str, _label: str, build: Any, file: tuple[str, str], **_: str):
        if not callable(build):  # a template, the same for everybody
            return
        content = build()
        if file[0].endswith("csv"):
            files.append(content.decode("utf-8-sig"))
        elif file[0].endswith("xlsx"):
            sheets = pd.read_excel(
                io.BytesIO(content), None, header=None, dtype=str, engine="calamine"
            )
            files.extend(sheet.to_csv() for sheet in sheets.values())

    monkeypatch.setattr(downloads, "button", build)
    monkeypatch.setattr(downloads, "recorded", lambda build, *_: build)
    monkeypatch.setattr(downloads, "recorded", lambda build, *_: build)
    return files
