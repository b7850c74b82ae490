"""Files with one number to a line: half a million lines, gathered into groups.

A group makes a row: a practice and month of POMI, a practice and sex of a single-age
file. One column, here called the item, tells the numbers of a group apart.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from typing import Generic, TypeVar

from lib.ingest.formats.line import Line
from lib.ingest.formats.numbers import PLAIN
from lib.ingest.formats.table import Table

Key = TypeVar("Key")


@dataclass(slots=True)
class Group(Generic[Key]):
    """`rows` and `values` are by item; row 0 is an item that the file does not have."""

    key: Key
    rows: list[int]
    values: list[int | None]
    sound: bool = True

    @property
    def row(self) -> int:
        return min(filter(None, self.rows), default=0)


@dataclass(frozen=True)
class Layout(Generic[Key]):
    """`read_key` checks the cells of `key_fields`; None where the line has no group."""

    key_fields: tuple[str, ...]
    read_key: Callable[[Line], Key | None]
    name_key: Callable[[Key], str]  # for people
    items: dict[str, int]  # upper case, numbered from 0
    unknown_item: str  # the kind of problem
    expected_items: str
    blank_is_unknown: bool = False


def gather(table: Table, layout: Layout[Key]) -> list[Group[Key]]:
    """Each line is read with the fewest steps, and cell by cell only where unusual."""
    groups: dict[Key, Group[Key]] = {}
    if not table.at.keys() >= {*layout.key_fields, "item", "value"}:
        table.count_lines()
        return []
    spelling = itemgetter(*(table.at[field] for field in layout.key_fields))
    item_and_value = itemgetter(table.at["item"], table.at["value"])
    spelled: dict[object, Group[Key]] = {}
    for row, cells in table.raw_lines():
        group = spelled.get(spelling(cells))
        item, value = item_and_value(cells)
        at = layout.items.get(item.upper(), -1)
        if group is None or at < 0 or group.rows[at] or not PLAIN.fullmatch(value):
            found = _look_closely(table.line(row, cells), layout, groups)
            if found:
                spelled[spelling(cells)] = found
        else:
            group.rows[at] = row
            group.values[at] = int(value)
    return list(groups.values())


def _look_closely(
    line: Line, layout: Layout[Key], groups: dict[Key, Group[Key]]
) -> Group[Key] | None:
    key = layout.read_key(line)
    at = _item(line, layout)
    value = _value(line, layout)
    if key is None:
        return None
    size = len(layout.items)
    group = groups.setdefault(key, Group(key, [0] * size, [None] * size))
    if at is not None and group.rows[at]:
        _blame_twice(line, layout.name_key(key), group.rows[at])
    elif at is not None:
        group.rows[at] = line.row
        group.values[at] = value
    group.sound = group.sound and line.sound
    return group


def _item(line: Line, layout: Layout[Key]) -> int | None:
    text = line.needed("item")
    at = layout.items.get(text.upper())
    if text and at is None:
        line.blame(
            layout.unknown_item,
            "item",
            f"{text!r} is not known here.",
            f"Expected: {layout.expected_items}.",
        )
    return at


def _value(line: Line, layout: Layout[Key]) -> int | None:
    if layout.blank_is_unknown and not line.text("value"):
        return None
    return line.number("value")


def _blame_twice(line: Line, name: str, first: int) -> None:
    line.blame(
        "duplicate-practice",
        "item",
        f"{name} has {line.text('item')} twice: rows {first} and {line.row}.",
        "Keep the line that is right and remove the other.",
    )
