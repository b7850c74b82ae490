"""What was drawn on a page as text: headings, sentences, figures, tables, addresses.

Charts are told by their sentence; what folds is unfolded; of boxes and buttons only
those that narrow what is seen are told, with what is chosen in them.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pandas as pd
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df as frame
from streamlit.testing.v1.element_tree import Block, Node

from lib.ui.twin_words import cell, plain, table


class Piece(NamedTuple):
    text: str
    close: bool = False  # stands in the line below one of its like
    air: bool = False  # stands well below what is before it
    chart: bool = False


def of(drawn: Block) -> str:
    told = [piece for piece in _pieces(drawn) if piece.text]
    text, last = "", Piece("")
    for piece in told:
        if piece.chart and piece.text in last.text:
            continue  # the sentence stands above its chart already
        gap = "\n" if piece.close and last.close else "\n\n\n" if piece.air else "\n\n"
        text += (gap if text else "") + _worded(piece)
        last = piece
    return text


def _worded(piece: Piece) -> str:
    return f"Chart: {piece.text}" if piece.chart else piece.text


def _pieces(node: Node) -> Iterator[Piece]:
    if not isinstance(node, Block):
        yield _element(node)
        return
    children = [child for _, child in sorted(node.children.items())]
    inside = [piece for child in children for piece in _pieces(child) if piece.text]
    label = plain(_label_of(node))
    if label and len(inside) == 1 and "\n" not in inside[0].text:
        yield inside[0]._replace(text=f"{label}: {inside[0].text}")
        return
    if label and inside:
        yield Piece(label)
    yield from inside


def _label_of(block: Block) -> str:
    """Of what folds; a container has none."""
    if block.type == "popover":
        return str(block.proto.popover.label)
    return str(getattr(block, "label", ""))


def _element(node: Any) -> Piece:
    tell = _TOLD.get(node.type)
    if tell is not None:
        return tell(node)
    bound = getattr(node.proto, "query_param_key", "")
    return _filter(node) if bound else Piece("")


def _filter(node: Any) -> Piece:
    shown = getattr(node, "format_func", str)(node.value)
    told = shown not in (None, "", "None")
    return Piece(f"{plain(node.proto.label)}: {shown}" if told else "", close=True)


def _text(node: Any) -> Piece:
    return Piece(plain(node.value))


def _as_it_is(node: Any) -> Piece:
    return Piece(node.value.strip())


def _heading(node: Any) -> Piece:
    return Piece(plain(node.value), air=node.type == "header")


def _metric(node: Any) -> Piece:
    more = f" ({plain(node.delta)})" if node.delta else ""
    return Piece(f"{plain(node.label)}: {node.value}{more}")


def _page_link(node: Any) -> Piece:
    asked = f"?{node.proto.query_string}" if node.proto.query_string else ""
    return Piece(f"{plain(node.proto.label)} ({node.proto.page}{asked})")


def _chart(node: Any) -> Piece:
    return Piece(plain(node.proto.alt), chart=True)


def _table(node: Any) -> Piece:
    """Names of rows stand in an index; the numbers of rows are not told."""
    arrow = node.proto.arrow_data
    stored = frame(arrow.data)
    shown = frame(arrow.styler.display_values or arrow.data)
    rows = [[_cell(value) for value in row] for row in shown.itertuples(index=False)]
    headings = [plain(str(name)) for name in stored.columns]
    if not isinstance(stored.index, pd.RangeIndex):
        rows = [[_cell(n), *row] for n, row in zip(stored.index, rows, strict=True)]
        headings = ["" for _ in range(len(headings) + 1)]
    title = f"{plain(node.proto.alt)}\n" if node.proto.alt else ""
    return Piece(title + (table(headings, rows) if rows else "None."))


def _cell(value: Any) -> str:
    return "" if value is None else cell(value)


_TOLD: dict[str, Callable[[Any], Piece]] = {
    "title": _heading,
    "header": _heading,
    "subheader": _heading,
    "markdown": _text,
    "caption": _text,
    "success": _text,
    "info": _text,
    "warning": _text,
    "error": _text,
    "text": _as_it_is,
    "code": _as_it_is,
    "metric": _metric,
    "page_link": _page_link,
    "vega_lite_chart": _chart,
    "table": _table,
}
