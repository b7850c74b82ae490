"""Markdown and cells as plain text: what a screen reader or an e-mail should have."""

import re
from collections.abc import Callable, Sequence

from lib.documents.aligned import aligned

# An escaped character is set aside, so that it is not taken for markup.
_ASIDE = 0xE000
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>#:$~|&!])")
_SET_ASIDE = re.compile("[\ue000-\ue0ff]")
_BADGE = re.compile(r"(?<=[^\s>·])\s+:[a-z]+-badge\[([^\]]*)\]")
_COLOUR = re.compile(r":[a-z]+(?:-badge)?\[([^\]]*)\]")
_ICON = re.compile(r":material/\w+:\s*")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_SLANTED = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
_CODE = re.compile(r"`([^`]*)`")
_HEADING = re.compile(r"^#{1,6}\s+", re.MULTILINE)
_JOINER = "\u2060"
_NUMBER = re.compile(r"[+\u2212-]?[\d,]+(\.\d+)?%?")
_CODE_OF_PRACTICE = re.compile(r"[?&]ods=(\w+)")
_DIGIT = re.compile(r"\d")


def plain(markdown: str) -> str:
    return _plain(markdown, _linked)


def cell(markdown: object) -> str:
    """In a table, of a practice the code says enough of its address."""
    return " ".join(_plain(str(markdown), _named).split())


def _plain(markdown: str, link: Callable[[re.Match[str]], str]) -> str:
    text = _ESCAPED.sub(lambda found: chr(_ASIDE + ord(found[1])), markdown)
    text = _ICON.sub("", text.replace(_JOINER, ""))
    text = _BADGE.sub(r", \1", text)
    text = _LINK.sub(link, _COLOUR.sub(r"\1", text))
    text = _SLANTED.sub(r"\1", _STRONG.sub(r"\2", text))
    text = _HEADING.sub("", _CODE.sub(r"\1", text))
    text = _SET_ASIDE.sub(lambda found: chr(ord(found[0]) - _ASIDE), text)
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _linked(found: re.Match[str]) -> str:
    words, address = found[1], found[2]
    return words if words == address else f"{words} ({address})"


def _named(found: re.Match[str]) -> str:
    code = _CODE_OF_PRACTICE.search(found[2])
    if code is None:
        return _linked(found)
    is_told = code[1] in found.string[found.end() :]
    return found[1] if is_told else f"{found[1]} {code[1]}"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Aligned, numbers to the right; without headings where none has a word."""
    lines = [*([list(headings)] if any(headings) else []), *map(list, rows)]
    right = [_all_numbers(column) for column in zip(*rows, strict=True)]
    return aligned(lines, right)


def _all_numbers(column: Sequence[str]) -> bool:
    """Where one is missing stand words without a digit."""
    known = [text for text in column if _DIGIT.search(text)]
    return bool(known) and all(_NUMBER.fullmatch(text) for text in known)
