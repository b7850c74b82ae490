"""What a person says on the command line of headings and of practices by name."""

import typer

from lib.domain.codes import ods_code


def column_matches(texts: list[str]) -> dict[str, str]:
    """Heading to field, of "Heading=field"; the heading may hold a = itself."""
    if not texts:
        return {}
    fields = _fields()
    found = dict(_parted(text, "--column", "Heading=field") for text in texts)
    for field in found.values():
        if field not in fields:
            known = ", ".join(sorted(fields - {""}))
            raise typer.BadParameter(
                f"{field!r} is not a field. These are: {known}. Nothing behind the = "
                "leaves the column out."
            )
    return found


def _fields() -> set[str]:
    from lib.ingest import formats
    from lib.ingest.formats.counts_headings import FIELDS

    columns = (getattr(each, "COLUMNS", ()) for each in formats.ALL)
    return {*FIELDS, *(column.field for some in columns for column in some)}


def practice_matches(texts: list[str]) -> dict[str, str]:
    """EMIS name or CDB number to ODS code, of "NAME=ODS"."""
    return dict(_practice(text) for text in texts)


def _practice(text: str) -> tuple[str, str]:
    name, given = _parted(text, "--practice", "NAME=ODS")
    code = ods_code(given)
    if code is None:
        raise typer.BadParameter(
            f"{given!r} is not a practice code: a letter and five digits."
        )
    return name, code


def word_matches(texts: list[str], option: str) -> dict[str, str]:
    """A sender's word to what it stands for, of "WORD=STATUS" or "WORD=EMAIL"."""
    return dict(_parted(text, option, "WORD=MEANING") for text in texts)


def _parted(text: str, option: str, form: str) -> tuple[str, str]:
    before, sign, behind = text.rpartition("=")
    if not sign or not before.strip():
        raise typer.BadParameter(f"{option} {text!r}: write it as {form}.")
    return before.strip(), behind.strip()
