"""Lines of cells as text, in columns that stand under one another."""

from collections.abc import Sequence


def aligned(lines: Sequence[Sequence[str]], right: Sequence[bool]) -> str:
    """`right`: which columns end under one another, as numbers do."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(_line(line, widths, right) for line in lines)


def _line(line: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = [
        text.rjust(width) if to_right else text.ljust(width)
        for text, width, to_right in zip(line, widths, right, strict=True)
    ]
    return "  ".join(padded).rstrip()
